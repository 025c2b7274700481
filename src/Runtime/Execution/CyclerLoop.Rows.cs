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
            // Within this step the parabola's own value is what it must leave: it may differ a little from the row's.
            double at = (double)last / _length;
            if (voltage > 0)
            {
                var course = new Parabola(_now.Voltage, _seenMiddle.Voltage, _seenEnd.Voltage);
                double left = at >= 0 ? course.At(at) : _rowVoltage;
                next = Math.Min(next, Leaves(in course, left, voltage, from));
            }
            if (current > 0)
            {
                var course = new Parabola(_now.Current, _seenMiddle.Current, _seenEnd.Current);
                double left = at >= 0 ? course.At(at) : _rowCurrent;
                next = Math.Min(next, Leaves(in course, left, current, from));
            }
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
    /// When (ns from the step's start) a course first lies so far from a value, not before a fraction of the step.
    /// </summary>
    private long Leaves(in Parabola course, double value, double distance, double from)
    {
        if (from > 1)
            return MachineTime.Never;
        if (Math.Abs(course.At(from) - value) >= distance)
            return (long)(from * _length);
        double first = Math.Min(course.First(value + distance, from), course.First(value - distance, from));
        return first <= 1 ? (long)(first * _length) : MachineTime.Never;
    }
}
