using System.Runtime.CompilerServices;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>A cell as its terminals show it at one moment: a voltage that grows with the current.</summary>
internal interface ITerminals
{
    /// <summary>V at a current in A, and by how much it grows with it, Ω.</summary>
    double VoltageAt(double current, out double slope);
}

/// <summary>What a cycler holds a cell to, and the current for which that is so.</summary>
internal struct Control
{
    public ControlMode Mode;
    public double Setpoint;
    public double CurrentLimit;

    /// <summary>Where a sweep stands, V.</summary>
    public double Sweep;

    /// <summary>Whether a held voltage is out of reach within the current limit.</summary>
    public bool Limited;

    /// <summary>The current that then runs, A.</summary>
    public double LimitedTo;

    /// <summary>Takes a command at the present voltage; whether the current limit binds is open until solved.</summary>
    public void Take(in Command command, double voltage)
    {
        if (command.Mode == ControlMode.Sweep && Mode != ControlMode.Sweep)
            Sweep = voltage;
        Mode = command.Mode;
        Setpoint = command.Setpoint;
        CurrentLimit = command.CurrentLimit;
        Limited = false;
    }

    /// <summary>Whether the current is given, and which.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool GivesCurrent(out double current)
    {
        current =
            Limited ? LimitedTo
            : Mode == ControlMode.Current ? Setpoint
            : 0;
        return Limited || Mode is ControlMode.Current or ControlMode.Rest or ControlMode.Impedance;
    }

    /// <summary>The voltage that is held, V, where one is.</summary>
    public readonly double Voltage => Mode == ControlMode.Sweep ? Sweep : Setpoint;

    private readonly bool Holds => Mode is ControlMode.Voltage or ControlMode.Sweep;

    public void Advance(double seconds)
    {
        if (Mode == ControlMode.Sweep)
            Sweep += Setpoint * seconds;
    }

    /// <summary>Whether a solved current lies beyond the limit; it then is the limit from now on.</summary>
    public bool LimitTo(double current)
    {
        if (!Holds || Limited || !(Math.Abs(current) > CurrentLimit))
            return false;
        Limited = true;
        LimitedTo = Math.CopySign(CurrentLimit, current);
        return true;
    }

    /// <summary>See <see cref="ICellModel.SwitchDistance"/>.</summary>
    public readonly double SwitchDistance(double voltage, double current) =>
        !Holds || !double.IsFinite(CurrentLimit) ? double.PositiveInfinity
        : Limited ? (Voltage - voltage) * Math.Sign(current)
        : CurrentLimit * (1 + 1e-6) - Math.Abs(current);

    /// <summary>How far voltage and current are from what is held, how that grows with the current, and how near is near enough.</summary>
    /// <param name="slope">dV/dI, Ω.</param>
    /// <param name="scale">A typical current, A.</param>
    public readonly double Residual(
        double voltage,
        double current,
        double slope,
        double scale,
        out double derivative,
        out double tolerance
    )
    {
        switch (Limited ? ControlMode.Current : Mode)
        {
            case ControlMode.Voltage or ControlMode.Sweep:
                (derivative, tolerance) = (slope, 1e-9);
                return voltage - Voltage;
            case ControlMode.Power:
                derivative = voltage + current * slope;
                tolerance = 1e-10 * (Math.Abs(Setpoint) + scale * 1e-3);
                return voltage * current - Setpoint;
            case ControlMode.Resistance:
                (derivative, tolerance) = (slope + Setpoint, 1e-9);
                return voltage + Setpoint * current;
            default:
                GivesCurrent(out double given);
                (derivative, tolerance) = (1, 1e-12 * scale + 1e-11 * Math.Abs(given));
                return current - given;
        }
    }

    /// <summary>
    /// Finds the current by Newton's method within a bracket: every residual but that of a power grows with the current,
    /// and that of a power does up to the greatest power there is.
    /// </summary>
    /// <param name="current">A guess; then the solution.</param>
    /// <param name="scale">A typical current, A.</param>
    /// <returns>The voltage there.</returns>
    public readonly double Solve<T>(ref T cell, ref double current, double scale)
        where T : struct, ITerminals, allows ref struct
    {
        if (GivesCurrent(out double given))
        {
            current = given;
            return cell.VoltageAt(given, out _);
        }
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        double at = current;
        double voltage = 0;
        for (int i = 0; i < 80; i++)
        {
            voltage = cell.VoltageAt(at, out double slope);
            double residual = Residual(
                voltage,
                at,
                slope,
                scale,
                out double derivative,
                out double tolerance
            );
            current = at;
            if (Math.Abs(residual) <= tolerance)
                break;
            if (residual > 0)
                high = at;
            else
                low = at;
            double next = derivative > 0 ? at - residual / derivative : double.NaN;
            if (!(next > low && next < high))
                next =
                    double.IsInfinity(low) ? high - scale * (i + 1)
                    : double.IsInfinity(high) ? low + scale * (i + 1)
                    : 0.5 * (low + high);
            if (next == at)
                break;
            at = next;
        }
        return voltage;
    }
}
