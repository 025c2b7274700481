using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace CellDsl.Language.Units;

/// <summary>
/// An exact fraction in lowest terms with a positive denominator. Two machine words while they suffice, big integers
/// beyond: the arithmetic never overflows and never rounds. <c>default</c> is zero.
/// </summary>
public readonly partial struct Rational : IEquatable<Rational>, IComparable<Rational>, IComparable
{
    private readonly long _numerator;

    // One less than the denominator, so that default(Rational) is 0/1.
    private readonly long _denominatorLessOne;
    private readonly Large? _large;

    private sealed record Large(BigInteger Numerator, BigInteger Denominator);

    private Rational(long numerator, long denominator)
    {
        _numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    private Rational(Large large) => _large = large;

    public static Rational Zero => default;

    public static Rational One => new(1, 1);

    public static Rational MinusOne => new(-1, 1);

    public BigInteger Numerator => _large?.Numerator ?? _numerator;

    public BigInteger Denominator => _large?.Denominator ?? Den;

    public int Sign => _large?.Numerator.Sign ?? Math.Sign(_numerator);

    public bool IsZero => _numerator == 0 && _large is null;

    public bool IsInteger => _large is null ? _denominatorLessOne == 0 : _large.Denominator.IsOne;

    private long Den => _denominatorLessOne + 1;

    /// <summary>The fraction <paramref name="numerator"/>/<paramref name="denominator"/> in lowest terms.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Rational Of(long numerator, long denominator) =>
        denominator == 0
            ? throw new DivideByZeroException("A fraction needs a denominator other than zero.")
            : Reduce((Int128)numerator * Math.Sign(denominator), Int128.Abs(denominator));

    /// <inheritdoc cref="Of(long, long)"/>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        divisor = denominator.Sign < 0 ? -divisor : divisor;
        return Lowest(numerator / divisor, denominator / divisor);
    }

    /// <summary>The exact value of a finite double.</summary>
    /// <exception cref="ArgumentException">The value is infinite or not a number.</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("Only a finite number has an exact value.", nameof(value));
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << 52);
        var shift = Math.Max(exponent, 1) - 1075;
        BigInteger signed = bits < 0 ? -mantissa : mantissa;
        return shift >= 0 ? Of(signed << shift, BigInteger.One) : Of(signed, BigInteger.One << -shift);
    }

    public static implicit operator Rational(int value) => new(value, 1);

    public static implicit operator Rational(long value) => new(value, 1);

    public bool TryToInt64(out long value)
    {
        value = _numerator;
        return _large is null && _denominatorLessOne == 0;
    }

    public bool Equals(Rational other) =>
        _numerator == other._numerator
        && _denominatorLessOne == other._denominatorLessOne
        && (ReferenceEquals(_large, other._large) || (_large is not null && _large.Equals(other._large)));

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() =>
        _large?.GetHashCode() ?? HashCode.Combine(_numerator, _denominatorLessOne);

    public int CompareTo(Rational other)
    {
        if (_large is null && other._large is null)
        {
            return Den == other.Den
                ? _numerator.CompareTo(other._numerator)
                : ((Int128)_numerator * other.Den).CompareTo((Int128)other._numerator * Den);
        }

        return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
    }

    int IComparable.CompareTo(object? obj) =>
        obj is Rational other ? CompareTo(other)
        : obj is null ? 1
        : throw new ArgumentException("Only fractions compare with fractions.", nameof(obj));

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    public static Rational Max(Rational left, Rational right) => left >= right ? left : right;

    // Both arguments are already without a common divisor and the denominator is positive.
    private static Rational Lowest(BigInteger numerator, BigInteger denominator) =>
        denominator <= long.MaxValue && numerator >= long.MinValue && numerator <= long.MaxValue
            ? new((long)numerator, (long)denominator)
            : new(new Large(numerator, denominator));

    private static Rational Reduce(Int128 numerator, Int128 denominator)
    {
        if (numerator == Int128.Zero)
        {
            return default;
        }

        var divisor = Divisor(Magnitude(numerator), (UInt128)denominator);
        if (divisor != UInt128.One)
        {
            numerator /= (Int128)divisor;
            denominator /= (Int128)divisor;
        }

        return denominator <= long.MaxValue && numerator >= long.MinValue && numerator <= long.MaxValue
            ? new((long)numerator, (long)denominator)
            : new(new Large(numerator, denominator));
    }

    private static UInt128 Magnitude(Int128 value) => (UInt128)(value < Int128.Zero ? -value : value);

    private static UInt128 Divisor(UInt128 left, UInt128 right)
    {
        while (right > ulong.MaxValue || left > ulong.MaxValue)
        {
            if (right == UInt128.Zero)
            {
                return left;
            }

            (left, right) = (right, left % right);
        }

        return Divisor((ulong)left, (ulong)right);
    }

    private static ulong Divisor(ulong left, ulong right)
    {
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left;
    }
}
