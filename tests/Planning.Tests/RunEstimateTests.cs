using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Tests;

/// <summary>How long a run takes on a cell that passes its theoretical capacity, as planning needs to know.</summary>
public class RunEstimateTests
{
    [Theory]
    // 370 mAh/g at 37 mA/g take 10 h; the capacity computed from vanadium is a little more than 370.
    [InlineData("charge at C/10 until voltage >= 4 V or for 15 h", 10 * 3600)]
    [InlineData("charge at C/10 until voltage >= 4 V or for 2 h", 2 * 3600)]
    [InlineData(
        "repeat 3 times as cycle { charge at C/10 until voltage >= 4 V or for 15 h; rest for 1 h }",
        3 * 11 * 3600
    )]
    [InlineData("repeat 100 times as cycle { rest for 1 h } at most 10 h", 10 * 3600)]
    [InlineData("charge at C/10 until capacity > 0.5 * theoretical or for 15 h", 5 * 3600)]
    [InlineData("hold at 4 V until |current| <= C/50 or for 2 h", 2 * 3600)]
    public void Ends_by_time_and_by_capacity_are_counted(string body, int seconds)
    {
        var plan = Programs.PlanCleanly(
            $"{Programs.Prelude}protocol p on cell {{ {body} }}\nexperiment e {{ run p() on plain() }}\n"
        );
        var experiment = plan.Plan.Experiments[0];
        var estimate = RunEstimate.Of(
            plan.Machines[experiment.Runs[0].Machine],
            experiment.Runs[0],
            experiment.Cells[0]
        );
        Assert.NotNull(estimate);
        Assert.Equal(seconds, estimate.Value.ToDouble(), 1.0);
    }
}
