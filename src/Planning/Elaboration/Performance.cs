using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Planning.Plans;
using SampleMode = CellDsl.Language.Semantics.Symbols.SampleMode;

namespace CellDsl.Planning.Elaboration;

/// <summary>
/// One operation as it is performed: its arguments as data, what it uses and yields, where and for how long. The checks
/// of a plan look at these, in the order in which they are done.
/// </summary>
internal sealed class Performance(BoundOperation operation, string id, string? hint)
{
    public BoundOperation Operation { get; } = operation;

    public string Id { get; } = id;

    public string Verb => Operation.Operation.Name;

    public string? Effect => Operation.Operation.Effect;

    /// <summary>The name under which its yield will be known.</summary>
    public string YieldName { get; } = hint ?? operation.Operation.Name;

    public List<(BoundArgument Argument, Datum Value)> Arguments { get; } = [];

    public List<PlanInput> Inputs { get; } = [];

    /// <summary>The samples behind <see cref="Inputs"/>, as they are before.</summary>
    public List<SampleState> Samples { get; } = [];

    /// <summary>What it yields, or null.</summary>
    public SampleState? Made { get; set; }

    public List<PlanWeighing> Weighings { get; } = [];

    /// <summary>What stands on the balance, beside each of <see cref="Weighings"/>.</summary>
    public List<Datum.OfEntity> Weighed { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>The segments of its program, in order.</summary>
    public List<Performance> Segments { get; } = [];

    /// <summary>s.</summary>
    public PlanRange Duration { get; set; } = new(Language.Units.Rational.Zero, null);

    /// <summary>The gas or place that the route or the experiment around it names; null where none does.</summary>
    public Datum? Place { get; set; }

    /// <summary>The route in whose text it stands; null in an experiment or a cell.</summary>
    public RouteSymbol? Route { get; set; }

    /// <summary>Of an assembly: what the steps before have put into the cell.</summary>
    public IReadOnlyList<DeclarationSymbol> Inside { get; set; } = [];

    /// <summary>The sweep's point.</summary>
    public int Point { get; set; }

    /// <summary>The form of what it yields, or null where the type does not say.</summary>
    public string? Form => (Operation.Type as SampleType)?.Form?.Name;

    public bool Yields => Operation.Type is not NothingType;

    /// <summary>The verb in the text.</summary>
    public Location VerbAt =>
        Operation.Syntax is Language.Syntax.Tree.PhraseSyntax phrase
            ? phrase.Verb.Location
            : Operation.Location;

    /// <summary>All that it takes: samples, materials, mixtures of both.</summary>
    public IEnumerable<Datum> Taken =>
        Arguments
            .Where(pair => pair.Argument.Parameter.Mode == SampleMode.Takes)
            .SelectMany(pair => pair.Value.Flattened);

    /// <summary>Materials that it draws from stock.</summary>
    public IEnumerable<Datum> Drawn =>
        Arguments
            .Where(pair => pair.Argument.Parameter.Mode == SampleMode.Draws)
            .SelectMany(pair => pair.Value.Flattened);

    public Datum? Find(string parameter) =>
        Arguments.FirstOrDefault(pair => pair.Argument.Parameter.Name == parameter).Value;

    public Datum? Behind(string preposition) =>
        Arguments.FirstOrDefault(pair => pair.Argument.Parameter.Preposition == preposition).Value;

    /// <summary>A thing of some sort among the arguments, with the argument that brings it: the vessel, the gas.</summary>
    public (T? Symbol, Location At) Thing<T>()
        where T : DeclarationSymbol
    {
        foreach (var (argument, value) in Arguments)
        {
            if (value is Datum.OfEntity { Symbol: T symbol })
                return (symbol, PlaceOf(argument, value));
        }
        return (null, VerbAt);
    }

    /// <summary>
    /// Where a reader would change a value: where it was written, in a sweep or a call; in the phrase itself for what the
    /// vocabulary gives.
    /// </summary>
    public Location PlaceOf(BoundArgument argument, Datum value) =>
        value.At is { } at && !IsStandard(at) ? at
        : argument.Value is { Location: var given } && !IsStandard(given) ? given
        : VerbAt;

    /// <summary>Beside a value that was written elsewhere: where it is used; else nothing.</summary>
    public IEnumerable<Label> UseOf(Location value) =>
        ReferenceEquals(value.Source, Operation.Location.Source)
        && Operation.Syntax.Span.Contains(value.Span.Start)
            ? []
            : [new(VerbAt, $"for this `{Verb}`")];

    private static bool IsStandard(Location at) =>
        at.Source.Path.StartsWith("std/", StringComparison.Ordinal);
}
