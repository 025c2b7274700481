using CellDsl.Cli.Hosting;
using CellDsl.Executor.Records;

namespace CellDsl.Cli.Live;

/// <summary>Which run a person means: its folder, or its name below <c>runs/</c>.</summary>
internal static class RunChoice
{
    public const string Root = "runs";

    /// <summary>Whether a word names a run rather than a file.</summary>
    public static bool IsRun(string what) => !File.Exists(what) && Path.GetExtension(what) != ".nupkg";

    public static RunPaths Find(string run)
    {
        foreach (string folder in new[] { run, $"{Root}/{run}" })
        {
            var paths = new RunPaths(folder.TrimEnd('/'));
            if (File.Exists(paths.Journal))
                return paths;
        }
        throw new UserException(
            Directory.Exists(run)
                ? $"`{run}` holds no run on the bench: it has no journal"
                : $"there is no run `{run}`",
            "`cell runs` lists those that there are"
        );
    }

    /// <summary>Folders with a journal, below a folder.</summary>
    public static IEnumerable<RunPaths> All(string root) =>
        Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "journal.db", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => new RunPaths((Path.GetDirectoryName(file) ?? root).Replace('\\', '/')))
            : [];
}
