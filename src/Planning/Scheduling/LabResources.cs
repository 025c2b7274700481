using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Scheduling;

/// <summary>One thing that does one piece of work at a time: an instrument, or a channel of it.</summary>
/// <param name="Name">As the lab calls it, with the channel's number; the class where no lab is given.</param>
/// <param name="Classes">Its class and all that this one derives from, the most special first.</param>
/// <param name="Power">W while it works; null where it is not stated.</param>
/// <param name="Hottest">K; null where it is not stated.</param>
public sealed record LabUnit(
    string Name,
    EquatableList<string> Classes,
    Rational? Power,
    Rational? Hottest = null
);

/// <summary>
/// What there is to work with. Without a lab, or where the lab has nothing of a class, one of each class is assumed, and of
/// cycler channels as many as there are cells.
/// </summary>
/// <param name="Lab">The lab's name, or null.</param>
public sealed record LabResources(string? Lab, EquatableList<LabUnit> Units)
{
    public static LabResources None { get; } = new(null, []);

    /// <summary>The labs that a program's files declare, or the named one of them.</summary>
    public static LabResources Of(Compilation compilation, string? lab = null)
    {
        var labs = compilation
            .Declarations.OfType<LabSymbol>()
            .Where(symbol => lab is null || symbol.Name == lab)
            .ToList();
        if (labs.Count == 0)
            return None;
        return new(
            string.Join(", ", labs.Select(symbol => symbol.Name)),
            [.. labs.SelectMany(symbol => symbol.Body.Members).OfType<InstrumentSymbol>().SelectMany(UnitsOf)]
        );
    }

    /// <summary>
    /// The units that can do the work of a class, those that are most nearly of it first; empty where none is stated.
    /// </summary>
    /// <param name="temperature">K, what the work needs; null for anything.</param>
    public IEnumerable<LabUnit> OfClass(string instrumentClass, Rational? temperature = null) =>
        Units
            .Where(unit => unit.Classes.Contains(instrumentClass))
            .Where(unit => temperature is null || unit.Hottest is null || temperature <= unit.Hottest)
            .OrderBy(unit => unit.Classes.TakeWhile(name => name != instrumentClass).Count());

    private static IEnumerable<LabUnit> UnitsOf(InstrumentSymbol instrument)
    {
        EquatableList<string> classes = [.. Ancestry(instrument.Class)];
        var power = Number(instrument, "power");
        int channels =
            Number(instrument, "channels") is { IsInteger: true } count && count > Rational.One
                ? (int)Rational.Min(count, 4096).ToDouble()
                : 1;
        for (int channel = 1; channel <= channels; channel++)
            yield return new(
                channels == 1 ? instrument.Name : $"{instrument.Name}[{channel}]",
                classes,
                power,
                Hottest(instrument)
            );
    }

    private static IEnumerable<string> Ancestry(DeclarationSymbol? symbol)
    {
        // A cycle of classes is reported where it is declared.
        for (int depth = 0; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
            yield return symbol.Name;
    }

    private static Rational? Hottest(InstrumentSymbol instrument) =>
        ValueOf(instrument, "temperature") is BoundRange { High.Bare: BoundQuantity hottest }
            ? hottest.Value.Si
            : null;

    private static Rational? Number(InstrumentSymbol instrument, string property) =>
        (ValueOf(instrument, property) as BoundQuantity)?.Value.Si;

    /// <summary>Of the instrument itself, or of its class.</summary>
    private static BoundExpression? ValueOf(InstrumentSymbol instrument, string property)
    {
        DeclarationSymbol? symbol = instrument;
        for (int depth = 0; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
        {
            if (symbol.Properties.ValueOf(property)?.Bare is { } value)
                return value;
        }
        return null;
    }
}
