namespace CellDsl.Language.Units;

public readonly partial record struct Quantity
{
    /// <summary>
    /// The sum, in the left unit; for temperatures point + difference, in the point's unit. Uncertainties add up in the worst
    /// case, since nothing is known of their correlation.
    /// </summary>
    public bool TryAdd(Quantity right, out Quantity sum, out KindFault fault)
    {
        sum = IsBareZero ? right : this;
        if (IsBareZero || right.IsBareZero)
        {
            fault = KindFault.None;
            return true;
        }

        fault = KindAlgebra.Add(Kind, right.Kind).Fault;
        if (fault != KindFault.None)
        {
            return false;
        }

        var unit = right.Kind.IsPoint ? right.Unit : Unit;
        var other = right.Kind.IsPoint ? this : right;
        sum = Of(
            unit,
            (right.Kind.IsPoint ? right.Si : Si) + (other.Value * other.Unit.Factor),
            Spread(right)
        );
        return true;
    }

    /// <summary>
    /// The difference, in the left unit; in kelvin between two temperatures, and from a point less a difference in the
    /// point's unit.
    /// </summary>
    public bool TrySubtract(Quantity right, out Quantity difference, out KindFault fault)
    {
        difference =
            IsBareZero && !right.Kind.IsPoint ? new(-right.Value, right.Unit, right.Uncertainty) : this;
        if ((IsBareZero && !right.Kind.IsPoint) || right.IsBareZero)
        {
            fault = KindFault.None;
            return true;
        }

        var kind = KindAlgebra.Subtract(Kind, right.Kind);
        fault = kind.Fault;
        if (fault != KindFault.None)
        {
            return false;
        }

        var unit = right.Kind.IsPoint ? UnitTable.Kelvin : Unit;
        var taken = right.Kind.IsPoint ? right.Si : right.Value * right.Unit.Factor;
        difference = Of(unit, Si - taken, Spread(right));
        return true;
    }

    /// <summary>The product; a pure number leaves the other unit as it is.</summary>
    public bool TryMultiply(Quantity right, out Quantity product, out KindFault fault)
    {
        product = default;
        var kind = KindAlgebra.Multiply(Kind, right.Kind);
        fault = kind.Fault;
        if (fault != KindFault.None)
        {
            return false;
        }

        var spread = RelativeSpread(right);
        product =
            right.IsScale && kind.Kind == Kind ? Scaled(Value * right.Si, Unit, spread)
            : IsScale && kind.Kind == right.Kind ? Scaled(Si * right.Value, right.Unit, spread)
            : IsScale && right.IsScale ? Scaled(Si * right.Si, Unit.One, spread)
            : Scaled(Value * right.Value, Unit * right.Unit, spread);
        return true;
    }

    public bool TryDivide(Quantity right, out Quantity quotient, out KindFault fault)
    {
        quotient = default;
        fault = right.Si.IsZero ? KindFault.DivisionByZero : KindAlgebra.Divide(Kind, right.Kind).Fault;
        if (fault != KindFault.None)
        {
            return false;
        }

        var spread = RelativeSpread(right);
        if (right.IsScale)
        {
            quotient =
                right.Kind.Tag != Tag.None && right.Kind.Tag == Kind.Tag
                    ? Scaled(Si / right.Si, Unit.One, spread)
                    : Scaled(Value / right.Si, Unit, spread);
            return true;
        }

        var unit = Unit / right.Unit;
        quotient = unit.Kind.IsDimensionless
            ? Scaled(Si / right.Si, Unit.One, spread)
            : Scaled((IsScale ? Si : Value) / right.Value, IsScale ? Unit.One / right.Unit : unit, spread);
        return true;
    }

    /// <summary>As <see cref="TryAdd"/>.</summary>
    /// <exception cref="InvalidOperationException">The operands do not add up to anything.</exception>
    public static Quantity operator +(Quantity left, Quantity right) =>
        left.TryAdd(right, out var sum, out var fault) ? sum : throw Fault(left, "+", right, fault);

    /// <summary>As <see cref="TrySubtract"/>.</summary>
    /// <exception cref="InvalidOperationException">The operands have no difference.</exception>
    public static Quantity operator -(Quantity left, Quantity right) =>
        left.TrySubtract(right, out var difference, out var fault)
            ? difference
            : throw Fault(left, "-", right, fault);

    /// <summary>As <see cref="TryMultiply"/>.</summary>
    /// <exception cref="InvalidOperationException">The operands have no product.</exception>
    public static Quantity operator *(Quantity left, Quantity right) =>
        left.TryMultiply(right, out var product, out var fault)
            ? product
            : throw Fault(left, "·", right, fault);

    /// <summary>As <see cref="TryDivide"/>.</summary>
    /// <exception cref="InvalidOperationException">The operands have no quotient.</exception>
    public static Quantity operator /(Quantity left, Quantity right) =>
        left.TryDivide(right, out var quotient, out var fault)
            ? quotient
            : throw Fault(left, "/", right, fault);

    // A literal's sign belongs to it before the scale shifts: -10 °C is ten degrees below zero.
    public static Quantity operator -(Quantity value) => new(-value.Value, value.Unit, value.Uncertainty);

    private bool IsScale => Kind.IsDimensionless;

    private static Quantity Of(Unit unit, Rational si, Rational? spread) =>
        new(unit.FromSi(si), unit, spread is { } s ? s / unit.Factor : null);

    private Rational? Spread(Quantity right) =>
        Uncertainty is null && right.Uncertainty is null ? null : SiUncertainty + right.SiUncertainty;

    private Rational? RelativeSpread(Quantity right)
    {
        if ((Uncertainty is null && right.Uncertainty is null) || Si.IsZero || right.Si.IsZero)
        {
            return null;
        }

        return (SiUncertainty / Si).Abs() + (right.SiUncertainty / right.Si).Abs();
    }

    private static Quantity Scaled(Rational value, Unit unit, Rational? relative) =>
        new(value, unit, relative is { } r ? (value * r).Abs() : null);

    private static InvalidOperationException Fault(
        Quantity left,
        string sign,
        Quantity right,
        KindFault fault
    ) => new($"{left} {sign} {right} means nothing: {fault}.");
}
