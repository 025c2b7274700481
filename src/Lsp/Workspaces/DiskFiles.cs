using System.Collections.Concurrent;
using System.Text;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;

namespace CellDsl.Lsp.Workspaces;

/// <summary>Texts of files that no editor has open, read once until somebody says that they changed.</summary>
public sealed class DiskFiles
{
    /// <summary>As for the command line: what is longer is no procedure.</summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, SourceText?> _texts = new(DocumentUri.PathComparer);

    /// <summary>The text, or null where there is no such file or it cannot be read.</summary>
    public SourceText? Read(string path) => _texts.GetOrAdd(path, Load);

    public void Forget(string path) => _texts.TryRemove(path, out _);

    /// <summary>All procedures below a folder, hidden folders and build output aside; in order of path.</summary>
    public static IReadOnlyList<string> Find(string folder, CancellationToken token)
    {
        var found = new List<string>();
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out string? current))
        {
            token.ThrowIfCancellationRequested();
            try
            {
                foreach (string file in Directory.EnumerateFiles(current, "*.cell"))
                    found.Add(file.Replace('\\', '/'));
                foreach (string inner in Directory.EnumerateDirectories(current))
                {
                    if (!IsSkipped(inner))
                        pending.Push(inner);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder that cannot be read holds nothing for us.
            }
        }
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static bool IsSkipped(string folder)
    {
        string name = Path.GetFileName(folder);
        return name.StartsWith('.')
            || name is "bin" or "obj" or "artifacts" or "node_modules"
            || new DirectoryInfo(folder).LinkTarget is not null;
    }

    private static SourceText? Load(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length > MaximumLength)
                return null;
            using var reader = new StreamReader(path, Encoding.UTF8);
            return new(path, reader.ReadToEnd());
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
