using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Tests;

/// <summary>
/// A cell whose voltage rises linearly with its charge, in a chamber that is at its setpoint at once. Drives an interpreted
/// machine with steps of equal length.
/// </summary>
internal sealed class ToyCell(CellFacts facts, double lowest = 0.5, double highest = 4.0)
{
    private double _charge;
    private Observation _now = new() { Temperature = 298.15 };

    /// <summary>Lost with every coulomb taken out, A·s.</summary>
    public double Fade { get; init; }

    public double Capacity { get; set; } = facts.NominalCapacity;

    public List<(long Time, string Step, int Cycle, bool Uncounted)> Steps { get; } = [];

    public Observation Now => _now;

    public TickResult Run(Machine machine, MachineInterpreter interpreter, double seconds, double most = 1e9)
    {
        _now.Voltage = Voltage;
        var result = interpreter.Start(in _now);
        while (_now.Time < most * 1e9)
        {
            while (result == TickResult.Moved)
            {
                Note(machine, interpreter);
                _now.MeasurementDone = false;
                Apply(interpreter.Command);
                result = interpreter.Tick(in _now);
            }
            if (result != TickResult.Stay)
                return result;
            Advance(interpreter.Command, seconds);
            result = interpreter.Tick(in _now);
        }
        return result;
    }

    private double Voltage => lowest + ((highest - lowest) * _charge / Capacity);

    private void Note(Machine machine, MachineInterpreter interpreter) =>
        Steps.Add(
            (
                _now.Time,
                machine.Steps[interpreter.Command.Step].Id,
                interpreter.Command.Cycle,
                interpreter.Command.Uncounted
            )
        );

    private void Apply(Command command)
    {
        if (!double.IsNaN(command.Temperature))
            _now.Temperature = command.Temperature;
        switch (command.Mode)
        {
            case ControlMode.Current:
                _now.Current = command.Setpoint;
                break;
            case ControlMode.Voltage:
                // As much current as the limit allows until the voltage is there, then less and less.
                double gap = (command.Setpoint - Voltage) * Capacity / (highest - lowest) / 600;
                _now.Current = Math.Clamp(gap, -command.CurrentLimit, command.CurrentLimit);
                break;
            default:
                _now.Current = 0;
                break;
        }
        _now.Voltage = Voltage;
    }

    private void Advance(Command command, double seconds)
    {
        Apply(command);
        double charge = _now.Current * seconds;
        _charge += charge;
        _now.ChargeIn += Math.Max(0, charge);
        _now.ChargeOut += Math.Max(0, -charge);
        Capacity -= Math.Max(0, -charge) * Fade;
        _now.EnergyIn += Math.Max(0, charge) * _now.Voltage;
        _now.EnergyOut += Math.Max(0, -charge) * _now.Voltage;
        _now.Time += (long)(seconds * 1e9);
        _now.WallTime += (long)(seconds * 1e9);
        _now.MeasurementDone = command.Mode == ControlMode.Impedance;
        Apply(command);
    }
}
