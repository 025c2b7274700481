using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Executor.Tests.World;

/// <summary>How often the way to an instrument fails, per call.</summary>
internal sealed record LinkFaults
{
    public double Lost { get; init; }

    public double Ambiguous { get; init; }

    public double Doubled { get; init; }

    public double Stale { get; init; }

    public double Delayed { get; init; }

    public double Kill { get; init; }

    /// <summary>Begins an outage of some minutes.</summary>
    public double Outage { get; init; }

    /// <summary>The instrument shows the same values for some minutes.</summary>
    public double Frozen { get; init; }
}

/// <summary>The way from one process to an instrument that outlives it, and a witness of what goes over it.</summary>
internal sealed class FaultyLink(
    ICycler instrument,
    SimulatedWorld world,
    SimulatedDisk disk,
    Witness witness
) : ICycler
{
    private const long Minute = 60_000_000_000;

    private CyclerReading? _old;
    private CyclerReading? _frozen;
    private long _outUntil;
    private long _frozenUntil;
    private bool _dead;
    private int _calls;

    public LinkFaults Faults { get; set; } = new();

    public string Identity => instrument.Identity;

    public CyclerAbilities Abilities => instrument.Abilities;

    public void Hold(in CyclerLimits limits)
    {
        Go();
        instrument.Hold(in limits);
        witness.Limits = limits;
    }

    public void Apply(long number, in Command command)
    {
        Go();
        witness.Sent(number, isWritten: disk.IsSynced);
        if (world.Happens(Faults.Ambiguous))
        {
            if (world.Happens(0.5))
                Deliver(number, in command);
            throw new InstrumentException(InstrumentFault.Ambiguous, "no reply in time");
        }
        Deliver(number, in command);
        if (world.Happens(Faults.Doubled))
            Deliver(number, in command);
    }

    public CyclerReading Read()
    {
        Go();
        if (world.Happens(Faults.Stale) && _old is { } old)
            return old;
        var reading = instrument.Read();
        witness.Saw(in reading);
        if (world.Happens(Faults.Frozen))
            (_frozen, _frozenUntil) = (reading, world.Time + world.Chance.Next(1, 10) * Minute);
        if (world.Time < _frozenUntil && _frozen is { } frozen)
        {
            frozen.Sequence = reading.Sequence;
            frozen.Command = reading.Command;
            return frozen;
        }
        _old = reading;
        return reading;
    }

    public (double[] Frequencies, Complex[] Impedances) ReadSpectrum()
    {
        Go();
        return instrument.ReadSpectrum();
    }

    public void MakeSafe()
    {
        Go();
        instrument.MakeSafe();
    }

    /// <summary>The process at this end is dead: nothing of it gets through any more.</summary>
    public void Cut() => _dead = true;

    public void Dispose() { }

    private void Deliver(long number, in Command command)
    {
        instrument.Apply(number, in command);
        witness.Took(number, in command);
    }

    private void Go()
    {
        if (++_calls > 1_000_000)
            throw new InvalidOperationException("the run does not come to an end");
        if (_dead || world.Happens(Faults.Kill))
        {
            _dead = true;
            throw new KilledException();
        }
        if (world.Happens(Faults.Delayed))
            world.Pass(world.Chance.NextInt64(5_000_000_000));
        if (world.Happens(Faults.Outage))
            _outUntil = world.Time + world.Chance.Next(1, 90) * Minute;
        if (world.Time < _outUntil || world.Happens(Faults.Lost))
        {
            world.Pass(1_000_000_000);
            throw new InstrumentException(InstrumentFault.Unreachable, "connection refused");
        }
    }
}

/// <summary>What happened at the instrument itself, whoever ran the run.</summary>
internal sealed class Witness
{
    private readonly List<string> _wrongs = [];
    private readonly Dictionary<long, Command> _taken = [];
    private long _last;

    public CyclerLimits Limits { get; set; }

    public IReadOnlyList<string> Wrongs => _wrongs;

    public Counters Counters { get; private set; }

    public bool TrippedLimit { get; private set; }

    public void Sent(long number, bool isWritten)
    {
        if (!isWritten)
            _wrongs.Add($"command {number} was sent before it was on the disk");
    }

    public void Took(long number, in Command command)
    {
        if (_taken.TryGetValue(number, out var known))
        {
            if (known.Mode != command.Mode || !known.Setpoint.Equals(command.Setpoint))
                _wrongs.Add($"number {number} was given to two commands");
        }
        else if (number <= _last)
            _wrongs.Add($"command {number} came after {_last}");
        _taken[number] = command;
        _last = Math.Max(_last, number);
    }

    public void Saw(in CyclerReading reading)
    {
        Counters = reading.Counters;
        TrippedLimit |= reading.Halt == Halt.Limit;
        if (
            Limits.ContactTimeout > 0
            && (
                reading.Voltage > Limits.HighestVoltage + 2e-3
                || reading.Voltage < Limits.LowestVoltage - 2e-3
            )
        )
            _wrongs.Add($"the cell was at {reading.Voltage} V");
    }
}
