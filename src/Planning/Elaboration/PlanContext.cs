using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Checks;
using CellDsl.Planning.Labs;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

/// <summary>What the experiments of one program share.</summary>
internal sealed class PlanContext(
    SourceNames names,
    DiagnosticBag diagnostics,
    IReadOnlyList<Incompatibility> incompatibilities,
    LabChoice labs,
    DateOnly? today
)
{
    private readonly List<LoweredProtocol> _machines = [];
    private readonly Dictionary<string, int> _machineIndices = [];
    private readonly HashSet<int> _broken = [];

    public SourceNames Names { get; } = names;

    public IReadOnlyList<Incompatibility> Incompatibilities { get; } = incompatibilities;

    public LabChoice Labs { get; } = labs;

    public DateOnly? Today { get; } = today;

    /// <summary>Whether something in a machine could not be lowered, so that its numbers mean nothing.</summary>
    public bool IsBroken(int machine) => _broken.Contains(machine);

    /// <summary>The same program gone through for its findings alone: nothing that it meets counts.</summary>
    public PlanContext OnTrial(DiagnosticBag found) => new(Names, found, Incompatibilities, Labs, Today);

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public Materials Materials { get; } = new();

    public OpenPoints OpenPoints { get; } = new(names);

    public IReadOnlyList<LoweredProtocol> Machines => _machines;

    /// <summary>
    /// The machine of a protocol, lowered once for all runs that differ in numbers only. Arguments that are no numbers
    /// (a list of rates, a protocol) make a machine of their own.
    /// </summary>
    /// <param name="rare">Which limits beyond the usual ones the cell states.</param>
    public int MachineOf(ProtocolSymbol protocol, BoundCall? call, RareLimits rare = RareLimits.None)
    {
        var @fixed = new Dictionary<ParameterSymbol, BoundExpression?>(ReferenceEqualityComparer.Instance);
        foreach (var argument in call?.Arguments ?? [])
        {
            bool isNumber = ProtocolLowering.NumberKind(argument.Parameter.Type) is not null;
            if (!isNumber || argument.Value is null)
                @fixed[argument.Parameter] = argument.Value;
        }
        foreach (var parameter in protocol.Parameters)
        {
            if (call is null && parameter is { IsOptional: true, Default: null })
                @fixed[parameter] = null;
        }
        var key = string.Join(
            '\n',
            @fixed
                .OrderBy(pair => pair.Key.Name, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key.Name}: {(pair.Value is null ? "" : Spelling.Of(pair.Value))}")
                .Prepend($"{protocol.Location.Source.Path}:{protocol.Location.Span.Start} {rare}")
        );
        if (!_machineIndices.TryGetValue(key, out int index))
        {
            OpenPoints.Meet(protocol);
            _machineIndices[key] = index = _machines.Count;
            int found = Diagnostics.Items.Count;
            _machines.Add(ProtocolLowering.Lower(protocol, @fixed, Names, Diagnostics, rare));
            if (Diagnostics.Items.Skip(found).Any(finding => finding.Rule.Severity == Severity.Error))
                _broken.Add(index);
        }
        return index;
    }

    public SourceRef Ref(BoundNode node) => Names.RefOf(node.Location);
}
