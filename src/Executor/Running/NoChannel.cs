using CellDsl.Contracts;

namespace CellDsl.Executor.Running;

/// <summary>Stands where no channel is due.</summary>
internal sealed class NoChannel : IChannel
{
    public static NoChannel Instance { get; } = new();

    public int Index => -1;

    public long Due => MachineTime.Never;

    public ChannelPhase Phase => ChannelPhase.Ended;

    public void Begin() { }

    public void Look() { }

    public void Checkpoint() { }

    public void Pause(string why) { }

    public void Continue(string why) { }

    public void Stop(string why) { }

    public void Abandon() { }
}
