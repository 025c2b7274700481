using System.Globalization;
using System.Text;
using CellDsl.Runtime.Execution;

namespace CellDsl.Executor.Records;

/// <summary>
/// <c>step-sources.csv</c>: where each step is written. A row of data names its step in <c>Step ID</c>; with the run that is in its
/// file's name it leads here, and from here into <c>source/</c>.
/// </summary>
internal static class StepTable
{
    private const string Heading = "run,step_id,kind,text,file,line,column,length\n";

    public static string Of(ExperimentSetup setup)
    {
        var text = new StringBuilder(Heading);
        foreach (var run in setup.Experiment.Runs)
        {
            foreach (var step in setup.Program.Machines[run.Machine].Steps)
                text.AppendJoin(
                        ',',
                        run.Id,
                        step.Id,
                        step.Kind,
                        $"\"{step.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                        step.Place.Path,
                        step.Place.Line.ToString(CultureInfo.InvariantCulture),
                        step.Place.Column.ToString(CultureInfo.InvariantCulture),
                        step.Place.Length.ToString(CultureInfo.InvariantCulture)
                    )
                    .Append('\n');
        }
        return text.ToString();
    }
}
