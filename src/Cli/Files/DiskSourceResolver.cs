using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Files;

/// <summary>
/// Imports from disk, relative to the importing file. One file has one <see cref="SourceText"/> and one path, the one
/// under which it was first met, whichever way it is reached.
/// </summary>
public sealed class DiskSourceResolver : ISourceResolver
{
    private readonly Dictionary<string, SourceText> _byFullPath = [];

    /// <summary>The text of a file that the command line names.</summary>
    public SourceText Root(string path) => Load(Path.GetFullPath(path), path);

    public SourceText? Resolve(string importingPath, string importPath)
    {
        string folder = Path.GetDirectoryName(importingPath) ?? "";
        string path = Simplify(Path.Combine(folder, importPath));
        string full = Path.GetFullPath(path);
        return _byFullPath.TryGetValue(full, out var known) ? known
            : File.Exists(full) ? Load(full, path)
            : null;
    }

    private SourceText Load(string full, string path)
    {
        if (!_byFullPath.TryGetValue(full, out var source))
            _byFullPath[full] = source = SourceFiles.Read(path);
        return source;
    }

    /// <summary>Takes out <c>./</c> and <c>folder/../</c>, as people would write the path.</summary>
    private static string Simplify(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part is "." || (part.Length == 0 && parts.Count > 0))
                continue;
            if (part is ".." && parts.Count > 0 && parts[^1] is not (".." or ""))
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
