using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Planning.Plans;
using SampleMode = CellDsl.Language.Semantics.Symbols.SampleMode;

namespace CellDsl.Planning.Elaboration;

/// <summary>One operation as it is performed: its arguments as data, and what it uses and yields.</summary>
internal sealed class Performance(BoundOperation operation, string id, string? hint)
{
    public BoundOperation Operation { get; } = operation;

    public string Id { get; } = id;

    public string Verb => Operation.Operation.Name;

    /// <summary>The name under which its yield will be known.</summary>
    public string YieldName { get; } = hint ?? operation.Operation.Name;

    public List<(BoundArgument Argument, Datum Value)> Arguments { get; } = [];

    public List<PlanInput> Inputs { get; } = [];

    public List<PlanWeighing> Weighings { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>The form of what it yields, or null where the type does not say.</summary>
    public string? Form => (Operation.Type as SampleType)?.Form?.Name;

    public bool Yields => Operation.Type is not NothingType;

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
}
