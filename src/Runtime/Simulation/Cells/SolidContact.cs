using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// How much of a solid electrolyte's contact there is, and how much of it each cycle takes.
/// <list type="bullet">
/// <item>Forming: contacts flatten under pressure as pores close, θ = 1 − exp(−P/P_f), P the highest pressure that the cell
/// has seen (the law of <see cref="Synthesis.Pressing"/>, seen from the contacts).</item>
/// <item>Holding: what the volume change of a cycle opens is pressed shut again but for exp(−P_s/P_h), P_s the stack
/// pressure while it cycles; so much of the electrode's <c>isolation</c> remains.</item>
/// </list>
/// </summary>
/// <param name="Formed">θ; 1 where the model does not ask.</param>
/// <param name="Loss">Of the isolation that remains.</param>
internal sealed record SolidContact(
    double Formed,
    double Loss,
    IReadOnlyList<(string Name, double Value, string Unit)> Pressures
)
{
    /// <summary>Parameters: <c>forming_pressure</c> and <c>holding_pressure</c>, Pa; neither for a liquid electrolyte.</summary>
    /// <exception cref="SimulationException">The model asks for a pressure that nobody states.</exception>
    public static SolidContact Of(
        PlanCell cell,
        PlanExperiment experiment,
        ModelSection section,
        StandIns standIns
    )
    {
        double forming = section.Number("forming_pressure", "Pa", double.NaN);
        double holding = section.Number("holding_pressure", "Pa", double.NaN);
        if (double.IsNaN(forming) && double.IsNaN(holding))
            return new(1, 1, []);
        double stack = Stack(cell, standIns);
        double highest = experiment
            .Operations.Where(o => o.Effect == "press" && o.Inputs.Any(i => i.Sample == cell.Id))
            .Select(o =>
                standIns.Number(
                    o.Arguments.FirstOrDefault(a => a.Name == "pressure")?.Value,
                    $"pressure of {o.Text}",
                    o.Source,
                    o.Verb,
                    "pressure"
                )
            )
            .Append(stack)
            .Max();
        return new(
            double.IsNaN(forming) ? 1 : 1 - Math.Exp(-highest / forming),
            double.IsNaN(holding) ? 1 : Math.Exp(-stack / holding),
            [("pressed_at", highest, "Pa"), ("stack_pressure", stack, "Pa")]
        );
    }

    /// <summary>As stated; of a range its upper bound, which is what a spring or a screw is set to.</summary>
    private static double Stack(PlanCell cell, StandIns standIns) =>
        (cell.StackPressure?.Bare as PlanValue.Interval)?.High?.Si?.ToDouble()
        ?? standIns.Number(
            cell.StackPressure,
            $"stack_pressure of cell {cell.Name}",
            cell.Source,
            cell.Name,
            "stack_pressure"
        );
}
