using CellDsl.Executor.Journal;
using CellDsl.Executor.Running;

namespace CellDsl.Executor.Tests.World;

/// <summary>Answers `continue` to every question, some minutes after it was asked.</summary>
internal sealed class AnsweringPerson(SimulatedWorld world) : IMailbox
{
    private readonly SortedDictionary<string, long> _asked = [];
    private string _answered = "";

    public void Take(Entry entry)
    {
        if (entry is Asked asked && !_asked.ContainsKey(asked.Question))
            _asked[asked.Question] = world.Time + world.Chance.NextInt64(600_000_000_000);
        else if (entry is Answered answered)
            _asked.Remove(answered.Question);
    }

    public Message? Next()
    {
        foreach (var (question, at) in _asked)
        {
            if (at > world.Time)
                continue;
            _answered = question;
            return new("answer", question, "continue", "Ada", null);
        }
        return null;
    }

    // The question may be of a process that died before it was written down: then it is asked anew.
    public void Done() => _asked.Remove(_answered);
}
