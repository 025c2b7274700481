using System.Text;
using CellDsl.Executor.Journal;
using CellDsl.Runtime.Execution;

namespace CellDsl.Executor.Records;

/// <summary>What is written beside data and results when a process leaves a run.</summary>
internal static class RunFiles
{
    /// <param name="events">Entries that <see cref="EventTable"/> tells.</param>
    public static void Write(
        RunPaths paths,
        IReadOnlyList<Entry> events,
        ExperimentSetup setup,
        RunBegan began,
        string head,
        bool simulated
    )
    {
        Text("events.csv", EventTable.Of(events));
        Text("step-sources.csv", StepTable.Of(setup));
        RunCrate.Write(
            paths.Folder,
            began,
            setup.Program.Info.ToolVersion,
            head,
            simulated,
            DateTimeOffset.UtcNow
        );

        void Text(string name, string content) =>
            File.WriteAllText(Path.Combine(paths.Folder, name), content, new UTF8Encoding(false));
    }
}
