namespace CellDsl.Runtime.Execution;

/// <summary>The parabola through a step's start, middle and end; its argument runs from 0 to 1.</summary>
internal readonly struct Parabola(double start, double middle, double end)
{
    private readonly double _a = start;
    private readonly double _b = -3 * start + 4 * middle - end;
    private readonly double _c = 2 * (start - 2 * middle + end);

    public double At(double x) => _a + x * (_b + x * _c);

    /// <summary>∫₀ˣ.</summary>
    public double Integral(double x) => x * (_a + x * (_b / 2 + x * _c / 3));

    /// <summary>The least argument, not below a bound, at which a value is taken; infinite for none.</summary>
    public double First(double value, double from)
    {
        double offset = _a - value;
        double discriminant = _b * _b - 4 * _c * offset;
        if (!(discriminant >= 0))
            return double.PositiveInfinity;
        double q = -0.5 * (_b + Math.CopySign(Math.Sqrt(discriminant), _b));
        double one = q / _c;
        double two = offset / q;
        if (!(one >= from))
            one = double.PositiveInfinity;
        if (!(two >= from))
            two = double.PositiveInfinity;
        return Math.Min(one, two);
    }
}
