using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Lowering;

/// <summary>
/// Lowers a protocol to a machine. Statements become blocks in text order; a called protocol is lowered in place with
/// slots of its own; history that a condition asks for is written where a pass or a step ends.
/// </summary>
internal sealed partial class ProtocolLowering
{
    private readonly ProtocolSymbol _protocol;
    private readonly SourceNames _names;
    private readonly DiagnosticBag _diagnostics;
    private readonly MachineBuilder _builder = new();
    private readonly List<MachineArgument> _arguments = [];
    private readonly Dictionary<(string Path, int Start), Lowered> _holes = [];
    private readonly List<ProtocolSymbol> _calls = [];
    private ProtocolScope _scope = new();

    private readonly RareLimits _rare;

    private ProtocolLowering(
        ProtocolSymbol protocol,
        SourceNames names,
        DiagnosticBag diagnostics,
        RareLimits rare
    )
    {
        _rare = rare;
        _protocol = protocol;
        _names = names;
        _diagnostics = diagnostics;
    }

    /// <summary>
    /// Lowers <paramref name="protocol"/>. Numbers among its parameters become parameters of the machine; all others are
    /// taken from <paramref name="fixed"/>, each read in the scope of the protocol itself.
    /// </summary>
    /// <param name="rare">Which limits beyond the usual ones its cells state.</param>
    public static LoweredProtocol Lower(
        ProtocolSymbol protocol,
        IReadOnlyDictionary<ParameterSymbol, BoundExpression?> @fixed,
        SourceNames names,
        DiagnosticBag diagnostics,
        RareLimits rare
    )
    {
        var lowering = new ProtocolLowering(protocol, names, diagnostics, rare);
        foreach (var parameter in protocol.Parameters)
            lowering.Declare(parameter, @fixed);
        return lowering.Run();
    }

    /// <summary>The kind of number that a machine is handed for a parameter: absolute where several would do; null for no number.</summary>
    public static Kind? NumberKind(CellType type) =>
        type switch
        {
            QuantityType { IsFamily: true } family => family.Kinds.Any(kind =>
                kind.Dimension == Dimension.Current
            )
                ? Kinds.Current
                : family.First,
            QuantityType quantity => quantity.First,
            UnionType union => union.Alternatives.Select(NumberKind).FirstOrDefault(kind => kind is not null),
            _ => null,
        };

    private void Declare(
        ParameterSymbol parameter,
        IReadOnlyDictionary<ParameterSymbol, BoundExpression?> @fixed
    )
    {
        if (@fixed.TryGetValue(parameter, out var value))
            _scope.Bind(parameter, value, new ProtocolScope());
        else if (NumberKind(parameter.Type) is { } kind)
            _scope.Bind(parameter, AddArgument(parameter.Name, new(parameter, null, kind)));
        else
            _scope.Bind(parameter, parameter.Default, new ProtocolScope());
    }

    private Lowered AddArgument(string name, MachineArgument argument)
    {
        int index = _builder.AddParameter(name, SiUnits.Of(argument.Kind));
        _arguments.Add(argument);
        return new(new MachineExpression.Argument(index), argument.Kind);
    }

    private LoweredProtocol Run()
    {
        _calls.Add(_protocol);
        FindInterleaves(_protocol.Body.Block);
        LowerBlock(_protocol.Body.Block);
        _builder.Close(new MachineExit.Complete());
        WriteHistory();
        var machine = _builder.Build(
            _protocol.Name,
            Ref(_protocol.Syntax.Location),
            Limits(),
            Interruption(_protocol.Body.Block)
        );
        return new(_protocol, machine, _arguments);
    }

    private void Report(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    private SourceRef Ref(Location location) => _names.RefOf(location);

    private SourceRef Ref(BoundNode node) => _names.RefOf(node.Location);
}
