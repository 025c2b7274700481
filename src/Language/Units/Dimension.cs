using System.Text;

namespace CellDsl.Language.Units;

/// <summary>The base quantities of the SI that a battery laboratory uses.</summary>
public enum BaseDimension
{
    Mass,
    Length,
    Time,
    Current,
    Temperature,
    Amount,
}

/// <summary>
/// A product of powers of the base quantities. Exponents are twelfths, so that square, cube and fourth roots stay
/// exact; six ten-bit lanes in one word make equality and multiplication single instructions. An exponent beyond ±42, or a
/// root that is no twelfth, gives <see cref="OutOfRange"/>, which stays so under every operation.
/// </summary>
public readonly record struct Dimension
{
    private const int Lane = 10;
    private const int Twelfths = 12;
    private const ulong Lanes = (1UL << 60) - 1;
    private const ulong Broken = 1UL << 63;

    // The top bit of every lane: where a carry must not cross into the neighbour.
    private const ulong Signs = 0x0802_0080_2008_0200;

    private readonly ulong _lanes;

    private Dimension(ulong lanes) => _lanes = lanes;

    public static Dimension None => default;
    public static Dimension Mass { get; } = Base(BaseDimension.Mass);
    public static Dimension Length { get; } = Base(BaseDimension.Length);
    public static Dimension Time { get; } = Base(BaseDimension.Time);
    public static Dimension Current { get; } = Base(BaseDimension.Current);
    public static Dimension Temperature { get; } = Base(BaseDimension.Temperature);
    public static Dimension Amount { get; } = Base(BaseDimension.Amount);

    /// <summary>The result of a power that no quantity of a laboratory has.</summary>
    public static Dimension OutOfRange => new(Broken);

    public bool IsNone => _lanes == 0;

    public bool IsOutOfRange => (_lanes & Broken) != 0;

    public Rational this[BaseDimension dimension] => Rational.Of(Exponent((int)dimension), Twelfths);

    public static Dimension operator *(Dimension left, Dimension right)
    {
        var (a, b) = (left._lanes, right._lanes);
        if (((a | b) & Broken) != 0)
        {
            return OutOfRange;
        }

        var sum = ((a & ~Signs) + (b & ~Signs)) ^ ((a ^ b) & Signs);
        return ((a ^ sum) & (b ^ sum) & Signs) == 0 ? new(sum) : OutOfRange;
    }

    public static Dimension operator /(Dimension left, Dimension right) => left * right.Power(-1);

    /// <summary>This dimension to the power n/d.</summary>
    public Dimension Power(int n, int d = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(d);
        if (IsOutOfRange)
        {
            return this;
        }

        var lanes = 0UL;
        for (var i = 0; i < 6; i++)
        {
            var scaled = (long)Exponent(i) * n;
            if (scaled % d != 0 || scaled / d is > 511 or < -512)
            {
                return OutOfRange;
            }

            lanes |= ((ulong)(scaled / d) & 0x3FF) << (i * Lane);
        }

        return new(lanes & Lanes);
    }

    public Dimension Root(int degree) => Power(1, degree);

    /// <summary>As <c>mass · length² · time⁻³ · current⁻¹</c>; a pure number is <c>1</c>.</summary>
    public override string ToString()
    {
        if (IsOutOfRange)
        {
            return "too high a power";
        }

        if (IsNone)
        {
            return "1";
        }

        var text = new StringBuilder();
        for (var i = 0; i < 6; i++)
        {
            var exponent = this[(BaseDimension)i];
            if (exponent.IsZero)
            {
                continue;
            }

            text.Append(text.Length == 0 ? "" : " · ").Append(Word((BaseDimension)i));
            text.Append(Superscript.Power(exponent));
        }

        return text.ToString();
    }

    private static Dimension Base(BaseDimension dimension) => new((ulong)Twelfths << ((int)dimension * Lane));

    private static string Word(BaseDimension dimension) =>
        dimension switch
        {
            BaseDimension.Mass => "mass",
            BaseDimension.Length => "length",
            BaseDimension.Time => "time",
            BaseDimension.Current => "current",
            BaseDimension.Temperature => "temperature",
            _ => "amount",
        };

    private int Exponent(int lane)
    {
        var bits = (int)(_lanes >> (lane * Lane)) & 0x3FF;
        return bits >= 512 ? bits - 1024 : bits;
    }
}
