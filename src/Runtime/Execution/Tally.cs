using System.Runtime.CompilerServices;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// One accepted step, seen as a current that runs straight between three samples and a power that runs as a parabola
/// through them; both integrate in closed form, each direction for itself.
/// </summary>
internal struct Tally
{
    private double _seconds;
    private double _i0,
        _i1,
        _i2;
    private Parabola _power;

    public Tally(double seconds, in Observation start, in Observation middle, in Observation end)
    {
        _seconds = seconds;
        (_i0, _i1, _i2) = (start.Current, middle.Current, end.Current);
        _power = new(
            start.Voltage * start.Current,
            middle.Voltage * middle.Current,
            end.Voltage * end.Current
        );
    }

    /// <summary>Adds charge and energy of the whole step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddTo(ref Observation sums)
    {
        AddHalf(ref sums, _i0, _i1, 0, 0.5);
        AddHalf(ref sums, _i1, _i2, 0.5, 1);
    }

    /// <summary>
    /// Adds charge and energy up to a fraction of the step at which the cell has a current of its own: it is taken to run
    /// straight up to there, as the cell took it, so that what the cycler counts is what the cell stores.
    /// </summary>
    public readonly void AddTo(ref Observation sums, double fraction, double current)
    {
        if (fraction <= 0.5)
            AddHalf(ref sums, _i0, current, 0, fraction);
        else
        {
            AddHalf(ref sums, _i0, _i1, 0, 0.5);
            AddHalf(ref sums, _i1, current, 0.5, fraction);
        }
    }

    private readonly void AddHalf(ref Observation sums, double from, double last, double start, double end)
    {
        if ((from == 0 && last == 0) || end <= start)
            return;
        if (from * last >= 0)
        {
            Add(ref sums, from + last > 0, from, last, start, end);
            return;
        }
        double zero = start + from / (from - last) * (end - start);
        Add(ref sums, from > 0, from, 0, start, zero);
        Add(ref sums, last > 0, 0, last, zero, end);
    }

    private readonly void Add(
        ref Observation sums,
        bool charging,
        double first,
        double last,
        double start,
        double end
    )
    {
        double charge = 0.5 * (first + last) * (end - start) * _seconds;
        double energy = (_power.Integral(end) - _power.Integral(start)) * _seconds;
        if (charging)
        {
            sums.ChargeIn += charge;
            sums.EnergyIn += energy;
        }
        else
        {
            sums.ChargeOut -= charge;
            sums.EnergyOut -= energy;
        }
    }
}
