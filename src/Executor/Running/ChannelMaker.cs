using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.World;

namespace CellDsl.Executor.Running;

/// <summary>Makes a channel for whichever machine it is handed.</summary>
internal sealed class ChannelMaker(
    ChannelPlan plan,
    ICycler cycler,
    RunLog log,
    IRunClock clock,
    RunSettings settings
) : IMachineVisitor<IChannel>
{
    public IChannel Visit<TMachine, TState>()
        where TMachine : struct, IMachine<TState>
        where TState : struct => new Channel<TMachine, TState>(plan, cycler, log, clock, settings);
}
