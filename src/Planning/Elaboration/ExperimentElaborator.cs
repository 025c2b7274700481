using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Labs;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>
/// Unrolls one experiment: walks its statements with exact values, calls routes in place, and writes down every sample,
/// operation, cell and run once for each point of its sweeps.
/// </summary>
internal sealed partial class ExperimentElaborator
{
    /// <summary>More points than a laboratory has lives, and few enough for the memory.</summary>
    private const int MostPoints = 10_000;

    private readonly PlanContext _context;
    private readonly PropertyBag _properties;
    private readonly List<PlanPoint> _points = [new(0, null, [])];
    private readonly List<SampleState> _samples = [];
    private readonly List<PlanOperation> _operations = [];
    private readonly List<PlanCell> _cells = [];
    private readonly List<PlanRun> _runs = [];
    private readonly List<PlanMeasurement> _measurements = [];
    private readonly List<(BoundExpect Expect, int Point)> _expects = [];
    private readonly List<Performance> _performed = [];
    private readonly List<BuiltCell> _assembled = [];
    private readonly List<PerformedRun> _performedRuns = [];

    /// <summary>The gas or place that each route around names for all its operations, the innermost last.</summary>
    private readonly List<Datum> _places = [];
    private readonly LabAssignments _assignments;
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<int, Frame> _frames = [];
    private readonly List<RouteSymbol> _calls = [];

    /// <summary>The names on the left of the binding that is worked out: as many parts does a split have.</summary>
    private string[] _names = [];
    private int _point;
    private Variation? _variation;
    private bool _allPoints;

    private ExperimentElaborator(
        PlanContext context,
        PropertyBag properties,
        (LabSymbol? Lab, bool IsChosen) lab
    )
    {
        _context = context;
        _properties = properties;
        _assignments = new(lab.Lab, lab.IsChosen, context.Diagnostics.Add);
    }

    public static PlanExperiment Elaborate(PlanContext context, ExperimentSymbol experiment) =>
        new ExperimentElaborator(context, experiment.Properties, context.Labs.For(experiment)).Run(
            experiment
        );

    /// <summary>The same with other values, without the checks of a plan.</summary>
    /// <param name="allPoints">Go through all points of its sweeps, not only the variation's.</param>
    public static PlanExperiment Elaborate(
        PlanContext context,
        ExperimentSymbol experiment,
        Variation variation,
        bool allPoints
    ) =>
        new ExperimentElaborator(context, experiment.Properties, context.Labs.For(experiment))
        {
            _variation = variation,
            _allPoints = allPoints,
        }.Run(experiment);

    /// <summary>What a list or a series outside every experiment comes to.</summary>
    public static IEnumerable<Datum> ValuesOf(PlanContext context, BoundExpression source) =>
        new ExperimentElaborator(context, PropertyBag.Empty, (null, false))
            .Evaluate(source, new Frame())
            .Flattened;

    /// <summary>Properties of a declaration outside every experiment, as data.</summary>
    public static EquatableList<PlanProperty> DataOf(PlanContext context, PropertyBag properties) =>
        new ExperimentElaborator(context, properties, (null, false)).PropertiesOf(properties, new Frame());

    /// <summary>
    /// Goes through a route that no experiment calls, for what can be found in it: with its defaults, and with what has
    /// none left open.
    /// </summary>
    public static void Rehearse(PlanContext context, RouteSymbol route)
    {
        var elaborator = new ExperimentElaborator(context, PropertyBag.Empty, context.Labs.For(route));
        context.OpenPoints.Meet(route);
        var arguments = elaborator.Defaults(route);
        foreach (var parameter in route.Parameters)
        {
            if (arguments.Find(parameter) is null)
                arguments.Bind(parameter, Unknown(parameter));
        }
        elaborator.CallRoute(route, arguments, null, route.Location);
        elaborator.Check(null, []);
    }

    private static Datum Unknown(ParameterSymbol parameter) =>
        parameter.Type switch
        {
            SampleType sample => new Datum.OfSample(
                new(parameter.Name, parameter.Name, parameter.Location, 0)
                {
                    Form = sample.Form?.Name,
                    Material = sample.Material,
                    Constituents = sample.Material is { } material
                        ? [new(material.Name, material, Rational.One)]
                        : [],
                }
            ),
            _ => new Datum.Known(new PlanValue.Hole(0)),
        };

    private void Check(
        ExperimentSymbol? experiment,
        IReadOnlyList<(BoundExpect, PlanExpectation)> expectations
    )
    {
        var report = _context.Diagnostics.Add;
        PlanChecks.Check(
            new(_context, experiment, _performed, _assembled, _performedRuns, expectations, Quietly)
        );
        foreach (var performance in _performed)
            BalanceChecks.Check(performance, _assignments, report);
        if (experiment is null)
            return;
        StockChecks.Check(_performed, _assignments, _context.Today, report);
        PlaceChecks.Check(_performed, _assignments, report);
        CyclerChecks.Check(_performedRuns, _assignments, _context.Names, report);
    }

    private PlanExperiment Run(ExperimentSymbol experiment)
    {
        _context.OpenPoints.Meet(experiment);
        var frame = new Frame();
        var properties = PropertiesOf(_properties, frame);
        _frames[0] = frame;
        if (_properties.ValueOf("environment") is { } place)
            _places.Add(Evaluate(place, frame));
        Execute(experiment.Body.Block, frame, null);
        (BoundExpect Expect, PlanExpectation Plan)[] expectations =
        [
            .. _expects.SelectMany(item =>
                ExpectationsOf(item.Expect, item.Point).Select(plan => (item.Expect, plan))
            ),
        ];
        if (_variation is null)
            Check(experiment, expectations);
        return new(
            experiment.Name,
            _context.Names.RefOf(experiment.Location),
            Seed(properties),
            [.. _points],
            [.. _samples.Select(sample => sample.ToPlan(_context.Names))],
            [.. _operations],
            [.. _cells],
            [.. _runs],
            [.. _measurements],
            [.. expectations.Select(item => item.Plan)],
            properties
        )
        {
            Lab = _assignments.Lab?.Name,
        };
    }

    private static long? Seed(IEnumerable<PlanProperty> properties) =>
        properties.FirstOrDefault(property => property.Name == "seed")?.Value.Si is { IsInteger: true } seed
        && long.TryParse(seed.ToString(), System.Globalization.CultureInfo.InvariantCulture, out long value)
            ? value
            : null;

    /// <summary>Runs statements; the value that a <c>return</c> gave, or null.</summary>
    private Datum? Execute(BoundBlock block, Frame frame, string? hint)
    {
        foreach (var statement in block.Statements)
        {
            if (Execute(statement, frame, hint) is { } returned)
                return returned;
        }
        return null;
    }

    private Datum? Execute(BoundStatement statement, Frame frame, string? hint)
    {
        switch (statement)
        {
            case BoundBinding binding:
                Bind(binding, frame);
                return null;
            case BoundPerform perform:
                Evaluate(perform.Operation, frame);
                return null;
            case BoundFor loop:
                return Sweep(loop, frame, hint);
            case BoundWhile loop:
                return Unknown(loop.Condition, "how often this is repeated");
            case BoundRepeat repeat:
                return Repeat(repeat, frame, hint);
            case BoundIf choice:
                return Holds(choice.Condition, frame) switch
                {
                    true => Execute(choice.Then, frame, hint),
                    false => choice.Else is null ? null : Execute(choice.Else, frame, hint),
                    null => Unknown(choice.Condition, "this condition"),
                };
            case BoundReturn result:
                return Evaluate(result.Value, frame, hint);
            case BoundExpect expect:
                _expects.Add((expect, _point));
                return null;
            default:
                return null;
        }
    }

    /// <summary>What each name was bound by, so that it can be made again.</summary>
    private readonly Dictionary<Language.Semantics.Symbols.LocalSymbol, BoundBinding> _bindings = new(
        ReferenceEqualityComparer.Instance
    );

    private void Bind(BoundBinding binding, Frame frame)
    {
        if (_calls.Count == 0)
        {
            foreach (var local in binding.Locals)
                _bindings[local] = binding;
        }
        _names = [.. binding.Locals.Select(local => local.Name)];
        var value = Evaluate(binding.Value, frame, binding.Locals is [var only] ? only.Name : null);
        if (binding.Locals is [var single])
        {
            if (_calls.Count == 0)
                value = _variation?.For(single.Name, value) ?? value;
            frame.Bind(single, value);
            return;
        }
        var parts = value.Flattened.ToArray();
        for (int i = 0; i < binding.Locals.Length && i < parts.Length; i++)
            frame.Bind(binding.Locals[i], parts[i]);
    }

    private Datum? Repeat(BoundRepeat repeat, Frame frame, string? hint)
    {
        if (repeat.Count is null || Evaluate(repeat.Count, frame).Si is not { IsInteger: true } count)
            return Unknown(repeat.Count ?? repeat.Until, "how often this is repeated");
        if (count > MostPoints)
            _context.Diagnostics.Add(
                Rules.TooManyPointsAt((repeat.Count ?? repeat.Until)?.Location ?? repeat.Location, MostPoints)
            );
        for (int i = 0; i < MostPoints && i < count; i++)
        {
            if (Execute(repeat.Body, frame, hint) is { } returned)
                return returned;
        }
        return null;
    }

    /// <summary>Outside routes a loop is a sweep: every item is a point of its own.</summary>
    private Datum? Sweep(BoundFor loop, Frame frame, string? hint)
    {
        int outer = _point;
        var source = Evaluate(loop.Source, frame);
        if (Numeric.IsHole(source))
            return Unknown(loop.Source, "what this goes through");
        foreach (var item in source.Flattened)
        {
            if (_points.Count > MostPoints)
            {
                _context.Diagnostics.Add(Rules.TooManyPointsAt(loop.Source.Location, MostPoints));
                break;
            }
            var inner = new Frame(frame);
            Datum[] parts = loop.Locals.Length > 1 ? [.. item.Flattened] : [item];
            var settings = new List<PlanProperty>(_points[outer].Settings);
            for (int i = 0; i < loop.Locals.Length && i < parts.Length; i++)
                settings.Add(new(loop.Locals[i].Name, parts[i].Plan));
            if (_calls.Count == 0 && !_allPoints && _variation?.LeadsThere(settings) is false)
                continue;
            for (int i = 0; i < loop.Locals.Length && i < parts.Length; i++)
                inner.Bind(loop.Locals[i], _variation?.For(loop.Locals[i].Name, parts[i]) ?? parts[i]);
            if (_calls.Count == 0)
            {
                _point = _points.Count;
                _points.Add(new(_point, outer, [.. settings]));
                _frames[_point] = inner;
            }
            if (Execute(loop.Body, inner, hint) is { } returned)
                return returned;
        }
        _point = outer;
        return null;
    }

    /// <summary>A value for an estimate: what is known only while a test runs is unknown, and no mistake.</summary>
    private Datum Quietly(BoundExpression expression, Frame frame) =>
        BoundWalker.Descendants(expression).All(part => IsKnown(part, frame))
            ? Evaluate(expression, frame)
            : new Datum.Known(new PlanValue.Hole(0));

    private static bool IsKnown(BoundExpression part, Frame frame) =>
        part switch
        {
            BoundQuantity
            or BoundAssumed
            or BoundNegation
            or BoundSum
            or BoundProduct
            or BoundOf
            or BoundBasis
            or BoundVersus
            or BoundQualified
            or BoundEntity => true,
            BoundParameter parameter => frame.Find(parameter.Symbol) is not null,
            BoundLocal local => frame.Find(local.Symbol) is not null,
            _ => false,
        };

    private Datum? Unknown(BoundExpression? at, string what)
    {
        if (at is not null)
            _context.Diagnostics.Add(Rules.UnknownBeforeRunAt(at.Location, what));
        return null;
    }

    private string NewId(string name)
    {
        int ordinal = _ordinals[name] = _ordinals.GetValueOrDefault(name) + 1;
        return $"{name}#{ordinal}";
    }
}
