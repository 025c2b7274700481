using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Cli.Reports;

/// <summary>What the protocols of an experiment ask for and no model here computes: such conditions never hold.</summary>
internal static class Unmodelled
{
    /// <summary>A line for each, with what follows from it.</summary>
    public static IEnumerable<string> In(PlanResult planned, string experiment)
    {
        var runs = planned
            .Plan.Experiments.Where(each => each.Name == experiment)
            .SelectMany(each => each.Runs);
        var watching = runs.Select(run => planned.Plan.Machines[run.Machine])
            .Where(WatchesPressure)
            .Select(machine => $"`{machine.Name}`")
            .Distinct()
            .ToList();
        if (watching.Count > 0)
            yield return $"not modelled: the pressure on the stack; what {string.Join(", ", watching)} and the cell's limits "
                + "ask of it never holds here";
    }

    private static bool WatchesPressure(PlanMachine machine) =>
        machine.Listing.Any(line => line.Contains("pressure", StringComparison.Ordinal));
}
