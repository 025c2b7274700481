using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CellDsl.Language.Units;

/// <summary>The units that a <c>.cell</c> file may use: a list, and the products and quotients of what is listed.</summary>
public static class UnitTable
{
    // A file has dozens of units; the bound only keeps a hostile one from filling the memory.
    private const int MostRemembered = 4096;

    private static readonly FrozenDictionary<string, Unit> s_spellings = ListedUnits
        .All.SelectMany(l => l.Spellings.Select(s => KeyValuePair.Create(s, l.Unit)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> s_listed =
        s_spellings.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly ConcurrentDictionary<string, Unit> s_remembered = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> s_known =
        s_remembered.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every listed unit, each once, in the order of documentation.</summary>
    public static ImmutableArray<Unit> Listed { get; } = [.. ListedUnits.All.Select(l => l.Unit)];

    /// <summary>Every spelling of a listed unit, the canonical one first.</summary>
    public static ImmutableArray<string> SpellingsOf(Unit unit) =>
        ListedUnits.All.FirstOrDefault(l => l.Unit.Equals(unit))?.Spellings ?? [unit.Symbol];

    internal static Unit Kelvin { get; } = Parse("K");

    internal static Unit Hour { get; } = Parse("h");

    /// <summary>
    /// Reads the text of a unit as it stands in a file. The second time a text is asked for, the answer is one hash lookup
    /// without an allocation.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out Unit? unit,
        [NotNullWhen(false)] out UnitError? error
    )
    {
        error = null;
        if (s_known.TryGetValue(text, out unit))
        {
            return true;
        }

        if (!UnitParser.TryParse(text, out unit, out error))
        {
            return false;
        }

        if (s_remembered.Count < MostRemembered)
        {
            s_remembered.TryAdd(text.ToString(), unit);
        }

        return true;
    }

    /// <summary>Reads the text of a unit that is known to be one.</summary>
    /// <exception cref="FormatException">The text is no unit.</exception>
    public static Unit Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var unit, out var error)
            ? unit
            : throw new FormatException($"`{text}` is not a unit: {error.Fault} at `{error.Part}`.");

    internal static bool TryFindListed(ReadOnlySpan<char> folded, [NotNullWhen(true)] out Unit? unit) =>
        s_listed.TryGetValue(folded, out unit);

    /// <summary>The spelling that was probably meant by an unknown word, or null.</summary>
    public static string? Nearest(string word) =>
        word is "mC" ? "coulomb"
        : ListedUnits.Respelled.TryGetValue(word.TrimEnd('.').ToLowerInvariant(), out var right) ? right
        : Spelling.Nearest(word, Listed, static u => u.Symbol)
            ?? Spelling.Nearest(word, s_spellings.Keys.Order(StringComparer.Ordinal), static s => s);
}
