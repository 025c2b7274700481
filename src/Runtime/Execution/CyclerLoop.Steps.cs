using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>Trial steps, and the search for the moment at which a guard changes its sign.</summary>
public sealed partial class CyclerLoop<TMachine, TState, TModel>
{
    private const int NoGuard = -1;
    private const int SwitchGuard = -2;

    private readonly double[] _before = new double[TMachine.Info.GuardCount + 1];
    private double[] _after = new double[TMachine.Info.GuardCount + 1];
    private double[] _low = new double[TMachine.Info.GuardCount + 1];
    private double[] _probe = new double[TMachine.Info.GuardCount + 1];

    // The step under trial: the cell at its start is _model, then in its middle and at its end.
    private long _length;
    private TModel _middle;
    private TModel _end;
    private Observation _seenMiddle;
    private Observation _seenEnd;
    private Tally _tally;

    // Whether a step under trial stands, how far of it is to become real, and whether the machine ticks there.
    private bool _tried;
    private long _moved;
    private bool _ticks;

    // How many steps in a row were taken although the model found them too long.
    private const int MostForced = 20;
    private int _forced;

    // Of the voltage at the last step's end, V/ns; NaN after a jump.
    private double _slope = double.NaN;

    /// <summary>Takes the longest step within the tolerances, at most this many ns.</summary>
    private void TryStep(long length)
    {
        const long Shortest = 1000;
        bool cut = length < _suggested;
        while (true)
        {
            long half = length / 2;
            _middle = _model;
            _middle.Advance(half * 1e-9);
            _end = _middle;
            _end.Advance((length - half) * 1e-9);
            double error = Error(length);
            if (!(error <= 1) && length > Shortest)
            {
                // A NaN shrinks too: the model may find its footing in a shorter step.
                double shrink = error < 1e4 ? Math.Max(0.1, 0.9 / Math.Sqrt(error)) : 0.1;
                length = Math.Max(Shortest, (long)(length * shrink));
                cut = false;
                continue;
            }
            // A corner takes a few steps that are shorter than they should be; a cliff takes all that follow, or leads below
            // zero.
            _forced = error <= 1 ? 0 : _forced + 1;
            if (
                (_forced > MostForced || !(_end.Voltage > 0))
                && (_model.Exhaustion ?? _end.Exhaustion) is { } why
            )
                throw new CellExhaustedException(
                    $"{why} at {_clock.Now / 1e9:0.###} s, in `{StepText(_command.Step)}`: at {_model.Current:0.###} A the "
                        + $"voltage has come to {_model.Voltage:0.###} V and runs away; the cell cannot carry this current on"
                );
            if (_forced > MostForced * MostForced)
                throw new ModelFailedException(
                    $"No step is short enough for the cell model in `{StepText(_command.Step)}` after "
                        + $"{_clock.Now / 1e9:0.###} s, at {_model.Voltage:0.###} V and {_model.Current:0.###} A."
                );
            if (!double.IsFinite(_end.Voltage) || !double.IsFinite(_end.Current))
                throw new ModelFailedException(
                    $"The cell model gave {_end.Voltage} V and {_end.Current} A in `{StepText(_command.Step)}` after "
                        + $"{_clock.Now / 1e9:0} s."
                );
            double growth = Math.Clamp(0.9 / Math.Sqrt(Math.Max(error, 1e-9)), 0.3, 4);
            // A step that was cut by a deadline says nothing against the length that was suggested before it.
            if (!cut || growth < 1)
                _suggested = Math.Max(Shortest, (long)(length * growth));
            _length = length;
            break;
        }
        _seenMiddle = Observe(ref _middle, _clock.Now + _length / 2);
        _seenEnd = Observe(ref _end, _clock.Now + _length);
        _tally = new(_length * 1e-9, in _now, in _seenMiddle, in _seenEnd);
        _tally.AddTo(ref _seenMiddle, 0.5, _middle.Current);
        _tally.AddTo(ref _seenEnd);
    }

    private double Error(long length)
    {
        double voltage = Math.Abs(_middle.Voltage - 0.5 * (_model.Voltage + _end.Voltage));
        double current = Math.Abs(_middle.Current - 0.5 * (_model.Current + _end.Current));
        double scale = Math.Max(Math.Abs(_model.Current), Math.Abs(_end.Current)) + 1e-12;
        double temperature = Math.Abs(_middle.Temperature - 0.5 * (_model.Temperature + _end.Temperature));
        double curvature = Math.Max(
            voltage / _settings.VoltageTolerance,
            Math.Max(
                current / (scale * _settings.CurrentTolerance),
                temperature / _settings.TemperatureTolerance
            )
        );
        // Two bends may cancel in the middle of a step that is far too long: it then starts with another slope than the
        // step before ended with.
        double kink = double.IsNaN(_slope)
            ? 0
            : Math.Abs(4 * _middle.Voltage - 3 * _model.Voltage - _end.Voltage - _slope * length);
        return Math.Max(
            Math.Max(curvature, 0.1 * kink / _settings.VoltageTolerance),
            Math.Max(_middle.StepError, _end.StepError)
        );
    }

    /// <summary>Finds the first guard that changes its sign within the step, and when (ns from its start).</summary>
    private int FindCrossing(out long at)
    {
        int count = Distances(in _now, ref _model, _before);
        long low = 0;
        at = _length / 2;
        Distances(in _seenMiddle, ref _middle, _after);
        if (!Changed(_after, count))
        {
            (low, at) = (at, _length);
            Distances(in _seenEnd, ref _end, _after);
        }
        return Changed(_after, count) ? Locate(low, ref at, count) : NoGuard;
    }

    /// <summary>Distances of the machine's guards, then the model's own.</summary>
    private int Distances(in Observation seen, ref TModel model, double[] distances)
    {
        int count = TMachine.Guards(in _state, in _cell, in seen, distances);
        distances[count] = model.SwitchDistance;
        return count + 1;
    }

    private bool Changed(double[] distances, int count)
    {
        for (int i = 0; i < count; i++)
            if (_before[i] <= 0 != distances[i] <= 0)
                return true;
        return false;
    }

    /// <summary>
    /// Narrows the bracket to the first moment at which some sign has changed: regula falsi, the distances of an end that
    /// stays halved each time (Illinois), and bisection should that not end.
    /// </summary>
    private int Locate(long low, ref long high, int count)
    {
        const int Patience = 24;
        Sample(low, out var model, out var lowSeen);
        Distances(in lowSeen, ref model, _low);
        Sample(high, out model, out var highSeen);
        double weight = 1;
        int moved = 0;
        for (int i = 0; high - low > 1 && !Resolved(high - low, in lowSeen, in highSeen); i++)
        {
            long probe = i < Patience ? Chord(low, high, weight, moved, count) : low + (high - low) / 2;
            Sample(probe, out model, out var seen);
            Distances(in seen, ref model, _probe);
            if (Changed(_probe, count))
            {
                (high, highSeen) = (probe, seen);
                (_probe, _after) = (_after, _probe);
                (weight, moved) = (moved > 0 ? 0.5 * weight : 1, 1);
            }
            else
            {
                (low, lowSeen) = (probe, seen);
                (_probe, _low) = (_low, _probe);
                (weight, moved) = (moved < 0 ? 0.5 * weight : 1, -1);
            }
        }
        for (int i = 0; i < count - 1; i++)
            if (_before[i] <= 0 != _after[i] <= 0)
                return i;
        return SwitchGuard;
    }

    private bool Resolved(long bracket, in Observation low, in Observation high) =>
        bracket <= _settings.EventTime
        && Math.Abs(high.Voltage - low.Voltage) <= _settings.EventVoltage
        && Math.Abs(high.Current - low.Current) <= _settings.EventCurrent;

    /// <summary>
    /// The earliest zero of the chords of the guards that changed, moved by half the wanted width into the longer part, so
    /// that both ends close in.
    /// </summary>
    /// <param name="weight">Of the distances at the end that did not move last.</param>
    /// <param name="moved">1 if that was the low end, -1 the high one, 0 none.</param>
    private long Chord(long low, long high, double weight, int moved, int count)
    {
        double first = 1;
        for (int i = 0; i < count; i++)
        {
            if (_before[i] <= 0 == _after[i] <= 0)
                continue;
            double start = moved > 0 ? weight * _low[i] : _low[i];
            double end = moved < 0 ? weight * _after[i] : _after[i];
            double zero = start / (start - end);
            if (zero < first)
                first = zero;
        }
        long nudge = Math.Max(1, Math.Min(_settings.EventTime / 2, (high - low) / 8));
        long probe = low + (long)(first * (high - low)) + (first < 0.5 ? nudge : -nudge);
        return Math.Clamp(probe, low + 1, high - 1);
    }

    /// <summary>The cell and what is seen of it so many ns into the step under trial.</summary>
    private void Sample(long at, out TModel model, out Observation seen)
    {
        long half = _length / 2;
        if (at < half)
        {
            model = _model;
            if (at > 0)
                model.Advance(at * 1e-9);
        }
        else if (at < _length)
        {
            model = _middle;
            if (at > half)
                model.Advance((at - half) * 1e-9);
        }
        else
            model = _end;
        seen = Observe(ref model, _clock.Now + at);
        if (at == _length)
            _tally.AddTo(ref seen);
        else
            _tally.AddTo(ref seen, (double)at / _length, model.Current);
    }

    /// <summary>Makes the step under trial real up to so many ns.</summary>
    private void Commit(long at)
    {
        if (at == _length)
        {
            _slope = (_now.Voltage - 4 * _seenMiddle.Voltage + 3 * _seenEnd.Voltage) / _length;
            (_model, _now) = (_end, _seenEnd);
        }
        else
        {
            Sample(at, out var model, out var seen);
            (_model, _now, _slope) = (model, seen, double.NaN);
        }
        _clock.MoveTo(_clock.Now + at);
    }
}
