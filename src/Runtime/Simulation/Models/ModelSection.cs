using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>A block of parameters of one <c>model</c> declaration, as <c>electrode { … }</c>, in SI.</summary>
/// <param name="model">Name of the model.</param>
/// <param name="name">Name of the block.</param>
/// <param name="fallback">Where to look for what this block does not say, or null.</param>
public sealed class ModelSection(
    string model,
    string name,
    IReadOnlyList<PlanProperty> properties,
    SourceRef source,
    ModelSection? fallback = null
)
{
    public string Model { get; } = model;

    /// <summary>Of the block.</summary>
    public string Block { get; } = name;

    public SourceRef Source { get; } = source;

    /// <summary>This block's parameters before those of another.</summary>
    public ModelSection Over(ModelSection other) => new(Model, Block, properties, Source, other);

    /// <summary>A parameter that the model must give.</summary>
    /// <param name="unit">SI symbol that it must have; null where any will do.</param>
    /// <exception cref="SimulationException">It is not there, or in another dimension.</exception>
    public double Number(string parameter, string? unit) =>
        Find(parameter, unit)
        ?? throw new SimulationException(
            $"Model `{Model}` ({At(Source)}) gives no `{parameter}`{(unit is null or "1" ? "" : $" (in {unit})")} in its "
                + $"`{Block}`, which the simulation needs."
        );

    /// <summary>A parameter with a neutral value for when the model does not give it.</summary>
    public double Number(string parameter, string? unit, double otherwise) =>
        Find(parameter, unit) ?? otherwise;

    /// <summary>Whether this block, or the one behind it, gives a parameter.</summary>
    public bool Has(string parameter) => Value(parameter) is not null;

    /// <summary>
    /// A table of two columns, written as pairs <c>[(0, 4.4 V), (1, 1.2 V)]</c> or as a block of two lists, the first
    /// named after the argument.
    /// </summary>
    /// <exception cref="SimulationException">It is not there, or no such table.</exception>
    public IReadOnlyList<(double Argument, double Value)> Table(string parameter, string first, string second)
    {
        var table = Value(parameter) switch
        {
            PlanValue.Sequence pairs => [.. pairs.Items.Select(Pair)],
            PlanValue.Group group => Columns(group, first, second),
            _ => null,
        };
        return table
            ?? throw new SimulationException(
                $"Model `{Model}` ({At(Source)}) must give `{parameter}` in its `{Block}` as a list of pairs "
                    + $"({first}, {second}), or as a block with the lists `{first}` and `{second}`."
            );

        (double, double) Pair(PlanValue item) =>
            item.Bare is PlanValue.Sequence { Items: { Count: 2 } both }
            && both[0].Si is { } argument
            && both[1].Si is { } value
                ? (argument.ToDouble(), value.ToDouble())
                : throw new SimulationException(
                    $"Model `{Model}` ({At(Source)}): `{parameter}` has an entry that is no pair of numbers."
                );
    }

    /// <summary>Rows of so many numbers each, as <c>[(1 V, 2, 3), (4 V, 5, 6)]</c>; none where the parameter is not there.</summary>
    /// <exception cref="SimulationException">They are not such rows.</exception>
    public IReadOnlyList<double[]> Rows(string parameter, int columns)
    {
        var value = Value(parameter);
        if (value is null)
            return [];
        return value is PlanValue.Sequence rows && rows.Items.All(IsRow)
            ? [.. rows.Items.Select(r => Columns((PlanValue.Sequence)r.Bare))]
            : throw Wrong(parameter, $"must be a list of rows of {columns} numbers");

        bool IsRow(PlanValue item) =>
            item.Bare is PlanValue.Sequence row
            && row.Items.Count == columns
            && row.Items.All(cell => cell.Si is not null);

        static double[] Columns(PlanValue.Sequence row) =>
            [.. row.Items.Select(cell => cell.Si.GetValueOrDefault().ToDouble())];
    }

    /// <summary>A list of numbers.</summary>
    /// <exception cref="SimulationException">It is not there, or no such list.</exception>
    public IReadOnlyList<double> Numbers(string parameter) =>
        Value(parameter) is PlanValue.Sequence list && list.Items.All(item => item.Si is not null)
            ? [.. list.Items.Select(item => item.Si.GetValueOrDefault().ToDouble())]
            : throw Wrong(parameter, "must be a list of numbers");

    /// <summary>A name that is given, as <c>method: DFN</c>, or null.</summary>
    public string? Name(string parameter) => NameOf(Value(parameter));

    internal static string? NameOf(PlanValue? value) =>
        value?.Bare switch
        {
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Text text => text.Value,
            PlanValue.Group group => group.Class
                ?? NameOf(group.Properties.FirstOrDefault(p => p.Name == "value")?.Value),
            _ => null,
        };

    /// <summary>An open-circuit curve through the points of a parameter.</summary>
    /// <exception cref="SimulationException">The points make no such curve.</exception>
    public Cells.OpenCircuitCurve Curve(
        string parameter,
        IReadOnlyList<(double Argument, double Value)> points
    )
    {
        try
        {
            return new(points);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(parameter, $"cannot be used. {exception.Message}");
        }
    }

    /// <summary>What to throw where a parameter makes no sense.</summary>
    internal SimulationException Wrong(string parameter, string why) =>
        new($"Model `{Model}` ({At(Source)}): `{parameter}` {why}.");

    /// <summary>A block within this one, or null.</summary>
    public ModelSection? Inner(string block) =>
        Value(block) is PlanValue.Group group ? new(Model, block, group.Properties, Source) : null;

    /// <summary>A value as it stands in this block or the one behind it, or null.</summary>
    public PlanValue? Value(string parameter) =>
        properties.FirstOrDefault(p => p.Name == parameter)?.Value.Bare ?? fallback?.Value(parameter);

    internal IReadOnlyList<PlanProperty> Properties => properties;

    internal static string At(SourceRef place) => $"{place.Path}:{place.Line}";

    private double? Find(string parameter, string? unit)
    {
        var value = Value(parameter);
        if (value is null or PlanValue.Hole)
            return null;
        string actual = value is PlanValue.Quantity quantity ? quantity.Unit : "1";
        if (value.Si is not { } number || (unit is not null && actual != unit))
            throw new SimulationException(
                $"Model `{Model}` ({At(Source)}): `{parameter}` must be {(unit is null or "1" ? "a number" : $"in {unit}")}"
                    + $"{(value.Si is null ? "" : $", not in {actual}")}."
            );
        return number.ToDouble();
    }

    private static List<(double, double)>? Columns(PlanValue.Group group, string first, string second)
    {
        var arguments = Column(first);
        var values = Column(second);
        return arguments is null || values is null || arguments.Count != values.Count
            ? null
            : [.. arguments.Zip(values)];

        List<double>? Column(string name) =>
            group.Properties.FirstOrDefault(p => p.Name == name)?.Value.Bare is PlanValue.Sequence list
            && list.Items.All(item => item.Si is not null)
                ? [.. list.Items.Select(item => item.Si.GetValueOrDefault().ToDouble())]
                : null;
    }
}
