using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Elaboration;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning;

/// <summary>A value of an axis, opaque but for how it reads.</summary>
public sealed class AxisValue
{
    internal AxisValue(Datum.Known datum) => Datum = datum;

    internal Datum.Known Datum { get; }

    public PlanValue Value => Datum.Value;

    /// <summary>From low to high in steps, high itself where a step meets it; null where that makes no series.</summary>
    public static IReadOnlyList<AxisValue>? Series(AxisValue low, AxisValue high, AxisValue step)
    {
        const int Most = 100_000;
        if (
            low.Value.Si is not { } first
            || high.Value.Si is not { } last
            || step.Value.Si is not { Sign: > 0 } width
            || last < first
            || (last - first) / width >= Most
            || low.Datum.Kind.Dimension != step.Datum.Kind.Dimension
        )
            return null;
        var values = new List<AxisValue>();
        for (var value = first; value <= last; value += width)
            values.Add(new(Numeric.Like(low.Datum, value)));
        return values;
    }
}

/// <summary>
/// One experiment planned again and again with other values of its settings, for sweeps: without looking for mistakes
/// beyond values outside their parameters' ranges, and with the machines of the program's own plan. Not for several threads
/// at a time: each has its own, and they agree.
/// </summary>
public sealed class ExperimentVariants
{
    private readonly PlanContext _context;
    private readonly DiagnosticBag _bag = new();
    private readonly ExperimentSymbol _experiment;
    private readonly Dictionary<string, IReadOnlyList<AxisValue>> _axes = [];

    /// <param name="compilation">The program's, with the text that declares the axes as a further root.</param>
    /// <param name="roots">How many of its roots are the program's own.</param>
    /// <exception cref="ArgumentException">There is no such experiment.</exception>
    public ExperimentVariants(Compilation compilation, int roots, string experiment, PlanOptions options)
    {
        _context = Planner.Context(compilation, options, _bag);
        var own = compilation
            .Roots.Take(roots)
            .SelectMany(file => file.Declarations)
            .OfType<ExperimentSymbol>();
        // Machines are numbered in the order in which experiments come to them.
        foreach (var symbol in own)
            ExperimentElaborator.Elaborate(_context, symbol, new Variation(Nothing, []), allPoints: true);
        _experiment =
            own.FirstOrDefault(symbol => symbol.Name == experiment)
            ?? throw new ArgumentException($"There is no experiment `{experiment}`.", nameof(experiment));
        foreach (
            var loop in compilation
                .Roots.Skip(roots)
                .SelectMany(file => file.Declarations)
                .OfType<ExperimentSymbol>()
                .SelectMany(axes => axes.Body.Block.Statements)
                .OfType<BoundFor>()
        )
            _axes[loop.Locals[0].Name] =
            [
                .. ExperimentElaborator
                    .ValuesOf(_context, loop.Source)
                    .OfType<Datum.Known>()
                    .Select(datum => new AxisValue(datum)),
            ];
    }

    private static IReadOnlyDictionary<string, Datum.Known> Nothing { get; } =
        new Dictionary<string, Datum.Known>();

    /// <summary>The axes by the names that their text gives them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<AxisValue>> Axes => _axes;

    /// <param name="values">By the name of the setting.</param>
    /// <param name="point">Settings of one point of the experiment's own sweeps, outermost first.</param>
    public Variant At(IReadOnlyDictionary<string, AxisValue> values, IReadOnlyList<PlanProperty> point)
    {
        var variation = new Variation(values.ToDictionary(v => v.Key, v => v.Value.Datum), point);
        int found = _bag.Items.Count;
        var plan = ExperimentElaborator.Elaborate(_context, _experiment, variation, allPoints: false);
        string? problem =
            variation.Misfit
            ?? _bag.Items.Skip(found)
                .FirstOrDefault(finding => finding.Rule.Severity == Severity.Error)
                ?.Message;
        return new(plan, problem, variation.Met, variation.Offered);
    }
}

/// <summary>An experiment with other values.</summary>
/// <param name="Problem">What keeps it from making sense, in a sentence, or null.</param>
/// <param name="Met">Names of settings that took another value.</param>
/// <param name="Offered">Names of all settings that could.</param>
public sealed record Variant(
    PlanExperiment Experiment,
    string? Problem,
    IReadOnlySet<string> Met,
    IReadOnlySet<string> Offered
);
