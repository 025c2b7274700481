using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Names inside one declaration. An inner block's names end with it.</summary>
internal sealed class LocalScope
{
    private readonly Dictionary<string, Entry> _names = [];
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<Entry> _open = [];
    private readonly List<Entry> _all = [];

    public LocalScope() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A name with whether it was used, and what it hides.</summary>
    public sealed class Entry(Symbol symbol, Entry? hidden)
    {
        public Symbol Symbol { get; } = symbol;

        public Entry? Hidden { get; } = hidden;

        public bool IsUsed { get; set; }
    }

    /// <summary>Everything declared so far, also in blocks that have ended, in order.</summary>
    public IReadOnlyList<Entry> All => _all;

    public IEnumerable<string> Names => _names.Keys;

    /// <summary>Makes it as new.</summary>
    public void Clear()
    {
        _names.Clear();
        _open.Clear();
        _all.Clear();
    }

    /// <summary>A mark to return to with <see cref="Leave"/>.</summary>
    public int Enter() => _open.Count;

    public void Leave(int mark)
    {
        for (int i = _open.Count - 1; i >= mark; i--)
        {
            var entry = _open[i];
            if (entry.Hidden is { } hidden)
                _names[entry.Symbol.Name] = hidden;
            else
                _names.Remove(entry.Symbol.Name);
        }
        _open.RemoveRange(mark, _open.Count - mark);
    }

    public void Declare(Symbol symbol)
    {
        var entry = new Entry(symbol, _names.GetValueOrDefault(symbol.Name));
        _names[symbol.Name] = entry;
        _open.Add(entry);
        _all.Add(entry);
    }

    /// <summary>Finds a name without counting it as a use.</summary>
    public Symbol? Peek(ReadOnlySpan<char> name) =>
        _names.Count > 0 && _lookup.TryGetValue(name, out var entry) ? entry.Symbol : null;

    public Symbol? Find(ReadOnlySpan<char> name)
    {
        if (_names.Count == 0 || !_lookup.TryGetValue(name, out var entry))
            return null;
        entry.IsUsed = true;
        return entry.Symbol;
    }
}
