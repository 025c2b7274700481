using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using Microsoft.Extensions.Logging.Abstractions;

if (args is not [var path])
{
    Console.Error.WriteLine("usage: hosting PROGRAM.dll");
    return 2;
}
try
{
    using var loaded = ProgramLoader.LoadFile(path);
    foreach (var experiment in ExperimentRunner.Experiments(loaded.Program))
    {
        var options = new RunOptions(experiment, Folder: null);
        var report = ExperimentRunner.Run(
            loaded.Program,
            options,
            progress: null,
            NullLogger.Instance,
            CancellationToken.None
        );
        foreach (var run in report.Runs)
            Console.WriteLine($"{run.Run.Id}: {run.End.Kind}, {run.Results?.CycleCount ?? 0} cycles");
    }
    return 0;
}
catch (ProgramLoadException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
