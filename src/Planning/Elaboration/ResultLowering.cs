using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;
using Bound = CellDsl.Language.Semantics.Bound;

namespace CellDsl.Planning.Elaboration;

/// <summary>An expectation as one number between two bounds.</summary>
internal sealed record ExpectedBounds(
    ResultExpression Actual,
    ResultExpression? Low,
    ResultExpression? High,
    bool LowStrict,
    bool HighStrict,
    string Unit,
    Rational UnitFactor
);

/// <summary>Turns the condition of an <c>expect</c> into expressions over the results of a run.</summary>
/// <param name="evaluate">Values of everything that is no result.</param>
/// <param name="hasMass">Whether the active mass of every cell in question is known.</param>
internal sealed class ResultLowering(
    Func<BoundExpression, Datum> evaluate,
    DiagnosticBag diagnostics,
    bool hasMass
)
{
    private readonly record struct Value(ResultExpression Code, Kind Kind, bool IsOpen = false);

    public ExpectedBounds? Lower(BoundExpression condition)
    {
        if (Predicted(condition.Bare) is { } prediction)
            return prediction;
        switch (condition.Bare)
        {
            case BoundWithin within:
                return Within(within);
            case BoundRelation relation:
                return Relation(relation);
            case BoundMembership { Set: BoundRange range } membership:
                var (actual, low) = Aligned(Of(membership.Value), Of(range.Low));
                var high = Aligned(Of(membership.Value), Of(range.High)).Bound;
                return Bounds(actual, low.Code, high.Code, UnitOf(range.Low) ?? UnitOf(range.High));
            default:
                diagnostics.Add(
                    Rules.UnknownBeforeRunAt(condition.Location, "how to judge this expectation")
                );
                return null;
        }
    }

    /// <summary>
    /// What is compared with something <c>unspecified</c> is a prediction: a figure without bounds, in the field's unit.
    /// Null where nothing is open.
    /// </summary>
    private ExpectedBounds? Predicted(BoundExpression condition)
    {
        var (figure, target) = condition switch
        {
            BoundWithin within => (within.Value, within.Target),
            BoundRelation { Operator: RelationOperator.Equal } relation => (relation.Left, relation.Right),
            _ => (null, null),
        };
        if (figure is null || target is null || !Of(target).IsOpen)
            return null;
        var actual = Of(figure);
        if (actual.Kind.Dimension == Kinds.Charge.Dimension && !hasMass)
            return new(actual.Code, null, null, false, false, "mAh", Rational.Of(36, 10));
        if (actual.Kind.Dimension == Kinds.Charge.Dimension)
            return new(
                Combine(
                    ArithmeticOperator.Divide,
                    actual.Code,
                    new ResultExpression.Fact(CellFact.ActiveMass)
                ),
                null,
                null,
                false,
                false,
                "mAh/g",
                3600
            );
        var (unit, factor) =
            figure.Bare is BoundFinding finding ? UnitOf(finding.Name)
            : actual.Kind.Dimension.IsNone ? ("%", Rational.Of(1, 100))
            : (SymbolOf(actual.Kind), Rational.One);
        return new(actual.Code, null, null, false, false, unit, factor);
    }

    /// <summary>The field's unit for what measurements find.</summary>
    private static (string Symbol, Rational Factor) UnitOf(string finding) =>
        finding switch
        {
            "specific_area" => ("m²/g", 1000),
            "particle_size" => ("µm", Rational.Of(1, 1_000_000)),
            _ => ("%", Rational.Of(1, 100)),
        };

    private ExpectedBounds Within(BoundWithin within)
    {
        var (actual, target) = Aligned(Of(within.Value), Of(within.Target));
        var tolerance = Of(within.Tolerance);
        var width = within.IsRelative
            ? Combine(ArithmeticOperator.Multiply, tolerance.Code, Magnitude(target.Code))
            : Aligned(target, tolerance).Bound.Code;
        return Bounds(
            actual,
            Combine(ArithmeticOperator.Subtract, target.Code, width),
            Combine(ArithmeticOperator.Add, target.Code, width),
            UnitOf(within.Target)
        );
    }

    private ExpectedBounds? Relation(BoundRelation relation)
    {
        var (actual, bound) = Aligned(Of(relation.Left), Of(relation.Right));
        var unit = UnitOf(relation.Right) ?? UnitOf(relation.Left);
        return relation.Operator switch
        {
            RelationOperator.Less => Bounds(actual, null, bound.Code, unit) with { HighStrict = true },
            RelationOperator.LessOrEqual => Bounds(actual, null, bound.Code, unit),
            RelationOperator.Greater => Bounds(actual, bound.Code, null, unit) with { LowStrict = true },
            RelationOperator.GreaterOrEqual => Bounds(actual, bound.Code, null, unit),
            RelationOperator.Equal => Bounds(actual, bound.Code, bound.Code, unit),
            _ => Refused(relation),
        };
    }

    private ExpectedBounds? Refused(BoundRelation relation)
    {
        diagnostics.Add(Rules.UnknownBeforeRunAt(relation.Location, "how to judge this expectation"));
        return null;
    }

    private static ExpectedBounds Bounds(
        Value actual,
        ResultExpression? low,
        ResultExpression? high,
        Unit? unit
    ) =>
        new(
            actual.Code,
            low,
            high,
            false,
            false,
            unit?.Symbol ?? SymbolOf(actual.Kind),
            unit?.Factor ?? Rational.One
        );

    private static string SymbolOf(Kind kind) => kind.Dimension.IsNone ? "" : SiUnits.Of(kind);

    private Value Of(BoundExpression expression)
    {
        switch (expression.Bare)
        {
            case BoundFigure figure:
                return Figure(figure);
            case BoundFinding finding:
                return new(
                    new ResultExpression.Measured($"{NameOf(finding.Target)}.{finding.Name}"),
                    Lowering.ProtocolLowering.NumberKind(finding.Type) ?? default
                );
            case BoundObservable { Observable: Bound.Observable.Theoretical }:
                return new(new ResultExpression.Fact(CellFact.TheoreticalCapacity), Kinds.Charge);
            case BoundObservable { Observable: Bound.Observable.Nominal }:
                return new(new ResultExpression.Fact(CellFact.NominalCapacity), Kinds.Charge);
            case BoundAbsolute absolute:
                var inside = Of(absolute.Operand);
                return inside with { Code = new ResultExpression.Absolute(inside.Code) };
            case BoundNegation negation:
                var operand = Of(negation.Operand);
                return operand with
                {
                    Code = Combine(ArithmeticOperator.Multiply, Number(Rational.MinusOne), operand.Code),
                };
            case BoundSum sum:
                return sum
                    .Terms.Select(term => (Value: Of(term.Value), term.IsInverse))
                    .Aggregate(
                        new Value(Number(0), default),
                        (total, term) =>
                            new(
                                Combine(
                                    term.IsInverse ? ArithmeticOperator.Subtract : ArithmeticOperator.Add,
                                    total.Code,
                                    term.Value.Code
                                ),
                                term.Value.Kind
                            )
                    );
            case BoundProduct product:
                return product
                    .Factors.Select(factor => (Value: Of(factor.Value), factor.IsInverse))
                    .Aggregate(
                        new Value(Number(1), default),
                        (total, factor) =>
                            new(
                                Combine(
                                    factor.IsInverse
                                        ? ArithmeticOperator.Divide
                                        : ArithmeticOperator.Multiply,
                                    total.Code,
                                    factor.Value.Code
                                ),
                                (
                                    factor.IsInverse
                                        ? KindAlgebra.Divide(total.Kind, factor.Value.Kind)
                                        : KindAlgebra.Multiply(total.Kind, factor.Value.Kind)
                                ).Kind
                            )
                    );
            case BoundOf { Role: OfRole.Scale } scale:
                var (left, right) = (Of(scale.Left), Of(scale.Right));
                return new(
                    Combine(ArithmeticOperator.Multiply, left.Code, right.Code),
                    KindAlgebra.Multiply(left.Kind, right.Kind).Kind
                );
            default:
                var known = evaluate(expression) as Datum.Known;
                if (known is { Si: { } si, Kind: var kind })
                    return new(new ResultExpression.Number(si, Spelling.Of(expression)), kind);
                if (known?.Value.Bare is PlanValue.Hole)
                    return new(Number(0), default, IsOpen: true);
                diagnostics.Add(
                    Rules.UnknownBeforeRunAt(expression.Location, $"`{Spelling.Of(expression)}`")
                );
                return new(Number(0), default);
        }
    }

    private static string NameOf(BoundExpression target) =>
        target.Bare switch
        {
            BoundEntity entity => entity.Symbol.Name,
            BoundLast last => last.Symbol.Name,
            BoundFinding finding => $"{NameOf(finding.Target)}.{finding.Name}",
            BoundIndex index => NameOf(index.Target),
            _ => Spelling.Of(target),
        };

    private Value Figure(BoundFigure figure)
    {
        var kind = Lowering.Figures.KindOf(figure.Figure);
        if (ResultPath.Of(figure.Target) is { Unclear: null } path && Code(path, figure.Figure) is { } code)
            return new(code, kind);
        diagnostics.Add(Rules.UnknownBeforeRunAt(figure.Location, "which result this means"));
        return new(Number(0), kind);
    }

    private static ResultExpression? Code(ResultPath path, Bound.Figure figure)
    {
        if (figure == Bound.Figure.Count && path is { Kind: null, Pass: null })
            return new ResultExpression.CycleCount();
        // `cycle` alone is the last one, as `last charge` is; a whole test is number 0.
        int pass =
            path.Label is null ? 0
            : path.Pass is { Back: null } given ? given.Number
            : -1;
        if (path.Label is not null || path.Kind is null)
            return CycleFigureOf(path.Kind, figure) is { } asked
                ? new ResultExpression.Cycle(pass, asked)
                : null;
        int index = path.Step is { Back: null } step ? step.Number : -1;
        return StepFigureOf(figure) is { } ofStep
            ? new ResultExpression.Step(path.Kind, index, ofStep)
            : null;
    }

    private static CycleFigure? CycleFigureOf(string? kind, Bound.Figure figure) =>
        (kind, figure) switch
        {
            ("charge", Bound.Figure.Capacity) or (null, Bound.Figure.ChargeCapacity) =>
                CycleFigure.ChargeCapacity,
            ("discharge" or null, Bound.Figure.Capacity) or (null, Bound.Figure.DischargeCapacity) =>
                CycleFigure.DischargeCapacity,
            ("charge", Bound.Figure.Energy) or (null, Bound.Figure.ChargeEnergy) => CycleFigure.ChargeEnergy,
            ("discharge" or null, Bound.Figure.Energy) or (null, Bound.Figure.DischargeEnergy) =>
                CycleFigure.DischargeEnergy,
            (null, Bound.Figure.Retention) => CycleFigure.Retention,
            (null, Bound.Figure.Efficiency) => CycleFigure.Efficiency,
            (null, Bound.Figure.EnergyEfficiency) => CycleFigure.EnergyEfficiency,
            (null, Bound.Figure.Time) => CycleFigure.Duration,
            _ => null,
        };

    private static StepFigure? StepFigureOf(Bound.Figure figure) =>
        figure switch
        {
            Bound.Figure.Capacity => StepFigure.Capacity,
            Bound.Figure.Energy => StepFigure.Energy,
            Bound.Figure.Time => StepFigure.Duration,
            Bound.Figure.MeanVoltage => StepFigure.MeanVoltage,
            Bound.Figure.EndVoltage => StepFigure.EndVoltage,
            Bound.Figure.EndCurrent => StepFigure.EndCurrent,
            Bound.Figure.EndTemperature => StepFigure.EndTemperature,
            _ => null,
        };

    /// <summary>An absolute result beside a normalised bound is divided by the cell's mass or area, so that both print in the bound's unit.</summary>
    private static (Value Actual, Value Bound) Aligned(Value actual, Value bound)
    {
        if (Normalisation.Between(bound.Kind, actual.Kind.Dimension) is { } down)
            return (Normalised(actual, down, bound.Kind), bound);
        return Normalisation.Between(actual.Kind, bound.Kind.Dimension) is { } up
            ? (actual, Normalised(bound, up, actual.Kind))
            : (actual, bound);
    }

    private static Value Normalised(Value absolute, Normalisation.Step step, Kind kind) =>
        new(
            Combine(
                step.Divide ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide,
                absolute.Code,
                new ResultExpression.Fact(step.Fact)
            ),
            kind
        );

    private static Unit? UnitOf(BoundExpression expression) =>
        expression.Bare switch
        {
            BoundQuantity { Value.Unit: { Offset.IsZero: true } unit } => unit,
            BoundOf of => UnitOf(of.Left),
            BoundVersus versus => UnitOf(versus.Value),
            _ => null,
        };

    private static ResultExpression.Number Number(Rational value) => new(value, value.ToString());

    private static ResultExpression Magnitude(ResultExpression expression) =>
        expression is ResultExpression.Number number
            ? Number(number.Value.Abs())
            : new ResultExpression.Absolute(expression);

    private static ResultExpression Combine(
        ArithmeticOperator operation,
        ResultExpression left,
        ResultExpression right
    )
    {
        if (
            left is ResultExpression.Number { Value: var a }
            && right is ResultExpression.Number { Value: var b }
        )
        {
            switch (operation)
            {
                case ArithmeticOperator.Add:
                    return Number(a + b);
                case ArithmeticOperator.Subtract:
                    return Number(a - b);
                case ArithmeticOperator.Multiply:
                    return Number(a * b);
                case ArithmeticOperator.Divide when !b.IsZero:
                    return Number(a / b);
            }
        }
        return (operation, left, right) switch
        {
            (ArithmeticOperator.Add, ResultExpression.Number { Value.IsZero: true }, _) => right,
            (ArithmeticOperator.Multiply, ResultExpression.Number { Value: var one }, _)
                when one == Rational.One => right,
            _ => new ResultExpression.Arithmetic(operation, left, right),
        };
    }
}
