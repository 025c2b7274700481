using CellDsl.Contracts;
using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Running;

/// <summary>What the journal says of one channel.</summary>
internal sealed class ChannelMemory
{
    public ChannelBegan? Began { get; private set; }

    /// <summary>Where it stood last.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>What came with it, if nothing was decided since.</summary>
    public Foresight? Foresight { get; private set; }

    /// <summary>Whether the instrument is known to have the command of that standing.</summary>
    public bool IsApplied { get; private set; }

    /// <summary>How the machine ended, where that was decided and the end itself not yet written.</summary>
    public TickResult? EndsWith { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>Whether the protocol itself ended it, so that the next run on that cell may begin.</summary>
    public bool EndedWell { get; private set; }

    public bool Paused { get; set; }

    public string? OpenQuestion { get; set; }

    /// <summary>Program time of the last row, ns; -1 for none.</summary>
    public long LastRow { get; private set; } = -1;

    /// <summary>A row behind the last standing: the journal was torn between the two.</summary>
    public Row? LooseRow { get; private set; }

    /// <summary>Run time of the last observation, ns.</summary>
    public long LastSight =>
        Math.Max(Standing?.Clock ?? 0, (Began?.Clock ?? 0) + (LooseRow?.Seen.WallTime ?? 0));

    public void Take(Entry entry)
    {
        switch (entry)
        {
            case ChannelBegan began:
                Began = began;
                break;
            case Decided decided:
                Stand(decided.Standing, null, isApplied: false);
                LastRow = decided.Standing.Seen.Time;
                if (decided.Result != TickResult.Moved)
                    EndsWith = decided.Result;
                break;
            case Applied applied:
                Stand(applied.Standing, null, isApplied: true);
                LastRow = applied.Standing.Seen.Time;
                break;
            case Checkpoint checkpoint:
                Stand(checkpoint.Standing, checkpoint.Foresight, isApplied: true);
                break;
            case Interrupted interrupted:
                Stand(interrupted.Standing, null, isApplied: !interrupted.Sends);
                LastRow = interrupted.Standing.Seen.Time;
                if (interrupted.Verdict == ResumeResult.Stop)
                    EndsWith = TickResult.Stopped;
                break;
            case Row row:
                LastRow = row.Seen.Time;
                LooseRow = row;
                break;
            case Asked asked:
                OpenQuestion = asked.Question;
                break;
            case ChannelEnded ended:
                (Ended, EndsWith) = (true, null);
                EndedWell = ended.Result is TickResult.Completed or TickResult.Stopped;
                break;
        }
    }

    private void Stand(Standing standing, Foresight? foresight, bool isApplied) =>
        (Standing, Foresight, IsApplied, LooseRow) = (standing, foresight, isApplied, null);
}
