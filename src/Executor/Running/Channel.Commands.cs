using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;

namespace CellDsl.Executor.Running;

/// <summary>Commands: sent once, and read back where it is not known whether they arrived.</summary>
internal sealed partial class Channel<TMachine, TState>
{
    private const int MostAttempts = 3;

    /// <summary>Sends the command that has been decided and written, and sees what it did.</summary>
    private void Send()
    {
        Deliver();
        var reading = ReadFresh();
        Observe(in reading);
        MarkRow();
        Write(new Applied(Index, Standing()));
    }

    private void Deliver()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                _cycler.Apply(_number, in _command);
                return;
            }
            catch (InstrumentException e) when (e.Fault != InstrumentFault.Refused && attempt < MostAttempts)
            {
                // The same number again is no second command: a channel that took it does nothing, and one that does not know
                // numbers is told nothing but where to be.
                if (e.Fault == InstrumentFault.Ambiguous && _cycler.Read().Command == _number)
                    return;
            }
        }
    }

    private void MakeSafe(string why)
    {
        bool reached = true;
        try
        {
            _cycler.MakeSafe();
        }
        catch (InstrumentException)
        {
            // It drops out by itself when it hears nothing more.
            reached = false;
        }
        Write(new MadeSafe(Index, why, reached, _clock.Now));
    }

    public void Abandon()
    {
        if (Phase == ChannelPhase.Ended)
            return;
        try
        {
            _cycler.MakeSafe();
        }
        catch (InstrumentException)
        {
            // It drops out by itself when it hears nothing more.
        }
    }

    /// <summary>Turns a reading into what the machine sees.</summary>
    private void Observe(in CyclerReading reading)
    {
        long now = _clock.Now;
        var seen = _seen;
        seen.Time = now - _behind;
        seen.WallTime = now - _began;
        seen.Voltage = reading.Voltage;
        seen.Current = reading.Current;
        seen.Temperature = TemperatureOf(in reading);
        seen.MeasurementDone = reading.MeasurementDone;
        var counters = reading.Counters;
        if (_cycler.Abilities.Counts)
            Count(ref seen, in counters);
        else
            Integrate(ref seen, in _seen);
        (_seen, _counters, _ambient, _lastContact) = (seen, counters, reading.Ambient, now);
        _lossTold = false;
    }

    private void Count(ref Observation seen, in Counters counters)
    {
        // An instrument that was switched off counts from nothing again.
        bool anew =
            IsLess(counters.ChargeIn, _counters.ChargeIn) || IsLess(counters.ChargeOut, _counters.ChargeOut);
        var from = anew ? new Counters(0, 0, 0, 0) : _counters;
        seen.ChargeIn += Math.Max(0, counters.ChargeIn - from.ChargeIn);
        seen.ChargeOut += Math.Max(0, counters.ChargeOut - from.ChargeOut);
        seen.EnergyIn += Math.Max(0, counters.EnergyIn - from.EnergyIn);
        seen.EnergyOut += Math.Max(0, counters.EnergyOut - from.EnergyOut);
    }

    // Not for the last digit: that may be the instrument's, or our own sum.
    private static bool IsLess(double now, double before) => now < before * (1 - 1e-6);

    /// <summary>By trapezoids, where the channel does not count itself.</summary>
    private static void Integrate(ref Observation seen, in Observation before)
    {
        double seconds = (seen.Time - before.Time) * 1e-9;
        double charge = 0.5 * (seen.Current + before.Current) * seconds;
        double energy = 0.5 * (seen.Current * seen.Voltage + before.Current * before.Voltage) * seconds;
        if (charge > 0)
            (seen.ChargeIn, seen.EnergyIn) = (seen.ChargeIn + charge, seen.EnergyIn + energy);
        else
            (seen.ChargeOut, seen.EnergyOut) = (seen.ChargeOut - charge, seen.EnergyOut - energy);
    }

    // A cell without a sensor is taken to be as warm as its chamber, or as it was.
    private double TemperatureOf(in CyclerReading reading) =>
        !double.IsNaN(reading.Temperature) ? reading.Temperature
        : !double.IsNaN(reading.Ambient) ? reading.Ambient
        : _seen.Temperature;
}
