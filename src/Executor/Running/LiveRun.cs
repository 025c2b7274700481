using CellDsl.Contracts;
using CellDsl.Executor.Journal;
using CellDsl.Executor.World;
using Microsoft.Extensions.Logging;

namespace CellDsl.Executor.Running;

/// <summary>How a process left a run.</summary>
public enum LiveEnd
{
    /// <summary>Every run of the plan has ended.</summary>
    Completed,

    /// <summary>A person stopped it.</summary>
    Stopped,

    /// <summary>Called off from outside: it can be resumed.</summary>
    Interrupted,
}

/// <summary>
/// Runs an experiment on its instruments: one loop over all channels, each looked at when it is due. Deterministic: what it does
/// follows from the journal, the clock, the instruments and the mailbox alone.
/// </summary>
internal sealed class LiveRun
{
    private const long MailInterval = 200_000_000;

    private readonly RunLog _log;
    private readonly IRunClock _clock;
    private readonly IMailbox _mailbox;
    private readonly RunSettings _settings;
    private readonly ILogger _logger;
    private readonly List<CellLine> _lines;
    private readonly PriorityQueue<IChannel, long> _queue = new();
    private long _nextFlush;
    private long _nextMail;

    public LiveRun(
        RunLog log,
        IRunClock clock,
        IMailbox mailbox,
        RunSettings settings,
        IEnumerable<CellLine> lines,
        ILogger logger
    )
    {
        (_log, _clock, _mailbox, _settings, _logger) = (log, clock, mailbox, settings, logger);
        _lines = [.. lines];
    }

    /// <summary>Whenever what was recorded may be shown.</summary>
    public Action? Flushed { get; init; }

    /// <exception cref="JournalFailedException">The journal cannot be written; all instruments were brought to open circuit.</exception>
    public LiveEnd Run(CancellationToken cancellation)
    {
        try
        {
            return Loop(cancellation);
        }
        catch
        {
            foreach (var channel in Channels)
                channel.Abandon();
            throw;
        }
    }

    private IEnumerable<IChannel> Channels => _lines.Select(l => l.Current).OfType<IChannel>();

    private LiveEnd Loop(CancellationToken cancellation)
    {
        foreach (var line in _lines)
            Advance(line);
        bool stopped = false;
        while (Channels.Any())
        {
            if (cancellation.IsCancellationRequested)
                return CallOff();
            stopped |= ReadMail();
            Flush();
            if (!Wait(out var channel))
                continue;
            channel.Look();
            After(channel);
        }
        _log.Write(new RunEnded(stopped, _clock.Stamp));
        _log.Sync();
        Flushed?.Invoke();
        return stopped ? LiveEnd.Stopped : LiveEnd.Completed;
    }

    /// <summary>Waits for the channel that is due next, but not for longer than until the next look into the mailbox.</summary>
    private bool Wait(out IChannel channel)
    {
        long now = _clock.Stamp.Monotonic;
        long atMost = Math.Max(0, Math.Min(_nextFlush, _nextMail) - now);
        while (_queue.TryPeek(out var next, out long due))
        {
            if (next.Due != due || next.Phase == ChannelPhase.Ended)
            {
                _queue.Dequeue();
                continue;
            }
            channel = next;
            if (!_clock.WaitUntil(due, atMost))
                return false;
            _queue.Dequeue();
            return true;
        }
        _clock.Idle(atMost);
        channel = NoChannel.Instance;
        return false;
    }

    private void After(IChannel channel)
    {
        if (channel.Phase == ChannelPhase.Ended)
        {
            if (_lines.Find(l => l.Current == channel) is { } line)
                Advance(line);
        }
        else if (channel.Due != MachineTime.Never)
            _queue.Enqueue(channel, channel.Due);
    }

    private void Advance(CellLine line)
    {
        while (line.MoveOn(_log))
        {
            line.Current?.Begin();
            if (line.Current is not { } channel || channel.Phase == ChannelPhase.Ended)
                continue;
            _logger.ChannelTakenUp(channel.Index);
            if (channel.Due != MachineTime.Never)
                _queue.Enqueue(channel, channel.Due);
            return;
        }
    }

    private void Flush()
    {
        long now = _clock.Stamp.Monotonic;
        if (now < _nextFlush)
            return;
        _nextFlush = now + _settings.FlushInterval;
        foreach (var channel in Channels)
            channel.Checkpoint();
        _log.Flush();
        Flushed?.Invoke();
    }

    /// <summary>True when a person stopped the run.</summary>
    private bool ReadMail()
    {
        long now = _clock.Stamp.Monotonic;
        if (now < _nextMail)
            return false;
        _nextMail = now + MailInterval;
        bool stopped = false;
        while (_mailbox.Next() is { } message)
        {
            if (message.What == "answer")
                Answer(message);
            else
                stopped |= Obey(message);
            _mailbox.Done();
        }
        return stopped;
    }

    private void Answer(Message message)
    {
        var question = _log.Open.FirstOrDefault(q => q.Question == message.Question);
        if (question is null || message.Answer is not { } answer || !question.Choices.Contains(answer))
            return;
        _log.Write(new Answered(question.Question, answer, message.By, message.Note, _clock.Stamp));
        _log.Sync();
        _logger.Answered(question.Question, answer, message.By);
        if (Channels.FirstOrDefault(c => c.Index == question.Channel) is not { } channel)
            return;
        if (answer == Choice.Stop)
            channel.Stop(Words(message));
        else
            channel.Continue($"{message.By} said to go on");
        After(channel);
    }

    private bool Obey(Message message)
    {
        if (message.What is not (Requests.Pause or Requests.Continue or Requests.Stop))
            return false;
        _log.Write(new Requested(message.What, message.By, message.Note, _clock.Stamp));
        _log.Sync();
        _logger.Asked(message.What, message.By);
        foreach (var channel in Channels.ToList())
        {
            switch (message.What)
            {
                case Requests.Pause:
                    channel.Pause($"paused by {message.By}");
                    break;
                case Requests.Continue when channel.Phase == ChannelPhase.Paused:
                    channel.Continue($"paused until {message.By} went on");
                    break;
                case Requests.Stop:
                    channel.Stop(Words(message));
                    break;
            }
            if (message.What != Requests.Pause)
                After(channel);
        }
        return message.What == Requests.Stop;
    }

    private static string Words(Message message) =>
        message.Note is { } note ? $"by {message.By}: {note}" : $"by {message.By}";

    private LiveEnd CallOff()
    {
        foreach (var channel in Channels)
            channel.Pause("the program was interrupted");
        _log.Sync();
        Flushed?.Invoke();
        return LiveEnd.Interrupted;
    }
}
