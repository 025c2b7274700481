namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>Time: what a step begins with, keeps and is off by.</summary>
public partial struct PorousElectrode
{
    // What the voltage may be off after one step, V.
    private const double Tolerance = 4e-5;

    public void Advance(double seconds)
    {
        if (seconds <= 0)
            return;
        if (!_heat.Rests)
        {
            double end = _heat.After(seconds, _heat.Power);
            Warm(0.5 * (_heat.Temperature + end), end);
        }
        _control.Advance(seconds);
        var room = PorousScratch.OfThread;
        var differences = Begin(seconds, room);
        _negative.Prepare(
            seconds,
            _timeNegative,
            room.Negative.Offset.AsSpan(0, _grid.Negative.Count),
            out var negative
        );
        _positive.Prepare(
            seconds,
            _timePositive,
            room.Positive.Offset.AsSpan(0, _grid.Positive.Count),
            out var positive
        );
        Guess(seconds, _grid.Negative, in _negative, room.Negative);
        Guess(seconds, _grid.Positive, in _positive, room.Positive);
        var gains = (negative.Gain * _grid.Negative.Rate, positive.Gain * _grid.Positive.Rate);
        if (!Solve(room, differences.Implicit, gains))
        {
            StepError = double.NaN;
            return;
        }
        double error =
            ErrorOf(room.Negative, _grid.Negative, in _negative, negative.Gain, seconds)
            + ErrorOf(room.Positive, _grid.Positive, in _positive, positive.Gain, seconds)
            + 2 * _thermalVoltage * TakeSalt(seconds, differences, room);
        double root = Math.Cbrt(error / Tolerance);
        // The error is of third order, and the loop takes it for one of second.
        StepError = root * root;
        _negative.Take(in negative, room.Negative.Rates.AsSpan(0, _grid.Negative.Count));
        _positive.Take(in positive, room.Positive.Rates.AsSpan(0, _grid.Positive.Count));
        (_secondsEarlier, _secondsBefore) = (_secondsBefore, seconds);
        if (_heat.IsOwn || !_heat.Rests)
            _heat.Advance(seconds, Power);
    }

    /// <summary>Weights of a salt's concentration now, before and its rate now, and of its rate at the end.</summary>
    private readonly record struct Differences(double Now, double Before, double Rate, double Implicit);

    /// <summary>What is known of the salt at the step's end, and a guess of it.</summary>
    private Differences Begin(double seconds, PorousScratch room)
    {
        var weights = new Differences(1, 0, 0.5 * seconds, 0.5 * seconds);
        if (_secondsBefore > 0)
        {
            double ratio = seconds / _secondsBefore;
            double divisor = 1 / (1 + 2 * ratio);
            weights = new(
                (1 + ratio) * (1 + ratio) * divisor,
                -ratio * ratio * divisor,
                0,
                seconds * (1 + ratio) * divisor
            );
        }
        Span<double> salt = _salt;
        for (int k = 0; k < _grid.Grid.Count; k++)
        {
            room.Known[k] =
                weights.Now * salt[k] + weights.Before * _saltBefore[k] + weights.Rate * _saltRate[k];
            salt[k] = Math.Max(0.2 * salt[k], salt[k] + seconds * _saltRate[k]);
        }
        return weights;
    }

    /// <summary>Guesses what enters the electrolyte at the step's end: rates go on as they went so far.</summary>
    private readonly void Guess(
        double seconds,
        PorousGrid.Side side,
        in ParticleField particles,
        PorousScratch.Electrode room
    )
    {
        double ahead = _secondsBefore > 0 ? seconds / _secondsBefore : 0;
        double ofRate = 1 / side.Rate;
        for (int k = 0; k < side.Count; k++)
            room.Enters[k] =
                ofRate * (particles.Rate[k] + ahead * (particles.Rate[k] - particles.RateBefore[k]));
    }

    /// <summary>Keeps the salt at the step's end; what its logarithm is off by at most.</summary>
    private double TakeSalt(double h, Differences weights, PorousScratch room)
    {
        double p = _secondsBefore;
        double inverse = 1 / weights.Implicit;
        double ofNow = 1 / weights.Now;
        double worst = 0;
        Span<double> salt = _salt;
        Span<double> before = _saltBefore;
        Span<double> rate = _saltRate;
        for (int k = 0; k < _grid.Grid.Count; k++)
        {
            double now = (room.Known[k] - weights.Before * before[k] - weights.Rate * rate[k]) * ofNow;
            double end = (salt[k] - room.Known[k]) * inverse;
            // By how much the slope at the step's start misses the one it was taken for: a third difference.
            double miss =
                p > 0
                    ? (p * (salt[k] - now) / h + h * (now - before[k]) / p) / (h + p) - rate[k]
                    : end - rate[k];
            worst = Math.Max(worst, Math.Abs(miss) / salt[k]);
            before[k] = now;
            rate[k] = end;
        }
        double perMiss =
            p > 0 ? h * h * (h + p) * (h + p) / ((2 * h + p) * p * (h + p + _secondsEarlier)) : h / 6;
        return worst * perMiss;
    }

    /// <summary>What the potential is off by, V, because rates do not run straight: the mean over the electrode.</summary>
    private readonly double ErrorOf(
        PorousScratch.Electrode room,
        PorousGrid.Side side,
        in ParticleField particles,
        double gain,
        double h
    )
    {
        double p = _secondsBefore;
        double weight = p > 0 ? h * h / (3 * (h + p)) : h / 6;
        double sum = 0;
        for (int k = 0; k < side.Count; k++)
        {
            double bend = (room.Rates[k] - particles.Rate[k]) / h;
            if (p > 0)
                bend -= (particles.Rate[k] - particles.RateBefore[k]) / p;
            sum += Math.Abs(bend * room.Slope[k]);
        }
        return sum / side.Count * weight * gain;
    }

    /// <summary>Solves for the currents at this very moment, the particles and the salt as they are.</summary>
    private void Jump()
    {
        var room = PorousScratch.OfThread;
        int count = _grid.Grid.Count;
        ((ReadOnlySpan<double>)_salt)[..count].CopyTo(room.Known);
        var gains = Stand(room);
        Guess(0, _grid.Negative, in _negative, room.Negative);
        Guess(0, _grid.Positive, in _positive, room.Positive);
        bool solved = Solve(room, 0, gains);
        if (solved && _control.LimitTo(_current))
            solved = Solve(room, 0, gains);
        StepError = solved ? 0 : double.NaN;
        if (!solved)
            Voltage = double.NaN;
        _negative.Jump(room.Negative.Rates.AsSpan(0, _grid.Negative.Count));
        _positive.Jump(room.Positive.Rates.AsSpan(0, _grid.Positive.Count));
        (_secondsBefore, _secondsEarlier) = (0, 0);
        double flux = 0;
        for (int k = 0; k < count; k++)
        {
            double next =
                k + 1 < count
                    ? _diffusionFactor
                        * (_salt[k] - _salt[k + 1])
                        / (room.Diffusion[k] + room.Diffusion[k + 1])
                    : 0;
            double enters = _ionic[k] - (k > 0 ? _ionic[k - 1] : 0);
            _saltRate[k] = (flux - next) * _grid.PerVolume[k] + _grid.PerCurrent[k] * enters;
            flux = next;
        }
        _heat.Power = Power;
    }

    /// <summary>Prepares the particles for this very moment; by how much a surface moves with the current, m²/A.</summary>
    private readonly (double Negative, double Positive) Stand(PorousScratch room)
    {
        var ofNegative = room.Negative.Offset.AsSpan(0, _grid.Negative.Count);
        var ofPositive = room.Positive.Offset.AsSpan(0, _grid.Positive.Count);
        _negative.Prepare(0, _timeNegative, ofNegative, out var negative);
        _positive.Prepare(0, _timePositive, ofPositive, out var positive);
        return (negative.Gain * _grid.Negative.Rate, positive.Gain * _grid.Positive.Rate);
    }
}
