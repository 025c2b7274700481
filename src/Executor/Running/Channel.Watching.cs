using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Running;

/// <summary>One look after the other, and when the next is due.</summary>
internal sealed partial class Channel<TMachine, TState>
{
    private double[] _distances = new double[TMachine.Info.GuardCount];
    private double[] _earlier = new double[TMachine.Info.GuardCount];
    private int _guards = -1;
    private int _guardedStep = -1;
    private long _guardedAt;

    private long _rowTime = -1;
    private double _rowVoltage;
    private double _rowCurrent;

    private CyclerReading _lastReading;
    private long _changedAt;

    private void Watch()
    {
        var reading = ReadFresh();
        if (reading.Halt == Halt.None && Complain(in reading) is { } complaint)
        {
            Trip(complaint);
            return;
        }
        if (reading.Halt != Halt.None && _command.Mode != ControlMode.Rest)
        {
            Halted(in reading);
            return;
        }
        Observe(in reading);
        if (_seen.MeasurementDone && _command.Mode == ControlMode.Impedance)
            TakeSpectrum();
        if (RowIsDue())
            WriteRow();
        Tick();
    }

    private void Tick()
    {
        var before = _state;
        Settle(TMachine.Tick(ref _state, in _cell, in _seen, ref _command), in before);
    }

    /// <summary>Reads until the channel has something newer than before.</summary>
    private CyclerReading ReadFresh()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var reading = _cycler.Read();
                if (
                    reading.Sequence < 0
                    || reading.Sequence > _lastReading.Sequence
                    || IsRestarted(in reading)
                )
                {
                    if (!SameValues(in reading, in _lastReading))
                        _changedAt = _clock.Now;
                    _lastReading = reading;
                    return reading;
                }
            }
            catch (InstrumentException e) when (e.Fault != InstrumentFault.Refused && attempt < MostAttempts)
            {
                continue;
            }
            if (attempt >= MostAttempts)
                throw new InstrumentException(
                    InstrumentFault.Unreachable,
                    $"{Who} gives nothing but old readings"
                );
        }
    }

    private bool IsRestarted(in CyclerReading reading) =>
        reading.Sequence < _lastReading.Sequence && reading.Command < _lastReading.Command;

    private static bool SameValues(in CyclerReading a, in CyclerReading b) =>
        a.Voltage.Equals(b.Voltage)
        && a.Current.Equals(b.Current)
        && a.Temperature.Equals(b.Temperature)
        && a.Counters.Equals(b.Counters);

    /// <summary>What the watchdog has against a reading, or null.</summary>
    private string? Complain(in CyclerReading reading)
    {
        if (!double.IsFinite(reading.Voltage) || !double.IsFinite(reading.Current))
            return "it reports no voltage or no current";
        if (reading.Command >= 0 && reading.Command != _number)
            return $"it follows command {reading.Command}, and command {_number} is the last that it was sent";
        if (reading.Current != 0 && _clock.Now - _changedAt > _settings.FrozenAfter)
            return $"its readings have not changed for {_settings.FrozenAfter / 1_000_000_000} s while a current flows";
        var envelope = Envelope();
        if (reading.Voltage > envelope.HighestVoltage + _settings.VoltageMargin && reading.Current > 0)
            return $"the voltage is {Figures.Volts(reading.Voltage)}, above every limit, and it still charges";
        if (reading.Voltage < envelope.LowestVoltage - _settings.VoltageMargin && reading.Current < 0)
            return $"the voltage is {Figures.Volts(reading.Voltage)}, below every limit, and it still discharges";
        if (reading.Temperature > envelope.HighestTemperature + _settings.TemperatureMargin)
            return $"the cell is at {Figures.Celsius(reading.Temperature)}, above every limit";
        return null;
    }

    private void Trip(string complaint)
    {
        Write(new WatchdogTripped(Index, complaint, _clock.Now, _clock.Stamp));
        Ask($"{Who}: {complaint}. It was brought to open circuit.", [Choice.Continue, Choice.Stop]);
    }

    private void Halted(in CyclerReading reading)
    {
        if (reading.Halt == Halt.Limit)
        {
            Observe(in reading);
            Write(
                new WatchdogTripped(
                    Index,
                    "a limit that the instrument holds itself",
                    _clock.Now,
                    _clock.Stamp
                )
            );
            End(TickResult.LimitReached, -1, "a limit that the instrument holds itself");
            return;
        }
        Interrupt(
            reading.Halt == Halt.LostContact
                ? "the instrument lost contact"
                : "the instrument was stopped at its panel",
            in reading
        );
    }

    private void TakeSpectrum()
    {
        var (frequencies, impedances) = _cycler.ReadSpectrum();
        Write(
            new SpectrumTaken(
                Index,
                _seen,
                frequencies,
                [.. impedances.Select(z => z.Real)],
                [.. impedances.Select(z => z.Imaginary)]
            )
        );
    }

    private bool RowIsDue() =>
        _seen.Time >= NextRow()
        || _seen.Time >= _rowTime + _settings.ShortestInterval
            && (
                Moved(_command.RecordVoltage, _seen.Voltage - _rowVoltage)
                || Moved(_command.RecordCurrent, _seen.Current - _rowCurrent)
            );

    private static bool Moved(double by, double difference) => by > 0 && Math.Abs(difference) >= by;

    /// <summary>Program time of the next row that is due whatever the cell does, ns.</summary>
    private long NextRow()
    {
        long interval =
            _command.RecordInterval > 0 ? _command.RecordInterval
            : _command.RecordVoltage > 0 || _command.RecordCurrent > 0 ? MachineTime.Never
            : _settings.UnstatedInterval;
        return interval == MachineTime.Never ? MachineTime.Never : _rowTime + interval;
    }

    private void WriteRow()
    {
        MarkRow();
        Write(new Row(Index, _seen, _ambient));
    }

    private void MarkRow() =>
        (_rowTime, _rowVoltage, _rowCurrent) = (_seen.Time, _seen.Voltage, _seen.Current);

    /// <summary>Chooses the next look: when something is due, or when an end is, going by how its distance has shrunk.</summary>
    private void Plan()
    {
        long now = _clock.Now;
        long next = now + _settings.LongestLook;
        long deadline = TMachine.NextDeadline(in _state, in _cell);
        if (deadline != MachineTime.Never)
            next = Math.Min(next, Math.Max(now + 1, deadline + _behind));
        long row = NextRow();
        if (row != MachineTime.Never)
            next = Math.Min(next, Math.Max(now + 1, row + _behind));
        int count = TMachine.Guards(in _state, in _cell, in _seen, _distances);
        if (count == _guards && _command.StepCount == _guardedStep && now > _guardedAt)
            next = Math.Min(
                next,
                now + Math.Max(_settings.ShortestLook, FirstCrossing(count, now - _guardedAt))
            );
        (_guards, _guardedStep, _guardedAt) = (count, _command.StepCount, now);
        (_distances, _earlier) = (_earlier, _distances);
        Due = next;
    }

    private long FirstCrossing(int count, long passed)
    {
        double first = double.PositiveInfinity;
        for (int i = 0; i < count; i++)
        {
            double towards = (_earlier[i] - _distances[i]) / passed;
            double left = _distances[i] / towards;
            if (left >= 0 && left < first)
                first = left;
        }
        return first < _settings.LongestLook ? (long)first : _settings.LongestLook;
    }

    private Foresight Foresight() =>
        new(_guards < 0 ? [] : _earlier[.._guards], Due, _rowTime, _rowVoltage, _rowCurrent);

    private void Recall(Foresight foresight, long at)
    {
        (_rowTime, _rowVoltage, _rowCurrent) = (foresight.Row, foresight.RowVoltage, foresight.RowCurrent);
        if (foresight.Distances.Length > 0 && foresight.Distances.Length <= _earlier.Length)
        {
            foresight.Distances.CopyTo(_earlier, 0);
            (_guards, _guardedStep, _guardedAt) = (foresight.Distances.Length, _command.StepCount, at);
        }
        Due = foresight.Due;
    }
}
