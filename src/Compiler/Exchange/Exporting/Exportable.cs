using CellDsl.Compiler.Exchange.Machines;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Exporting;

/// <summary>A protocol bound to a cell: what can be written for a cycler.</summary>
/// <param name="Cell">The declaration of the cell.</param>
/// <param name="Runs">Ids of the runs that are this very program.</param>
public sealed record Exportable(
    string Protocol,
    string Cell,
    IReadOnlyList<string> Runs,
    CyclerProgram Program
)
{
    /// <summary>
    /// All that the runs of a plan would have a cycler do, each once: replicates on cells that are alike are the same
    /// program.
    /// </summary>
    public static IReadOnlyList<Exportable> Of(PlanResult planned)
    {
        var found = new List<Exportable>();
        var known = new Dictionary<object, int>();
        foreach (var experiment in planned.Plan.Experiments)
        {
            var cells = experiment.Cells.ToDictionary(cell => cell.Id);
            foreach (var run in experiment.Runs)
            {
                if (!cells.TryGetValue(run.Cell, out var cell))
                    continue;
                var machine = planned.Machines[run.Machine];
                EquatableList<Language.Units.Rational?> arguments =
                [
                    .. run.Arguments.Select(argument => argument.Value),
                ];
                // What is told apart is what the program is made of, not the replicate.
                object key = (run.Machine, cell.Name, cell.Facts, arguments);
                string id = planned.Plan.Experiments.Count > 1 ? $"{experiment.Name}/{run.Id}" : run.Id;
                if (known.TryGetValue(key, out int at))
                {
                    found[at] = found[at] with { Runs = [.. found[at].Runs, id] };
                    continue;
                }
                known[key] = found.Count;
                var program = MachineReading.Read(
                    machine,
                    ExactCell.Of(cell.Name, cell.Facts),
                    [.. arguments]
                ) with
                {
                    LimitsSource = cell.Source,
                };
                found.Add(new(machine.Name, cell.Name, [id], program));
            }
        }
        return Merged(found);
    }

    // Cells that differ in what no cycler is told are one program as well.
    private static List<Exportable> Merged(List<Exportable> found)
    {
        var merged = new List<Exportable>();
        foreach (var item in found)
        {
            int at = merged.FindIndex(known => known.Cell == item.Cell && known.Program == item.Program);
            if (at < 0)
                merged.Add(item);
            else
                merged[at] = merged[at] with { Runs = [.. merged[at].Runs, .. item.Runs] };
        }
        return merged;
    }
}
