namespace CellDsl.TestKit;

/// <summary>The folder of the repository that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>A path below the root, with forward slashes in <paramref name="path"/>.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>Where a source file is now, also when the build has mapped its path (<c>/_/tests/…</c>).</summary>
    public static string SourceFile(string callerPath) =>
        callerPath.StartsWith("/_/", StringComparison.Ordinal)
            ? Path.Combine(Root, callerPath[3..])
            : callerPath;

    /// <summary>Files below the root that are under version control by their place: no build output, no hidden folder.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] folders)
    {
        var roots = folders.Length == 0 ? [Root] : folders.Select(File);
        return roots
            .Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories))
            .Where(file => !IsOutput(Path.GetRelativePath(Root, file)))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// The examples that stand alone. Those of a folder with packages in it, which have to be made and restored first, have
    /// tests of their own.
    /// </summary>
    public static IEnumerable<string> Examples()
    {
        string[] projects =
        [
            .. Files("cell.toml", "examples")
                .Select(file =>
                    Path.GetRelativePath(File("examples"), file).Split(Path.DirectorySeparatorChar)[0]
                )
                .Distinct(),
        ];
        return Files("*.cell", "examples")
            .Where(file =>
                !projects.Contains(
                    Path.GetRelativePath(File("examples"), file).Split(Path.DirectorySeparatorChar)[0]
                )
            );
    }

    private static bool IsOutput(string path) =>
        path.Split(Path.DirectorySeparatorChar)
            .Any(part =>
                part is "artifacts" or "bin" or "obj" or "runs" or "node_modules" or "TestResults"
                || part.StartsWith('.')
            );

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "CellDsl.sln")))
                return at.FullName;
        }
        throw new DirectoryNotFoundException($"no CellDsl.sln above {start}");
    }
}
