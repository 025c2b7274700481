using CellDsl.Runtime.Execution;

namespace CellDsl.Cli.Rendering;

/// <summary>The progress of an experiment, as the runtime reports it, on the progress line.</summary>
internal sealed class RunProgressLine(ProgressLine line, string experiment) : IProgress<RunProgress>
{
    public void Report(RunProgress value)
    {
        string cycle = value.Cycle > 0 ? $", cycle {value.Cycle}" : "";
        string run = value.Run is { } name ? $": {name}{cycle}" : "";
        line.Report(
            value.Total > 0 ? value.Done / value.Total : 0,
            $"{experiment}, {value.RunsDone} of {value.Total:0} runs done{run}"
        );
    }
}
