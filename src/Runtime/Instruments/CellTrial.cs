using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Runtime.Instruments;

/// <summary>
/// A cell that goes on by error-controlled steps of its own, of which the one that spans the present is looked into and not
/// cut, so that looking changes nothing. A command cuts it, and so does what trips.
/// </summary>
internal sealed class CellTrial<TModel>
    where TModel : struct, ICellModel
{
    private const long Shortest = 1000;

    private readonly LoopSettings _settings;
    private readonly Func<Observation, bool> _trips;

    // At the last step's end; then in the middle and at the end of the step that spans the present.
    private TModel _model;
    private TModel _middle;
    private TModel _end;
    private Observation _now;
    private Observation _seenMiddle;
    private Observation _seenEnd;
    private Tally _tally;
    private long _length;
    private long _suggested;
    private Command _command;

    /// <param name="trips">Whether a step must end where this is first seen.</param>
    public CellTrial(in TModel model, long time, LoopSettings settings, Func<Observation, bool> trips)
    {
        _trips = trips;
        _settings = settings;
        _model = model;
        Time = time;
        var rest = new Command { Temperature = double.NaN, Step = -1 };
        Apply(time, in rest);
    }

    /// <summary>Run time of the last step's end, ns.</summary>
    public long Time { get; private set; }

    /// <summary>What is seen at that time; charge and energy since the beginning.</summary>
    public ref readonly Observation Seen => ref _now;

    public void Apply(long time, in Command command)
    {
        if (time > Time)
        {
            Look(time, out var model, out var seen);
            (_model, _now, Time) = (model, seen, time);
        }
        _model.Apply(in command);
        _command = command;
        Begin();
    }

    /// <summary>Goes on to the end of the step that spans the present if that is not behind a time; false if it is.</summary>
    public bool Next(long time)
    {
        if (_length == 0)
            Try();
        if (Time + _length > time)
            return false;
        (_model, _now, Time) = (_end, _seenEnd, Time + _length);
        _length = 0;
        if (_model.SwitchDistance <= 0)
        {
            _model.Apply(in _command);
            Begin();
        }
        return true;
    }

    /// <summary>The cell at a time within the step that spans the present.</summary>
    public void Look(long time, out TModel model, out Observation seen)
    {
        if (time <= Time)
        {
            (model, seen) = (_model, _now);
            return;
        }
        if (_length == 0)
            Try();
        Sample(Math.Min(time - Time, _length), out model, out seen);
    }

    private void Begin()
    {
        (_suggested, _length) = (_settings.FirstStep, 0);
        Observe(ref _model, Time, ref _now);
    }

    private void Try()
    {
        long length = Math.Min(_suggested, _settings.LongestStep);
        while (true)
        {
            long half = length / 2;
            _middle = _model;
            _middle.Advance(half * 1e-9);
            _end = _middle;
            _end.Advance((length - half) * 1e-9);
            double error = Error();
            if (!(error <= 1) && length > Shortest)
            {
                double shrink = error < 1e4 ? Math.Max(0.1, 0.9 / Math.Sqrt(error)) : 0.1;
                length = Math.Max(Shortest, (long)(length * shrink));
                continue;
            }
            if (!double.IsFinite(_end.Voltage) || !double.IsFinite(_end.Current))
                throw new ModelFailedException($"The cell model gave {_end.Voltage} V and {_end.Current} A.");
            double growth = Math.Clamp(0.9 / Math.Sqrt(Math.Max(error, 1e-9)), 0.3, 4);
            _suggested = Math.Max(Shortest, (long)(length * growth));
            break;
        }
        Take(length);
        if (IsEvent(ref _end, in _seenEnd))
            CutAtEvent();
    }

    private void Take(long length)
    {
        _length = length;
        _seenMiddle = _seenEnd = _now;
        Observe(ref _middle, Time + length / 2, ref _seenMiddle);
        Observe(ref _end, Time + length, ref _seenEnd);
        _tally = new(length * 1e-9, in _now, in _seenMiddle, in _seenEnd);
        _tally.AddTo(ref _seenMiddle, 0.5, _middle.Current);
        _tally.AddTo(ref _seenEnd);
    }

    /// <summary>Whether the cell has stopped following the command in its present manner, or has to be looked at.</summary>
    private bool IsEvent(ref TModel model, in Observation seen) =>
        (model.SwitchDistance <= 0 && _model.SwitchDistance > 0) || _trips(seen);

    private void CutAtEvent()
    {
        long low = 0;
        long high = _length;
        while (high - low > _settings.EventTime)
        {
            long probe = low + (high - low) / 2;
            Sample(probe, out var model, out var seen);
            (low, high) = IsEvent(ref model, in seen) ? (low, probe) : (probe, high);
        }
        high = Math.Max(high, 2);
        _middle = _model;
        _middle.Advance(high / 2 * 1e-9);
        _end = _middle;
        _end.Advance((high - high / 2) * 1e-9);
        Take(high);
    }

    private double Error()
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
        return Math.Max(curvature, Math.Max(_middle.StepError, _end.StepError));
    }

    private void Sample(long at, out TModel model, out Observation seen)
    {
        if (at >= _length)
        {
            (model, seen) = (_end, _seenEnd);
            return;
        }
        long half = _length / 2;
        model = at < half ? _model : _middle;
        long rest = at < half ? at : at - half;
        if (rest > 0)
            model.Advance(rest * 1e-9);
        seen = _now;
        Observe(ref model, Time + at, ref seen);
        _tally.AddTo(ref seen, (double)at / _length, model.Current);
    }

    private static void Observe(ref TModel model, long time, ref Observation seen)
    {
        seen.Time = time;
        seen.WallTime = time;
        seen.Voltage = model.Voltage;
        seen.Current = model.Current;
        seen.Temperature = model.Temperature;
    }
}
