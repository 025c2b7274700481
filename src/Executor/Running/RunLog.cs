using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Running;

/// <summary>
/// The journal of a run with what follows from it: what is remembered of each channel, and what is recorded. Both are made of
/// entries alone, old ones and new ones by the same way.
/// </summary>
internal sealed class RunLog
{
    private readonly RunJournal _journal;
    private readonly Action<Entry> _record;
    private readonly Dictionary<int, ChannelMemory> _channels = [];
    private readonly Dictionary<string, Asked> _open = [];
    private int _questions;

    /// <param name="record">Sees every entry, the old ones first.</param>
    public RunLog(RunJournal journal, Action<Entry> record)
    {
        _journal = journal;
        _record = record;
        foreach (var entry in journal.Entries)
            Take(entry);
    }

    public RunBegan? Began { get; private set; }

    public SessionBegan? LastSession { get; private set; }

    public RunEnded? Ended { get; private set; }

    /// <summary>Migration to another program, if any; the last one.</summary>
    public Migrated? Migrated { get; private set; }

    /// <summary>The latest moment that the journal knows: the clocks of the machine and the run time then.</summary>
    public (World.Stamp At, long Clock)? LastKnown { get; private set; }

    /// <summary>Run time at which the channel stands that is furthest behind, of those that have not ended.</summary>
    public long? EarliestStanding =>
        _channels
            .Values.Where(c => !c.Ended)
            .Select(c => c.Standing?.Clock)
            .Where(time => time is not null)
            .DefaultIfEmpty(null)
            .Min();

    /// <summary>Run time of the last row or standing of any channel, ns.</summary>
    public long LatestSight => _channels.Values.Select(c => c.LastSight).DefaultIfEmpty(0).Max();

    private ChannelMemory? Foremost =>
        _channels
            .OrderBy(c => c.Key)
            .Select(c => c.Value)
            .FirstOrDefault(c => !c.Ended && c.Standing is not null);

    /// <summary>Where the first channel stands that has not ended.</summary>
    public Standing? Current => Foremost?.Standing;

    /// <summary>The run of the plan on that channel.</summary>
    public string? CurrentRun => Foremost?.Began?.Run;

    /// <summary>Questions that nobody has answered, in their order.</summary>
    public IReadOnlyCollection<Asked> Open => _open.Values;

    public bool Paused { get; private set; }

    public ChannelMemory MemoryOf(int channel) =>
        _channels.TryGetValue(channel, out var memory) ? memory : _channels[channel] = new();

    /// <summary>The journal's last seal.</summary>
    public string Head => _journal.Head;

    public string NextQuestion() => $"q{_questions + 1}";

    public void Write(Entry entry)
    {
        _journal.Append(entry);
        Take(entry);
    }

    public void Flush() => _journal.Flush();

    public void Sync() => _journal.Sync();

    private void Take(Entry entry)
    {
        switch (entry)
        {
            case RunBegan began:
                Began = began;
                Know(began.At, 0);
                break;
            case SessionBegan session:
                LastSession = session;
                Know(session.At, session.Clock);
                break;
            case Decided decided:
                Know(decided.At, decided.Standing.Clock);
                MemoryOf(decided.Channel).Take(entry);
                break;
            case Checkpoint checkpoint:
                Know(checkpoint.At, checkpoint.Standing.Clock);
                MemoryOf(checkpoint.Channel).Take(entry);
                break;
            case Interrupted interrupted:
                Know(interrupted.At, interrupted.Standing.Clock);
                MemoryOf(interrupted.Channel).Take(entry);
                break;
            case ChannelBegan began:
                MemoryOf(began.Channel).Take(entry);
                break;
            case Applied applied:
                MemoryOf(applied.Channel).Take(entry);
                break;
            case Row row:
                MemoryOf(row.Channel).Take(entry);
                break;
            case ChannelEnded ended:
                Know(ended.At, ended.Clock);
                MemoryOf(ended.Channel).Take(entry);
                break;
            case Asked asked:
                _questions++;
                _open[asked.Question] = asked;
                if (asked.Channel >= 0)
                    MemoryOf(asked.Channel).Take(entry);
                break;
            case Answered answered:
                if (_open.Remove(answered.Question, out var question) && question.Channel >= 0)
                    MemoryOf(question.Channel).OpenQuestion = null;
                break;
            case Requested requested:
                Request(requested);
                break;
            case Migrated migrated:
                Migrated = migrated;
                break;
            case RunEnded ended:
                Ended = ended;
                break;
        }
        _record(entry);
    }

    private void Request(Requested requested)
    {
        Paused = requested.What switch
        {
            Requests.Pause => true,
            Requests.Continue or Requests.Stop => false,
            _ => Paused,
        };
        foreach (var memory in _channels.Values)
            memory.Paused = Paused && !memory.Ended;
    }

    private void Know(World.Stamp at, long clock) => LastKnown = (at, clock);
}

/// <summary>What people ask of a run that goes.</summary>
public static class Requests
{
    public const string Pause = "pause";
    public const string Continue = "continue";
    public const string Stop = "stop";
}
