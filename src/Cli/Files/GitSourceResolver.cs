using System.Diagnostics;
using System.Text;
using CellDsl.Cli.Hosting;
using CellDsl.Language.Packages;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Files;

/// <summary>Files as they were at a revision of the git repository that holds them; the working tree is not touched.</summary>
internal sealed class GitSourceResolver : ISourceResolver
{
    private const string Restored = PackageLock.RestoredFolder + "/";

    private readonly string _revision;
    private readonly string _root;
    private readonly Dictionary<string, SourceText?> _byPath = [];

    /// <param name="path">A file in the repository, as on the command line.</param>
    public GitSourceResolver(string path, string revision)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        if (revision.StartsWith('-'))
            throw new UserException($"`{revision}` is no git revision", "name a branch, a tag or a commit");
        _root = Git(folder, "rev-parse", "--show-toplevel") is { } root
            ? Encoding.UTF8.GetString(root).Trim()
            : throw new UserException(
                $"`{path}` is not in a git repository",
                "compare two files instead: cell diff OLD NEW"
            );
        if (Git(folder, "rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}") is not { } commit)
            throw new UserException(
                $"git knows no revision `{revision}`",
                "name a branch, a tag or a commit, as in --against HEAD~1"
            );
        _revision = Encoding.UTF8.GetString(commit).Trim();
        Revision = revision;
    }

    public string Revision { get; }

    /// <summary>The text of a file that the command line names, or null where it was not there.</summary>
    public SourceText? Root(string path) => Load(path);

    public SourceText? Resolve(string importingPath, string importPath) =>
        Load(Path.Combine(Path.GetDirectoryName(importingPath) ?? "", importPath));

    private SourceText? Load(string path)
    {
        string within = Path.GetRelativePath(_root, RealPath(path)).Replace('\\', '/');
        if (within.StartsWith("../", StringComparison.Ordinal))
            return null;
        // Restored packages are not under version control; the lock of that revision says which are meant, and their hashes.
        if (within.Contains(Restored, StringComparison.Ordinal))
            return File.Exists(path) ? SourceFiles.Read(path) : null;
        if (!_byPath.TryGetValue(within, out var source))
            _byPath[within] = source = Git(_root, "show", $"{_revision}:{within}") is { } bytes
                ? SourceFiles.Decode(path.Replace('\\', '/'), bytes)
                : null;
        return source;
    }

    /// <summary>Git names its root without symbolic links; the folder of the file may lead through some.</summary>
    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(full);
        if (
            folder is null
            || !Directory.Exists(folder)
            || Git(folder, "rev-parse", "--show-prefix") is not { } prefix
            || Git(folder, "rev-parse", "--show-toplevel") is not { } top
        )
            return full;
        return Path.Combine(
            Encoding.UTF8.GetString(top).Trim(),
            Encoding.UTF8.GetString(prefix).Trim(),
            Path.GetFileName(full)
        );
    }

    /// <summary>What git prints, or null where it fails.</summary>
    private static byte[]? Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start);
            if (process is null)
                return null;
            var error = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            error.Wait();
            return process.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserException("git is not installed", "install git, or compare two files");
        }
    }
}
