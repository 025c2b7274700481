using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Fact = CellDsl.Planning.Machines.CellFact;
using Known = CellDsl.Language.Semantics.Bound.Observable;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    /// <summary>What a hole is called that is met now: the step's verb and parameter.</summary>
    private string? _holeName;

    /// <param name="wanted">The dimension that is asked for, which says what a hole is a hole of.</param>
    private Lowered Value(BoundExpression expression, Dimension? wanted = null)
    {
        switch (expression)
        {
            case BoundQuantity quantity:
                return Lowered.Number(
                    quantity.Value.Si,
                    KindOf(expression) ?? quantity.Value.Kind,
                    Elaboration.Spelling.Of(quantity)
                );
            case BoundAssumed assumed:
                return Value(assumed.Value, wanted);
            case BoundQualified qualified:
                return Value(qualified.Value, wanted);
            case BoundHole hole:
                return Hole(hole, wanted);
            case BoundParameter or BoundLocal:
                return Named(expression, wanted);
            case BoundNegation negation:
                var operand = Value(negation.Operand, wanted);
                return operand with { Code = Code.Negated(operand.Code) };
            case BoundAbsolute absolute:
                var inside = Value(absolute.Operand, wanted);
                return inside with { Code = new MachineExpression.Absolute(inside.Code) };
            case BoundSum sum:
                return Sum(sum, wanted);
            case BoundProduct product:
                return Product(product);
            case BoundPower power:
                return Power(power);
            case BoundOf { Role: OfRole.Scale } scale:
                var (left, right) = (Value(scale.Left), Value(scale.Right));
                return new(
                    Code.Multiply(left.Code, right.Code),
                    KindAlgebra.Multiply(left.Kind, right.Kind).Kind
                );
            case BoundOf basis:
                var value = Value(basis.Left, wanted);
                return KindOf(basis) is { } kind && kind.Dimension == value.Kind.Dimension
                    ? value with
                    {
                        Kind = kind,
                    }
                    : value;
            case BoundVersus versus:
                return AgainstLithium(versus);
            case BoundObservable observable:
                return Observed(observable);
            case BoundFigure figure:
                return Figure(figure);
            case BoundPassNumber when _loops.LastOrDefault(frame => frame.Pass >= 0) is { } frame:
                return new(Code.Slot(frame.Pass), Kinds.Count);
            case BoundPropertyAccess { Value: { } known }:
                return Value(known, wanted);
            case BoundIntrinsic { Function: Intrinsic.Slope or Intrinsic.Mean } windowed:
                return Windowed(windowed, wanted);
            case BoundIntrinsic { Function: Intrinsic.Minimum or Intrinsic.Maximum } extreme:
                return Extreme(extreme, wanted);
            case BoundError:
                return Unknown(wanted);
            default:
                Report(Rules.NotKnownBeforeAt(expression.Location, "this"));
                return Unknown(wanted);
        }
    }

    private static Lowered Unknown(Dimension? wanted) =>
        Lowered.Number(0, new Kind(wanted ?? Dimension.None));

    private static Kind? KindOf(BoundExpression expression) => (expression.Type as QuantityType)?.Single;

    private Lowered Hole(BoundHole hole, Dimension? wanted)
    {
        var key = Key(hole);
        if (_holes.TryGetValue(key, out var known))
            return known;
        var kind = NumberKind(hole.Type) ?? new Kind(wanted ?? Dimension.None);
        return _holes[key] = AddArgument(_holeName ?? "unspecified", new(null, hole, kind));
    }

    private Lowered Named(BoundExpression expression, Dimension? wanted)
    {
        Language.Semantics.Symbols.Symbol symbol = expression is BoundParameter parameter
            ? parameter.Symbol
            : ((BoundLocal)expression).Symbol;
        if (_scope.TryNumber(symbol, out var value))
            return value;
        var (resolved, scope) = _scope.Resolve(expression);
        if (resolved is null || ReferenceEquals(resolved, expression))
        {
            Report(Rules.NotKnownBeforeAt(expression.Location, $"`{symbol.Name}`"));
            return Unknown(wanted);
        }
        var outer = _scope;
        _scope = scope;
        var result = Value(resolved, wanted);
        _scope = outer;
        return result;
    }

    private Lowered Sum(BoundSum sum, Dimension? wanted)
    {
        Lowered? total = null;
        foreach (var term in sum.Terms)
        {
            var value = Value(term.Value, wanted);
            if (total is not { } left)
            {
                total = term.IsInverse ? value with { Code = Code.Negated(value.Code) } : value;
                continue;
            }
            var (first, second) = Aligned(left, value);
            var kind = term.IsInverse
                ? KindAlgebra.Subtract(first.Kind, second.Kind)
                : KindAlgebra.Add(first.Kind, second.Kind);
            total = new(
                term.IsInverse ? Code.Subtract(first.Code, second.Code) : Code.Add(first.Code, second.Code),
                kind.IsFine ? kind.Kind : first.Kind
            );
        }
        return total ?? Unknown(wanted);
    }

    private Lowered Product(BoundProduct product)
    {
        Lowered? total = null;
        foreach (var factor in product.Factors)
        {
            var value = Value(factor.Value);
            if (total is not { } left)
            {
                total = factor.IsInverse
                    ? new(
                        Code.Divide(Code.Number(1), value.Code),
                        KindAlgebra.Divide(Kinds.Ratio, value.Kind).Kind
                    )
                    : value;
                continue;
            }
            total = factor.IsInverse
                ? new(Code.Divide(left.Code, value.Code), KindAlgebra.Divide(left.Kind, value.Kind).Kind)
                : new(Code.Multiply(left.Code, value.Code), KindAlgebra.Multiply(left.Kind, value.Kind).Kind);
        }
        return total ?? Unknown(null);
    }

    private Lowered Power(BoundPower power)
    {
        var value = Value(power.Base);
        var code = Code.Number(1);
        for (int i = 0; i < Math.Min(Math.Abs(power.Exponent), 12); i++)
            code = Code.Multiply(code, value.Code);
        return new(
            power.Exponent < 0 ? Code.Divide(Code.Number(1), code) : code,
            KindAlgebra.Power(value.Kind, power.Exponent).Kind
        );
    }

    /// <summary>What a potential against lithium is less by: the counter electrode's own, or the reference's.</summary>
    private Fact _against = Fact.CounterPotential;

    /// <summary>A value that a potential of one electrode is compared with: that is measured against the reference.</summary>
    private Lowered ComparedWith(BoundExpression value, BoundExpression other)
    {
        _against = other.Bare
            is BoundObservable { Observable: Known.NegativePotential or Known.PositivePotential }
            ? Fact.ReferencePotential
            : Fact.CounterPotential;
        var lowered = Value(value, DimensionOf(other));
        _against = Fact.CounterPotential;
        return lowered;
    }

    private Lowered AgainstLithium(BoundVersus versus)
    {
        var value = Value(versus.Value);
        // A reference whose own potential against lithium is declared: `0.2 V vs silver`.
        if (
            versus.Reference is not ("Li" or "lithium")
            && versus.Material is { } reference
            && Elaboration.Materials.PotentialOf(reference) is { } shift
        )
        {
            var absolute = Code.Add(value.Code, Code.Number(shift));
            return new(Code.Subtract(absolute, Code.Fact(_against)), Kinds.Voltage);
        }
        if (versus.Reference is not ("Li" or "lithium"))
        {
            Report(Rules.UnknownReferenceAt(versus.Location, versus.Reference));
            return value;
        }
        return new(Code.Subtract(value.Code, Code.Fact(_against)), Kinds.Voltage);
    }

    private Lowered Observed(BoundObservable observable)
    {
        switch (observable.Observable)
        {
            case Known.Voltage or Known.CellPotential:
                return new(Code.Observed(Observable.Voltage), Kinds.Voltage);
            case Known.Current:
                return new(Code.Observed(Observable.Current), Kinds.Current);
            case Known.Temperature:
                return new(Code.Observed(Observable.Temperature), Kinds.Temperature);
            case Known.Time:
                return new(Code.Observed(Observable.StepTime), Kinds.Time);
            case Known.Capacity:
                return new(Code.Observed(Observable.StepCapacity), Kinds.Charge);
            case Known.Energy:
                return new(Code.Observed(Observable.StepEnergy), Kinds.Energy);
            case Known.Power:
                return new(
                    Code.Multiply(Code.Observed(Observable.Voltage), Code.Observed(Observable.Current)),
                    Kinds.Power
                );
            case Known.Resistance:
                return new(
                    Code.Divide(Code.Observed(Observable.Voltage), Code.Observed(Observable.Current)),
                    Kinds.Resistance
                );
            case Known.StateOfCharge:
                var (state, start) = StateOfCharge();
                var passed = Code.Subtract(
                    Code.Subtract(Code.Observed(Observable.ChargeIn), Code.Observed(Observable.ChargeOut)),
                    Code.Slot(start)
                );
                return new(
                    Code.Add(Code.Slot(state), Code.Divide(passed, Code.Fact(Fact.NominalCapacity))),
                    Kinds.StateOfCharge
                );
            case Known.Theoretical:
                return new(Code.Fact(Fact.TheoreticalCapacity), Kinds.Charge);
            case Known.Nominal:
                return new(Code.Fact(Fact.NominalCapacity), Kinds.Charge);
            case Known.Measured:
                return new(
                    Code.Slot(LastFigure("discharge", Language.Semantics.Bound.Figure.Capacity)),
                    Kinds.Charge
                );
            case Known.Programmed:
                return new(new MachineExpression.Setpoint(), Kinds.Current);
            case Known.NegativePotential:
                return new(Code.Observed(Observable.NegativePotential), Kinds.Voltage);
            case Known.PositivePotential:
                return new(
                    Code.Add(Code.Observed(Observable.Voltage), Code.Observed(Observable.NegativePotential)),
                    Kinds.Voltage
                );
            case Known.Pressure:
                return new(Code.Observed(Observable.Pressure), Kinds.Pressure);
            default:
                Report(Rules.NotObservableAt(observable.Location, $"`{observable.Syntax.Text.Trim()}`"));
                return Unknown(null);
        }
    }

    /// <summary>The value in the absolute dimension, multiplied by the cell's mass, area or capacity where it is normalised; null where nothing leads there.</summary>
    private MachineExpression? Absolute(Lowered value, Dimension absolute)
    {
        if (value.Kind.Dimension == absolute || value.Constant is { IsZero: true })
            return value.Code;
        if (Normalisation.Between(value.Kind, absolute) is not { } step)
            return null;
        // A rate of the measured capacity: the last discharge, once there is one.
        if (step.Fact == Fact.NominalCapacity && value.Kind.Basis == Basis.MeasuredCapacity)
        {
            int measured = LastFigure("discharge", Language.Semantics.Bound.Figure.Capacity);
            return Code.Multiply(value.Code, Code.Slot(measured));
        }
        return Normalisation.Apply(value.Code, step);
    }

    /// <summary>Two values of one dimension: the normalised one is made absolute.</summary>
    private (Lowered Left, Lowered Right) Aligned(Lowered left, Lowered right)
    {
        if (left.Kind.Dimension == right.Kind.Dimension)
            return (left, right);
        if (Absolute(right, left.Kind.Dimension) is { } second)
            return (left, new(second, left.Kind));
        return Absolute(left, right.Kind.Dimension) is { } first
            ? (new(first, right.Kind), right)
            : (left, right);
    }
}
