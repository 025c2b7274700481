using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Names inside one declaration. An inner block's names end with it.</summary>
internal sealed class LocalScope
{
    private readonly Dictionary<string, Symbol> _names = [];
    private readonly Dictionary<string, Symbol>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Stack<(string Name, Symbol? Before)> _declared = new();
    private readonly HashSet<Symbol> _used = [];

    public LocalScope() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Everything declared so far, also in blocks that have ended, in order.</summary>
    public List<Symbol> All { get; } = [];

    public IEnumerable<string> Names => _names.Keys;

    /// <summary>A mark to return to with <see cref="Leave"/>.</summary>
    public int Enter() => _declared.Count;

    public void Leave(int mark)
    {
        while (_declared.Count > mark)
        {
            var (name, before) = _declared.Pop();
            if (before is null)
                _names.Remove(name);
            else
                _names[name] = before;
        }
    }

    public void Declare(Symbol symbol)
    {
        _declared.Push((symbol.Name, _names.GetValueOrDefault(symbol.Name)));
        _names[symbol.Name] = symbol;
        All.Add(symbol);
    }

    /// <summary>Finds a name without counting it as a use.</summary>
    public Symbol? Peek(ReadOnlySpan<char> name) => _lookup.TryGetValue(name, out var symbol) ? symbol : null;

    public Symbol? Find(ReadOnlySpan<char> name)
    {
        if (!_lookup.TryGetValue(name, out var symbol))
            return null;
        _used.Add(symbol);
        return symbol;
    }

    public void Use(Symbol symbol) => _used.Add(symbol);

    public bool IsUsed(Symbol symbol) => _used.Contains(symbol);
}
