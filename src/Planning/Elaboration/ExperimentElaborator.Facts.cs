using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    /// <summary>The positive electrode counts: its mass, its area, its capacity.</summary>
    private PlanCellFacts Facts(
        ElectrodePart? working,
        ElectrodePart? counter,
        ElectrodePart? reference,
        PropertyBag bag,
        Frame frame
    )
    {
        var mass = working?.ActiveMass ?? Figure.Missing("positive electrode", "kg");
        var specific = working is null
            ? Figure.Missing("positive electrode", "A·s/kg")
            : SpecificCapacity(working);
        var theoretical = Figure.Product(mass, specific, "A·s", "active mass · specific capacity");
        return new(
            mass,
            working?.CompositeMass ?? Figure.Missing("positive electrode", "kg"),
            working?.Area ?? Figure.Missing("positive electrode", "m²"),
            specific,
            theoretical,
            NominalCapacity(bag, frame, mass, theoretical),
            CounterPotential(counter),
            Limits(bag.Find("limits")?.Block, mass, frame),
            reference is not null && CounterPotential(reference).Value is { IsZero: false } potential
                ? potential
                : null
        );
    }

    private PlanFigure NominalCapacity(PropertyBag bag, Frame frame, PlanFigure mass, PlanFigure theoretical)
    {
        if (bag.ValueOf("nominal_capacity") is not { } value)
            return theoretical with { From = "theoretical capacity, as none is stated" };
        var stated = Evaluate(value, frame, "nominal capacity");
        bool isSpecific =
            stated is Datum.Known { Kind.Dimension: var dimension }
            && dimension == Kinds.SpecificCapacity.Dimension;
        var figure = Figure.Of(stated, "nominal capacity", isSpecific ? "A·s/kg" : "A·s");
        return isSpecific ? Figure.Product(figure, mass, "A·s", "stated per mass · active mass") : figure;
    }

    private PlanLimits Limits(PropertyBag? block, PlanFigure mass, Frame frame)
    {
        var (lowVoltage, highVoltage) = Bounds(block?.ValueOf("voltage"), frame);
        var (lowTemperature, highTemperature) = Bounds(block?.ValueOf("temperature"), frame);
        var current = block?.ValueOf("current");
        var ratio = current is null ? null : ProgrammedRatio(current.Bare, frame);
        var highCurrent = ratio is null ? Bounds(current, frame).High : null;
        var (lowPressure, highPressure) = Bounds(block?.ValueOf("pressure"), frame);
        return new(
            lowVoltage,
            highVoltage,
            lowTemperature,
            highTemperature,
            highCurrent,
            ratio,
            lowPressure,
            highPressure,
            HighestCapacity(block?.ValueOf("capacity"), mass, frame)
        );
    }

    /// <summary>A·s; a limit per mass is one on the active mass of this cell.</summary>
    private Rational? HighestCapacity(BoundExpression? limit, PlanFigure mass, Frame frame)
    {
        var most = Bounds(limit, frame).High;
        var kind = ((limit?.Bare as BoundLimit)?.Value ?? limit)?.Type
            is Language.Semantics.Types.QuantityType { Single: { } single }
            ? single
            : Kinds.Charge;
        return kind.Dimension == Kinds.SpecificCapacity.Dimension ? most * mass.Value : most;
    }

    private (Rational? Low, Rational? High) Bounds(BoundExpression? expression, Frame frame)
    {
        if (expression is null)
            return (null, null);
        return Evaluate(expression, frame, "a limit").Plan.Bare switch
        {
            PlanValue.Interval range => (range.Low?.Si, range.High?.Si),
            var value => (null, value.Si),
        };
    }

    /// <summary>The factor in <c>below 2 * programmed</c>; null where the bound is not one on the programmed current.</summary>
    private Rational? ProgrammedRatio(BoundExpression expression, Frame frame)
    {
        switch (expression)
        {
            case BoundLimit limit:
                return ProgrammedRatio(limit.Value.Bare, frame);
            case BoundObservable { Observable: Observable.Programmed }:
                return Rational.One;
            case BoundOf { Role: OfRole.Scale } scale
                when ProgrammedRatio(scale.Right.Bare, frame) is { } whole:
                return Evaluate(scale.Left, frame).Si * whole;
            case BoundProduct product
                when product.Factors.Any(factor => factor.Value.Bare is BoundObservable && !factor.IsInverse):
                Rational? ratio = Rational.One;
                foreach (
                    var factor in product.Factors.Where(factor => factor.Value.Bare is not BoundObservable)
                )
                {
                    var value = Evaluate(factor.Value, frame).Si;
                    ratio =
                        factor.IsInverse && value is { IsZero: false } divisor
                            ? ratio / divisor
                            : ratio * value;
                }
                return ratio;
            default:
                return null;
        }
    }
}
