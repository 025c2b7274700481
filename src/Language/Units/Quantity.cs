namespace CellDsl.Language.Units;

/// <summary>An exact value in the unit in which it was written.</summary>
/// <param name="Uncertainty">Half the width of <c>value ± uncertainty</c>, in the same unit, as a difference.</param>
public readonly partial record struct Quantity(Rational Value, Unit Unit, Rational? Uncertainty = null)
    : IComparable<Quantity>
{
    // Null for the unit of a bare number, so that default(Quantity) is zero and equal to every other bare zero.
    private readonly Unit? _unit = Unit.IsOne ? null : Unit;

    public Unit Unit
    {
        get => _unit ?? Units.Unit.One;
        init => _unit = value.IsOne ? null : value;
    }

    public Quantity(Rational number)
        : this(number, Units.Unit.One) { }

    /// <summary>The value in the coherent SI unit, on the absolute scale for temperatures.</summary>
    public Rational Si => Unit.ToSi(Value);

    /// <summary>The uncertainty in the coherent SI unit; zero where none is stated.</summary>
    public Rational SiUncertainty => (Uncertainty ?? Rational.Zero) * Unit.Factor;

    public Kind Kind => Unit.Kind;

    /// <summary>The value that has this amount of the unit's SI unit.</summary>
    public static Quantity FromSi(Rational si, Unit unit) => new(unit.FromSi(si), unit);

    /// <summary>The same value in another unit of the same dimension.</summary>
    /// <exception cref="InvalidOperationException">The units measure different things.</exception>
    public Quantity In(Unit unit) =>
        unit.Kind.Dimension != Kind.Dimension
            ? throw new InvalidOperationException($"{this} cannot be expressed in {unit}.")
            : new(unit.FromSi(Si), unit, Uncertainty is { } u ? u * Unit.Factor / unit.Factor : null);

    /// <inheritdoc cref="In(Unit)"/>
    public Quantity In(string unit) => In(UnitTable.Parse(unit));

    /// <summary>Reads a number with an optional unit: <c>80.5 °C</c>, <c>2C</c>, <c>100</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity)
    {
        text = text.Trim();
        quantity = default;
        for (var length = text.Length; length > 0; length--)
        {
            if (!char.IsAsciiDigit(text[length - 1]) || !Rational.TryParse(text[..length], out var value))
            {
                continue;
            }

            var rest = text[length..].TrimStart();
            if (rest.IsEmpty)
            {
                quantity = new(value);
                return true;
            }

            if (UnitTable.TryParse(rest, out var unit, out _))
            {
                quantity = new(value, unit);
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var quantity)
            ? quantity
            : throw new FormatException($"`{text}` is not a quantity.");

    /// <summary>Orders quantities that measure the same thing.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public int CompareTo(Quantity other) =>
        TryCompare(other, out var order, out var fault)
            ? order
            : throw new InvalidOperationException($"{this} and {other} cannot be compared: {fault}.");

    public bool TryCompare(Quantity other, out int order, out KindFault fault)
    {
        fault = Fits(KindAlgebra.Compare(Kind, other.Kind), other);
        order = fault == KindFault.None ? Si.CompareTo(other.Si) : 0;
        return fault == KindFault.None;
    }

    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    public override string ToString() => QuantityFormat.Format(this);

    // A bare 0 fits every dimension; nothing else does.
    private KindFault Fits(KindResult result, Quantity other) =>
        result.Fault == KindFault.Dimensions && (IsBareZero || other.IsBareZero)
            ? KindFault.None
            : result.Fault;

    /// <summary>True for a 0 without a unit, which fits every dimension.</summary>
    public bool IsBareZero => Value.IsZero && Unit.IsOne;
}
