using System.Collections.Immutable;
using System.Globalization;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// What is known of a machine's slots at one place: constants, and counters of which only is known that their loop runs.
/// </summary>
internal sealed class ControlState
{
    private readonly ImmutableSortedDictionary<int, Known> _slots;

    private ControlState(ImmutableSortedDictionary<int, Known> slots) => _slots = slots;

    public static ControlState Nothing { get; } = new(ImmutableSortedDictionary<int, Known>.Empty);

    /// <param name="Value">Means nothing for a running pass.</param>
    /// <param name="IsPass">The number of a pass of a loop that is not unrolled.</param>
    internal readonly record struct Known(Rational Value, bool IsPass);

    public Known? this[int slot] => _slots.TryGetValue(slot, out var known) ? known : (Known?)null;

    public ControlState With(int slot, Known known) => new(_slots.SetItem(slot, known));

    public ControlState Without(int slot) => new(_slots.Remove(slot));

    public ControlState Only(IReadOnlySet<int> slots) =>
        new(_slots.RemoveRange(_slots.Keys.Where(slot => !slots.Contains(slot))));

    /// <summary>Equal for equal states.</summary>
    public string Key() =>
        string.Join(
            ',',
            _slots.Select(pair =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{pair.Key}={(pair.Value.IsPass ? "pass" : pair.Value.Value)}"
                )
            )
        );
}
