using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Tests;

/// <summary>A small plan that holds every kind of record and value once.</summary>
internal static class PlanSamples
{
    public static readonly SourceRef Place = new("dir/life:2.cell", 14, 30, 15, 2);

    public static PlanValue.Quantity Celsius(int degrees) =>
        new(degrees + Rational.Of(27315, 100), "K", $"{degrees} °C") { Source = Place };

    public static Plan Everything(int temperature = 700)
    {
        var figure = new PlanFigure(Rational.Of(8, 7), "kg", [], "loading × area", true);
        var missing = new PlanFigure(null, "m²", ["diameter of positive"], "π/4 · diameter²", false);
        var values = new List<PlanProperty>
        {
            new("temperature", Celsius(temperature)),
            new("replicates", new PlanValue.Number(3)),
            new("lot", new PlanValue.Text("A\"17\"\n")),
            new("jar", new PlanValue.Symbol("zirconia_jar")),
            new("manual", new PlanValue.Truth(true)),
            new("ramp", new PlanValue.Interval(null, Celsius(900))),
            new("list", new PlanValue.Sequence([new PlanValue.Number(Rational.Of(1, 3))])),
            new(
                "blend",
                new PlanValue.Mixture(
                    [new("LTVO", new PlanValue.Number(9)), new("carbon", new PlanValue.Hole(1))],
                    "mass"
                )
            ),
            new("block", new PlanValue.Group("tube", [new("d", new PlanValue.Hole(1))])),
            new("gas", new PlanValue.Assumed(1, new PlanValue.Symbol("argon")) { Source = Place }),
            new(
                "potential",
                new PlanValue.Quantity(4, "V", "4.0 ± 0.1 V vs Li", Rational.Of(1, 10), "active", "Li")
            ),
        };
        var run = new PlanRun(
            "life#1",
            0,
            "solid#1",
            1,
            "cells",
            1,
            [new("rate", "A", null, 50, CellFact.ActiveMass, false, new PlanValue.Hole(1))],
            "run life() on solid(powder)",
            Place
        );
        ResultExpression expected = new ResultExpression.Arithmetic(
            ArithmeticOperator.Divide,
            new ResultExpression.Step("discharge", 1, StepFigure.Capacity),
            new ResultExpression.Fact(CellFact.ActiveMass)
        );
        var experiment = new PlanExperiment(
            "low_pressure",
            Place,
            7,
            [new(0, null, []), new(1, 0, [.. values])],
            [new("powder#1", "powder", "Powder", "LTVO", [new("LTVO", 1)], new(4, null), "mill#1", 1, Place)],
            [
                new(
                    "mill#1",
                    "mill",
                    "mill",
                    1,
                    "mill blend",
                    Place,
                    [new("blend#1", SampleMode.Takes, PlanRange.Exactly(5))],
                    ["powder#1"],
                    [.. values],
                    [
                        new(
                            "Li2CO3",
                            "Li2CO3",
                            Rational.Of(4, 7),
                            2,
                            new(2, null),
                            new PlanValue.Hole(1),
                            null,
                            Place
                        ),
                    ],
                    [new("ramp", "ramp to 700 °C", [], PlanRange.Unknown, Place)],
                    "planetary_mill",
                    PlanRange.Exactly(3600),
                    new(600, "mix#1", Place)
                ),
            ],
            [
                new(
                    "solid#1",
                    "solid",
                    1,
                    1,
                    [new("positive", null, "sheet", "LTVO", [], figure, missing, missing, null, [], Place)],
                    null,
                    new PlanValue.Interval(null, new PlanValue.Number(1)),
                    null,
                    [],
                    new(
                        figure,
                        missing,
                        missing,
                        figure,
                        figure,
                        missing,
                        figure,
                        new(0, 4, null, null, null, 2)
                    ),
                    Place
                ),
            ],
            [run],
            [
                new(
                    "xrd#1",
                    "xrd",
                    "powder#1",
                    PlanRange.Exactly(0),
                    new PlanValue.Symbol("single_phase"),
                    [],
                    1,
                    Place
                ),
            ],
            [
                new(
                    "discharge[1].capacity within 10 % of 220 mAh/g",
                    Place,
                    ["life#1"],
                    expected,
                    new ResultExpression.Number(712800, "198 mAh/g"),
                    new ResultExpression.Absolute(new ResultExpression.Cycle(-1, CycleFigure.Retention)),
                    false,
                    true,
                    "mAh/g",
                    3600
                ),
                new(
                    "bet.area > 3",
                    Place,
                    [],
                    new ResultExpression.Measured("bet.area"),
                    null,
                    new ResultExpression.CycleCount(),
                    false,
                    false,
                    "",
                    1
                ),
            ],
            []
        );
        return new(
            Plan.CurrentFormat,
            1,
            "00ff",
            [experiment],
            [new("life", Place, [new("rate", "A")], ["start:", "  charge"])],
            [new("m", "electrode", "LTVO", [.. values], Place)],
            [new(1, "speed of ball_mill", Place)],
            [new(1, "gas of heat", "argon", null, Place)],
            [new("CELL5001", "we do this outdoors", Place)]
        );
    }
}
