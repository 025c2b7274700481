using System.Globalization;
using System.Text;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Compiler.Exchange.Exporting;

/// <summary>A plan as a procedure to read: what to weigh and do in order, what to build and run, what is open.</summary>
public static class ProcedureMarkdown
{
    public static string Write(Plan plan, string title)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {title}\n\nSource: sha256 `{plan.SourceHash}`, edition {plan.Edition}.\n"
        );
        foreach (var experiment in plan.Experiments)
            Experiment(text, experiment);
        Open(text, plan);
        return text.ToString();
    }

    private static void Experiment(StringBuilder text, PlanExperiment experiment)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {experiment.Name}\n");
        foreach (var point in experiment.Points)
        {
            var operations = experiment.Operations.Where(operation => operation.Point == point.Id).ToList();
            var cells = experiment.Cells.Where(cell => cell.Point == point.Id).ToList();
            var runs = experiment.Runs.Where(run => run.Point == point.Id).ToList();
            if (operations.Count + cells.Count + runs.Count == 0)
                continue;
            if (point.Settings.Count > 0)
                text.Append("\n### ")
                    .Append(
                        string.Join(
                            ", ",
                            point.Settings.Select(setting => $"{setting.Name} = {Spelled(setting.Value)}")
                        )
                    )
                    .Append('\n');
            text.Append('\n');
            for (int i = 0; i < operations.Count; i++)
                Operation(text, operations[i], i + 1);
            foreach (var cell in cells)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- Build `{cell.Id}`: {string.Join(", ", cell.Electrodes.Select(Electrode))}.\n"
                );
            foreach (var run in runs)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- {OneLine(run.Text)} (`{run.Id}` on `{run.Cell}`).\n"
                );
        }
    }

    private static void Operation(StringBuilder text, PlanOperation operation, int number)
    {
        string first = operation.Program.Count > 0 ? operation.Text.Split('{')[0] : operation.Text;
        text.Append(CultureInfo.InvariantCulture, $"{number}. {OneLine(first)}\n");
        if (operation.Weighings.Count > 0)
        {
            text.Append("\n   | reagent | formula | mass (g) |\n   |---|---|---|\n");
            foreach (var weighing in operation.Weighings)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"   | {weighing.Reagent} | {weighing.Formula ?? ""} | {Grams(weighing.Mass)} |\n"
                );
            text.Append('\n');
        }
        foreach (var segment in operation.Program)
            text.Append("   - ").Append(OneLine(segment.Text)).Append('\n');
    }

    private static void Open(StringBuilder text, Plan plan)
    {
        if (plan.Holes.Count > 0)
            text.Append("\n## Left open\n\n");
        foreach (var hole in plan.Holes)
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {hole.What} ({hole.Source.Path}:{hole.Source.Line})\n"
            );
        if (plan.Assumptions.Count > 0)
            text.Append("\n## Assumed\n\n");
        foreach (var assumed in plan.Assumptions)
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {assumed.What}: {assumed.Value}{(assumed.Why is null ? "" : $", because: {assumed.Why}")} ({assumed.Source.Path}:{assumed.Source.Line})\n"
            );
    }

    private static string Electrode(PlanElectrode electrode) =>
        $"{electrode.Role} {electrode.Sample ?? electrode.Material ?? "unspecified"}";

    private static string Grams(PlanRange mass) =>
        mass.Exact is { } exact ? Rounded(exact)
        : mass is { Low: { } low, High: { } high } ? $"{Rounded(low)} to {Rounded(high)}"
        : "unspecified";

    private static string Rounded(Rational grams) =>
        grams.ToDouble().ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Spelled(PlanValue value) =>
        value.Bare switch
        {
            PlanValue.Quantity quantity => quantity.Spelling,
            PlanValue.Number number => number.Value.ToString(),
            PlanValue.Symbol symbol => symbol.Name,
            PlanValue.Text said => said.Value,
            PlanValue.Hole => "unspecified",
            _ => "…",
        };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
