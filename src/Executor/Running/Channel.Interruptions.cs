using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Running;

/// <summary>What happens when nobody watched for a while, and what a person must decide.</summary>
internal sealed partial class Channel<TMachine, TState>
{
    private const long RetryAfter = 1_000_000_000;

    private bool _lossTold;
    private Action? _takeUp;

    /// <summary>Does something with the instrument; what goes wrong with it becomes a phase of this channel.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (InstrumentException e) when (e.Fault == InstrumentFault.Refused)
        {
            Ask($"{Who} refused: {e.Message}", [Choice.Continue, Choice.Stop]);
        }
        catch (InstrumentException e)
        {
            Lose(e.Message);
        }
    }

    private void Lose(string why)
    {
        Phase = ChannelPhase.Lost;
        // A shorter loss is not worth telling: the instrument works on.
        if (!_lossTold && _clock.Now - _lastContact > _settings.ContactTimeout)
        {
            _lossTold = true;
            Write(new WatchdogTripped(Index, $"contact is lost: {why}", _clock.Now, _clock.Stamp));
            _log.Sync();
        }
        Due = _clock.Now + RetryAfter;
    }

    private void ComeBack()
    {
        var reading = ReadFresh();
        Phase = ChannelPhase.Running;
        bool inTime = _clock.Now - _lastContact <= _settings.ContactTimeout && reading.Halt == Halt.None;
        if (!inTime)
        {
            Interrupt("contact was lost", in reading);
            return;
        }
        if (reading.Command == _number - 1 || reading.Command < 0)
            Send();
        else
            Observe(in reading);
        Watch();
    }

    /// <summary>Takes up what an earlier process left.</summary>
    private void TakeUp(ChannelMemory memory)
    {
        if (memory is not { Standing: { } standing, Began: { } began })
            return;
        TMachine.Read(ref _state, standing.State);
        (_command, _number, _seen) = (standing.Command, standing.Number, standing.Seen);
        (_counters, _ambient, _behind) = (standing.Counters, standing.Ambient, standing.Behind);
        (_began, _lastContact, _changedAt) = (began.Clock, memory.LastSight, _clock.Now);
        (_rowTime, _rowVoltage, _rowCurrent) = (memory.LastRow, double.NaN, double.NaN);
        _lastReading.Sequence = -1;
        if (memory.LooseRow is { } row)
            GoOnFrom(row.Seen);
        if (memory.Foresight is { } foresight)
            Recall(foresight, standing.Clock);
        if (memory.Ended)
        {
            (Phase, Due) = (ChannelPhase.Ended, MachineTime.Never);
            return;
        }
        if (memory.OpenQuestion is not null || memory.Paused)
        {
            Phase = memory.OpenQuestion is not null ? ChannelPhase.Asking : ChannelPhase.Paused;
            Due = MachineTime.Never;
            Abandon();
            return;
        }
        bool noTimePassed = _plan.Absence == Absence.StoodStill && memory.LooseRow is null;
        if (noTimePassed && memory.Foresight is not null)
            return;
        _takeUp = noTimePassed ? () => GoOn(memory) : () => ComeBackFrom("the computer stopped", memory);
        Due = noTimePassed ? standing.Clock : _clock.Now;
    }

    /// <summary>A row that was seen after the last standing: what has been counted until then is not counted again.</summary>
    private void GoOnFrom(in Observation row)
    {
        _counters = new(
            _counters.ChargeIn + row.ChargeIn - _seen.ChargeIn,
            _counters.ChargeOut + row.ChargeOut - _seen.ChargeOut,
            _counters.EnergyIn + row.EnergyIn - _seen.EnergyIn,
            _counters.EnergyOut + row.EnergyOut - _seen.EnergyOut
        );
        _seen = row;
    }

    /// <summary>The world stood still with the process: nothing has happened to the cell, and nothing is to be judged.</summary>
    private void GoOn(ChannelMemory memory)
    {
        if (memory.EndsWith is { } result)
        {
            End(result, result == TickResult.LimitReached ? _command.EndedBy : -1, null);
            return;
        }
        if (!memory.IsApplied)
            Send();
        Tick();
    }

    private void ComeBackFrom(string why, ChannelMemory memory)
    {
        if (memory.EndsWith is { } result)
        {
            End(result, result == TickResult.LimitReached ? _command.EndedBy : -1, null);
            return;
        }
        var reading = ReadFresh();
        if (reading.Halt == Halt.Limit)
            Halted(in reading);
        else if (_plan.Absence == Absence.Unknown)
            Ask(
                $"{why}, and its calendar has been put back meanwhile, so that nobody knows for how long the cell was left alone.",
                [Choice.Continue, Choice.Stop]
            );
        else
            Interrupt(why, in reading);
    }

    private void Interrupt(string why, in CyclerReading reading)
    {
        if (reading.Command > _number)
        {
            Ask(
                $"{Who} follows command {reading.Command}, of which the journal knows nothing: its last is {_number}. "
                    + "Somebody else may be using it, or the end of the journal was lost.",
                [Choice.Continue, Choice.Stop]
            );
            return;
        }
        Return(why, in reading, asksPolicy: true, ifAsked: ResumeResult.AskPerson);
    }

    /// <summary>Books the gap, has the protocol's policy decide, and goes on.</summary>
    /// <param name="ifAsked">What becomes of a policy that leaves it to a person.</param>
    private void Return(string why, in CyclerReading reading, bool asksPolicy, ResumeResult ifAsked)
    {
        long from = _lastContact;
        long passed = _clock.Now - from;
        // An instrument that was halted for longer than the clocks say knows better.
        long unwatched = Math.Max(passed, reading.HaltedFor);
        bool works =
            reading.Halt == Halt.None && (reading.Command == _number || !_cycler.Abilities.KnowsCommand);
        long stood =
            reading.Halt == Halt.None ? 0
            : reading.HaltedFor >= 0 ? Math.Min(reading.HaltedFor, passed)
            : Math.Max(0, passed - _settings.ContactTimeout);
        _behind += stood;
        Observe(in reading);
        var wanted = _command;
        var verdict = asksPolicy
            ? TMachine.Resume(ref _state, in _cell, new Gap(unwatched, _seen), ref _command)
            : ResumeResult.Continue;
        if (verdict == ResumeResult.AskPerson)
            verdict = ifAsked;
        bool sends = verdict == ResumeResult.Continue && !(works && SameOrder(in wanted, in _command));
        if (sends)
            _number = Math.Max(_number, reading.Command) + 1;
        Write(new Interrupted(Index, why, from, unwatched, stood, verdict, Standing(), sends, _clock.Stamp));
        _log.Sync();
        _takeUp = null;
        MarkRow();
        switch (verdict)
        {
            case ResumeResult.Stop:
                End(TickResult.Stopped, -1, null);
                return;
            case ResumeResult.AskPerson:
                Ask(
                    $"{why}, and nobody watched for {Figures.Duration(unwatched)}. The protocol leaves it to you whether to go on; "
                        + $"the cell is at {Figures.Volts(_seen.Voltage)}, in `{StepText()}`.",
                    [Choice.Continue, Choice.Stop]
                );
                return;
        }
        Phase = ChannelPhase.Running;
        if (sends)
            Send();
        Tick();
    }

    private static bool SameOrder(in Command a, in Command b) =>
        a.Mode == b.Mode
        && a.Setpoint.Equals(b.Setpoint)
        && a.CurrentLimit.Equals(b.CurrentLimit)
        && a.Temperature.Equals(b.Temperature);

    private void Ask(string text, string[] choices)
    {
        MakeSafe("a person must decide");
        Write(new Asked(_log.NextQuestion(), Index, text, choices, _clock.Stamp));
        _log.Sync();
        (Phase, Due) = (ChannelPhase.Asking, MachineTime.Never);
    }

    public void Pause(string why)
    {
        if (Phase is not (ChannelPhase.Running or ChannelPhase.Lost))
            return;
        MakeSafe(why);
        _log.Sync();
        (Phase, Due) = (ChannelPhase.Paused, MachineTime.Never);
    }

    public void Continue(string why)
    {
        if (Phase is not (ChannelPhase.Paused or ChannelPhase.Asking))
            return;
        bool wasAsked = Phase == ChannelPhase.Asking;
        Phase = ChannelPhase.Running;
        Try(() =>
        {
            var reading = ReadFresh();
            Return(why, in reading, asksPolicy: !wasAsked, ifAsked: ResumeResult.Continue);
        });
    }

    public void Stop(string why)
    {
        if (Phase != ChannelPhase.Ended)
            End(TickResult.Stay, -1, why);
    }

    /// <summary>The instrument as it calls itself, or the cell that it holds while it does not answer.</summary>
    private string Who
    {
        get
        {
            try
            {
                return _cycler.Identity;
            }
            catch (InstrumentException)
            {
                return $"the instrument of {_plan.Cell}";
            }
        }
    }

    private string StepText() =>
        _command.Step >= 0 && _command.Step < TMachine.Info.Steps.Count
            ? TMachine.Info.Steps[_command.Step].Text
            : "the start";
}
