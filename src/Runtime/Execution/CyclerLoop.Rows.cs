using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>Rows between two steps, by the recording rule of the command.</summary>
public sealed partial class CyclerLoop<TMachine, TState, TModel>
{
    private long _rowTime = -1;
    private int _rowStep;
    private double _rowVoltage;
    private double _rowCurrent;

    /// <summary>Writes the rows that are due within the step under trial, up to and with so many ns from its start.</summary>
    private void WriteRows(long upTo)
    {
        double voltage = _command.RecordVoltage;
        double current = _command.RecordCurrent;
        long interval =
            _command.RecordInterval > 0 ? _command.RecordInterval
            : voltage > 0 || current > 0 ? MachineTime.Never
            : _settings.UnstatedInterval;
        while (true)
        {
            long last = _rowTime - _clock.Now;
            long next = interval == MachineTime.Never ? MachineTime.Never : last + interval;
            double from = Math.Max(0, (double)(last + _settings.ShortestInterval) / _length);
            if (voltage > 0)
                next = Math.Min(
                    next,
                    Leaves(_now.Voltage, _seenMiddle.Voltage, _seenEnd.Voltage, _rowVoltage, voltage, from)
                );
            if (current > 0)
                next = Math.Min(
                    next,
                    Leaves(_now.Current, _seenMiddle.Current, _seenEnd.Current, _rowCurrent, current, from)
                );
            if (next > upTo)
                return;
            Sample(Math.Max(0, next), out var model, out var seen);
            WriteRow(in seen, in _command, ref model);
        }
    }

    private void WriteRow(in Observation seen, in Command command, ref TModel model)
    {
        if (seen.Time == _rowTime && command.StepCount == _rowStep)
            return;
        (_rowTime, _rowStep) = (seen.Time, command.StepCount);
        (_rowVoltage, _rowCurrent) = (seen.Voltage, seen.Current);
        _observer.Row(in seen, in command, model.Ambient);
    }

    /// <summary>
    /// When (ns from the step's start) the parabola through three samples first lies so far from a value, not before a
    /// fraction of the step.
    /// </summary>
    private long Leaves(double start, double middle, double end, double value, double distance, double from)
    {
        double b = -3 * start + 4 * middle - end;
        double c = 2 * (start - 2 * middle + end);
        double at = start + from * (b + from * c);
        if (from > 1)
            return MachineTime.Never;
        if (Math.Abs(at - value) >= distance)
            return (long)(from * _length);
        double first = Math.Min(
            Root(c, b, start - value - distance, from),
            Root(c, b, start - value + distance, from)
        );
        return first <= 1 ? (long)(first * _length) : MachineTime.Never;
    }

    /// <summary>The least root of a x² + b x + c not below a bound; infinite for none.</summary>
    private static double Root(double a, double b, double c, double from)
    {
        double discriminant = b * b - 4 * a * c;
        if (discriminant < 0)
            return double.PositiveInfinity;
        double q = -0.5 * (b + Math.CopySign(Math.Sqrt(discriminant), b));
        double one = q / a;
        double two = c / q;
        if (!(one >= from))
            one = double.PositiveInfinity;
        if (!(two >= from))
            two = double.PositiveInfinity;
        return Math.Min(one, two);
    }
}
