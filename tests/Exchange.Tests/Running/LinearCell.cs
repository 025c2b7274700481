using CellDsl.Contracts;

namespace CellDsl.Exchange.Tests.Running;

/// <summary>
/// A cell whose voltage is a + b·q + R·I: all but constant power is solved exactly, so that what happens to it does not
/// depend on how often it is looked at.
/// </summary>
internal struct LinearCell()
{
    private const double Intercept = 2.2; // V
    private const double Slope = 2 / 3.6; // V/(A·s): 2 V over 1 mA·h
    private const double Resistance = 20; // Ω
    private const double Relaxation = 600; // s, of the temperature
    private const double LongestPowerStep = 20; // s
    private const double LongestSweepStep = 60; // s

    /// <summary>A·s.</summary>
    public double Charge = 1.8;

    /// <summary>V, as last seen.</summary>
    public double Voltage = Intercept + (Slope * 1.8);

    /// <summary>A, as last seen.</summary>
    public double Current;

    /// <summary>K.</summary>
    public double Temperature = 298.15;

    public double ChargeIn;
    public double ChargeOut;
    public double EnergyIn;
    public double EnergyOut;

    private readonly double OpenCircuit => Intercept + (Slope * Charge);

    /// <param name="seconds">How long the command holds.</param>
    public void Advance(in Command command, double seconds)
    {
        double chamber = double.IsNaN(command.Temperature) ? 298.15 : command.Temperature;
        Temperature = chamber + ((Temperature - chamber) * Math.Exp(-seconds / Relaxation));
        switch (command.Mode)
        {
            case ControlMode.Current:
                Pass(command.Setpoint, seconds);
                break;
            case ControlMode.Voltage:
                Hold(command.Setpoint, Math.Abs(command.CurrentLimit), seconds);
                break;
            case ControlMode.Power:
                InParts(
                    seconds,
                    LongestPowerStep,
                    static (ref LinearCell cell, double watts, double part) => cell.Drive(watts, part),
                    command.Setpoint
                );
                break;
            case ControlMode.Resistance:
                Discharge(command.Setpoint, seconds);
                break;
            case ControlMode.Sweep:
                InParts(
                    seconds,
                    LongestSweepStep,
                    static (ref LinearCell cell, double rate, double part) => cell.Sweep(rate, part),
                    command.Setpoint
                );
                break;
            default:
                (Current, Voltage) = (0, OpenCircuit);
                break;
        }
    }

    private delegate void Part(ref LinearCell cell, double setpoint, double seconds);

    private void InParts(double seconds, double longest, Part part, double setpoint)
    {
        int count = Math.Max(1, (int)Math.Ceiling(seconds / longest));
        for (int i = 0; i < count; i++)
            part(ref this, setpoint, seconds / count);
    }

    private void Count(double charge, double energy)
    {
        Charge += charge;
        ChargeIn += Math.Max(0, charge);
        ChargeOut += Math.Max(0, -charge);
        EnergyIn += Math.Max(0, energy);
        EnergyOut += Math.Max(0, -energy);
    }

    private void Pass(double current, double seconds)
    {
        double before = OpenCircuit + (Resistance * current);
        double charge = current * seconds;
        Count(charge, charge * (before + (Slope * charge / 2)));
        (Current, Voltage) = (current, OpenCircuit + (Resistance * current));
    }

    private void Hold(double voltage, double limit, double seconds)
    {
        double current = (voltage - OpenCircuit) / Resistance;
        if (Math.Abs(current) > limit)
        {
            double limited = Math.CopySign(limit, current);
            double reached = (voltage - (Resistance * limited) - Intercept) / Slope;
            double until = limit > 0 ? (reached - Charge) / limited : double.PositiveInfinity;
            Pass(limited, Math.Min(until, seconds));
            seconds -= until;
            if (seconds <= 0)
                return;
            current = limited;
        }
        double decay = Math.Exp(-Slope / Resistance * seconds);
        double charge = current * Resistance / Slope * (1 - decay);
        Count(charge, charge * voltage);
        (Current, Voltage) = (current * decay, voltage);
    }

    private void Discharge(double ohms, double seconds)
    {
        double before = OpenCircuit;
        double after = before * Math.Exp(-Slope / (Resistance + ohms) * seconds);
        double charge = (after - before) / Slope;
        double ratio = ohms / (Resistance + ohms);
        Count(charge, charge * ratio * (before + after) / 2);
        Current = -after / (Resistance + ohms);
        Voltage = after * ratio;
    }

    private void Drive(double watts, double seconds)
    {
        double Passing(double charge)
        {
            double open = Intercept + (Slope * charge);
            double root = (open * open) + (4 * Resistance * watts);
            return root < 0 ? -open / (2 * Resistance) : (-open + Math.Sqrt(root)) / (2 * Resistance);
        }
        double a = Passing(Charge);
        double b = Passing(Charge + (a * seconds / 2));
        double c = Passing(Charge + (b * seconds / 2));
        double d = Passing(Charge + (c * seconds));
        Count((a + (2 * b) + (2 * c) + d) / 6 * seconds, watts * seconds);
        Current = Passing(Charge);
        Voltage = OpenCircuit + (Resistance * Current);
    }

    private void Sweep(double rate, double seconds)
    {
        double k = Slope / Resistance;
        double start = Voltage;
        double constant = OpenCircuit - start + (rate / k);
        double after = start + (rate * seconds) - (rate / k) + (constant * Math.Exp(-k * seconds));
        double charge = (after - OpenCircuit) / Slope;
        Voltage = start + (rate * seconds);
        Count(charge, charge * (start + Voltage) / 2);
        Current = (Voltage - OpenCircuit) / Resistance;
    }
}
