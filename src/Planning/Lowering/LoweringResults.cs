using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>A protocol as a machine, with what the arguments of a run must be made from.</summary>
/// <param name="Arguments">One for each of the machine's parameters.</param>
internal sealed record LoweredProtocol(
    ProtocolSymbol Protocol,
    Machine Machine,
    IReadOnlyList<MachineArgument> Arguments
);

/// <summary>Where the value for a machine's parameter comes from: a parameter of the protocol, or a hole in its text.</summary>
/// <param name="Kind">Of the value that the machine asks for.</param>
internal sealed record MachineArgument(ParameterSymbol? Parameter, BoundHole? Hole, Kind Kind);
