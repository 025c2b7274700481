using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Runtime.Instruments;

/// <summary>
/// A channel of a cycler with a model of a cell on it. It works on by itself while nobody looks: it holds its limits, drops out
/// when it hears nothing, and counts. What it is depends on the commands that it took and when, not on how often it was read,
/// so that it can be had back after the death of its process by giving it the same commands again.
/// </summary>
public sealed class SimulatedCycler<TModel> : ISimulatedCycler
    where TModel : struct, ICellModel
{
    private readonly string _name;
    private readonly Func<long> _clock;
    private readonly LoopSettings _settings;
    private readonly CellTrial<TModel> _cell;
    private CyclerLimits _limits = new(
        double.NegativeInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.PositiveInfinity,
        MachineTime.Never
    );
    private Command _command = new() { Temperature = double.NaN, Step = -1 };
    private long _number;
    private Halt _halt;
    private long _haltedAt;
    private long _contact;
    private long _measurementEnd = MachineTime.Never;
    private bool _measured;
    private double[] _frequencies = [];
    private Complex[] _impedances = [];
    private long _sequence;

    /// <param name="clock">Run time, ns, at which it is called; the cell is as given at 0.</param>
    public SimulatedCycler(string name, in TModel cell, Func<long> clock, LoopSettings settings)
    {
        (_name, _clock, _settings) = (name, clock, settings);
        _cell = new(in cell, 0, settings, Trips);
    }

    public string Identity => $"simulated cycler, channel of {_name}";

    public CyclerAbilities Abilities { get; } = new(true, true, true, true, true);

    public void Hold(in CyclerLimits limits) => HoldAt(Hear(), in limits);

    public void Apply(long number, in Command command) => ApplyAt(Hear(), number, in command);

    public void MakeSafe() => MakeSafeAt(Hear());

    public CyclerReading Read()
    {
        long now = Hear();
        _cell.Look(now, out var model, out var seen);
        return new()
        {
            Command = _number,
            Sequence = ++_sequence,
            Halt = _halt,
            HaltedFor = _halt == Halt.None ? 0 : now - _haltedAt,
            Voltage = seen.Voltage,
            Current = seen.Current,
            Temperature = seen.Temperature,
            Ambient = model.Ambient,
            Counters = new(seen.ChargeIn, seen.ChargeOut, seen.EnergyIn, seen.EnergyOut),
            MeasurementDone = _measured,
        };
    }

    public (double[] Frequencies, Complex[] Impedances) ReadSpectrum() => (_frequencies, _impedances);

    public void HoldAt(long time, in CyclerLimits limits)
    {
        ContactAt(time, watched: true);
        _limits = limits;
    }

    public void ApplyAt(long time, long number, in Command command)
    {
        ContactAt(time, watched: true);
        if (number <= _number)
            return;
        (_number, _command, _halt, _measured) = (number, command, Halt.None, false);
        _measurementEnd = MachineTime.Never;
        if (command.Mode == ControlMode.Impedance)
        {
            _frequencies = SpectrumScan.Of(in command, _settings);
            _measurementEnd = time + SpectrumScan.Time(_frequencies);
        }
        _cell.Apply(time, in command);
    }

    public void MakeSafeAt(long time)
    {
        ContactAt(time, watched: true);
        Stop(time, Halt.MadeSafe);
    }

    public void ContactAt(long time, bool watched)
    {
        long last =
            watched || _limits.ContactTimeout == MachineTime.Never
                ? MachineTime.Never
                : _contact + _limits.ContactTimeout;
        if (last < time)
        {
            Run(last);
            if (_halt == Halt.None)
                Stop(last, Halt.LostContact);
        }
        Run(time);
        _contact = Math.Max(_contact, time);
    }

    public void Dispose() { }

    private long Hear()
    {
        long now = _clock();
        ContactAt(now, watched: false);
        return now;
    }

    private void Run(long time)
    {
        do
        {
            if (Trips(_cell.Seen))
                Stop(_cell.Time, Halt.Limit);
        } while (_cell.Next(Math.Min(time, _measurementEnd)));
        if (time < _measurementEnd)
            return;
        long end = _measurementEnd;
        (_measurementEnd, _measured) = (MachineTime.Never, true);
        _cell.Look(end, out var model, out _);
        _impedances = [.. _frequencies.Select(f => model.Impedance(f))];
        Run(time);
    }

    private bool Trips(Observation seen) =>
        _halt == Halt.None
        && (
            (seen.Voltage < _limits.LowestVoltage && seen.Current < 0)
            || (seen.Voltage > _limits.HighestVoltage && seen.Current > 0)
            || Math.Abs(seen.Current) > _limits.HighestCurrent
            || seen.Temperature < _limits.LowestTemperature
            || seen.Temperature > _limits.HighestTemperature
        );

    private void Stop(long time, Halt why)
    {
        if (_halt != Halt.None)
            return;
        (_halt, _haltedAt, _measurementEnd) = (why, time, MachineTime.Never);
        var open = _command;
        (open.Mode, open.Setpoint) = (ControlMode.Rest, 0);
        _cell.Apply(time, in open);
    }
}
