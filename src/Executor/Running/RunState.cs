using CellDsl.Executor.Journal;
using CellDsl.Executor.Records;
using CellDsl.Runtime.Loading;

namespace CellDsl.Executor.Running;

/// <summary>How a run stands, as its journal says, whoever runs it.</summary>
/// <param name="Words">As <c>running</c>, <c>asks q1</c>, <c>down</c>.</param>
/// <param name="RunTime">ns.</param>
/// <param name="Step">Text of the step that runs, of the first channel that has one; null where none does.</param>
public sealed record RunState(
    string Folder,
    string Experiment,
    string Words,
    bool IsAlive,
    bool IsOver,
    bool Paused,
    long RunTime,
    int Cycle,
    string? Step,
    IReadOnlyList<Asked> Open
)
{
    /// <exception cref="JournalDamagedException">Its journal is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RunState Look(RunPaths paths)
    {
        bool alive = RunLock.IsTaken(paths);
        using var journal = RunJournal.Look(new SqliteStore(paths.Journal, writes: false));
        var log = new RunLog(journal, _ => { });
        var current = log.Current;
        string words =
            log.Began is null ? "not begun"
            : log.Ended is { Cancelled: true } ? "stopped"
            : log.Ended is not null ? "completed"
            : log.Open.Count > 0 ? $"asks {string.Join(", ", log.Open.Select(q => q.Question))}"
            : log.Paused ? "paused"
            : alive ? "running"
            : "down";
        if (!alive && log.Ended is null && words != "down")
            words += ", down";
        return new(
            paths.Folder,
            log.Began?.Experiment ?? "?",
            words,
            alive,
            log.Ended is not null,
            log.Paused,
            log.LastKnown?.Clock ?? 0,
            current?.Command.Cycle ?? 0,
            current is null || log.Began is null ? null : StepText(paths, log, current),
            [.. log.Open]
        );
    }

    private static string? StepText(RunPaths paths, RunLog log, Standing standing)
    {
        if (log.CurrentRun is not { } run || standing.Command.Step < 0 || !File.Exists(paths.Program))
            return null;
        using var program = ProgramLoader.LoadFile(paths.Program);
        var plan = Planning.Plans.PlanJson.Read(program.Program.Plan);
        var experiment = plan.Experiments.FirstOrDefault(e => e.Name == log.Began?.Experiment);
        var machine = experiment?.Runs.FirstOrDefault(r => r.Id == run)?.Machine;
        return machine is { } index
            ? program.Program.Machines[index].Steps[standing.Command.Step].Text
            : null;
    }
}
