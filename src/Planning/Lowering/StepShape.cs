using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>What a step asks of the cycler, and the ends that follow from its arguments rather than from its <c>until</c>.</summary>
internal sealed record StepShape(ControlMode Mode, MachineExpression? Setpoint)
{
    public MachineExpression? CurrentLimit { get; init; }

    public MachineExpression? Temperature { get; init; }

    public SpectrumRequest? Spectrum { get; init; }

    /// <summary>Behind the stated ends, in order: a time, a voltage, a bound.</summary>
    public IReadOnlyList<MachineEnd> OwnEnds { get; init; } = [];

    /// <summary>Steps to take first, as the jump to where a sweep starts.</summary>
    public IReadOnlyList<StepShape> Before { get; init; } = [];
}
