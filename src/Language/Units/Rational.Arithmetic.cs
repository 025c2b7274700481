using System.Numerics;

namespace CellDsl.Language.Units;

public readonly partial struct Rational
{
    public static Rational operator +(Rational left, Rational right)
    {
        if (left._large is null && right._large is null)
        {
            if (left.Den == right.Den)
            {
                var sum = (Int128)left._numerator + right._numerator;
                return left._denominatorLessOne == 0 && sum >= long.MinValue && sum <= long.MaxValue
                    ? new((long)sum, 1)
                    : Reduce(sum, left.Den);
            }

            return Reduce(
                ((Int128)left._numerator * right.Den) + ((Int128)right._numerator * left.Den),
                (Int128)left.Den * right.Den
            );
        }

        return Of(
            (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator
        );
    }

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator -(Rational value) =>
        value._large is null && value._numerator != long.MinValue
            ? new(-value._numerator, value.Den)
            : Lowest(-value.Numerator, value.Denominator);

    public static Rational operator *(Rational left, Rational right)
    {
        if (left._large is null && right._large is null)
        {
            return left._denominatorLessOne == 0 && right._denominatorLessOne == 0
                ? Whole((Int128)left._numerator * right._numerator)
                : Reduce((Int128)left._numerator * right._numerator, (Int128)left.Den * right.Den);
        }

        return Of(left.Numerator * right.Numerator, left.Denominator * right.Denominator);
    }

    /// <summary>The exact quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational left, Rational right)
    {
        if (right.IsZero)
        {
            throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        }

        if (left._large is null && right._large is null)
        {
            var denominator = (Int128)left.Den * right._numerator;
            var numerator = (Int128)left._numerator * right.Den;
            return denominator < Int128.Zero
                ? Reduce(-numerator, -denominator)
                : Reduce(numerator, denominator);
        }

        return Of(left.Numerator * right.Denominator, left.Denominator * right.Numerator);
    }

    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>One over the value.</summary>
    /// <exception cref="DivideByZeroException">The value is zero.</exception>
    public Rational Reciprocal() => One / this;

    /// <summary>The whole power, negative exponents included.</summary>
    /// <exception cref="DivideByZeroException">Zero to a negative power.</exception>
    public Rational Pow(int exponent)
    {
        if (exponent < 0)
        {
            return Reciprocal().Pow(checked(-exponent));
        }

        var result = One;
        var square = this;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result *= square;
            }

            square = exponent > 1 ? square * square : square;
        }

        return result;
    }

    /// <summary>The greatest whole number that is not above the value.</summary>
    public Rational Floor()
    {
        if (IsInteger)
        {
            return this;
        }

        var quotient = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return Lowest(rest.Sign < 0 ? quotient - 1 : quotient, BigInteger.One);
    }

    /// <summary>The least whole number that is not below the value.</summary>
    public Rational Ceiling() => -(-this).Floor();

    /// <summary>The nearest whole number, ties to even.</summary>
    public Rational Round()
    {
        var floor = Floor();
        var rest = this - floor;
        var half = new Rational(1, 2);
        return rest < half || (rest == half && floor.Numerator.IsEven) ? floor : floor + One;
    }

    /// <summary>The double nearest to the value, ties to even; exact rounding down to the subnormal range.</summary>
    public double ToDouble()
    {
        const long exact = 1L << 53;
        if (_large is null && _numerator is <= exact and >= -exact && Den <= exact)
        {
            return (double)_numerator / Den;
        }

        var magnitude = BigInteger.Abs(Numerator);
        var shift = 66 - (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        var quotient = BigInteger.DivRem(
            shift >= 0 ? magnitude << shift : magnitude,
            shift >= 0 ? Denominator : Denominator << -shift,
            out var rest
        );
        if (!rest.IsZero)
        {
            // A sticky bit far below the last place keeps a remainder from looking like a tie.
            quotient |= BigInteger.One;
        }

        var surplus = (int)quotient.GetBitLength() - 53;
        var mantissa = (long)(quotient >> surplus);
        var dropped = quotient & ((BigInteger.One << surplus) - 1);
        var tie = BigInteger.One << (surplus - 1);
        if (dropped > tie || (dropped == tie && (mantissa & 1) != 0))
        {
            mantissa++;
        }

        return Sign * Math.ScaleB(mantissa, surplus - shift);
    }

    private static Rational Whole(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue
            ? new((long)value, 1)
            : new(new Large(value, BigInteger.One));
}
