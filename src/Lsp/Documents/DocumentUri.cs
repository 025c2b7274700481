using System.Text;

namespace CellDsl.Lsp.Documents;

/// <summary>
/// Addresses of documents and the paths by which the compiler knows them. A document that is no file keeps its address
/// as its path.
/// </summary>
public static class DocumentUri
{
    private const string FileScheme = "file:";

    /// <summary>How paths are compared on this system.</summary>
    public static StringComparer PathComparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal;

    /// <summary>The path with forward slashes; equal for every spelling of one address. Never throws.</summary>
    public static string ToPath(string uri)
    {
        if (!uri.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
            return uri;
        string rest = uri[FileScheme.Length..];
        int end = rest.AsSpan().IndexOfAny('?', '#');
        if (end >= 0)
            rest = rest[..end];
        string host = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            host = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "/" : rest[slash..];
        }
        string path = Uri.UnescapeDataString(rest).Replace('\\', '/');
        // file:///c:/x is c:/x, whatever case the drive has and whether the colon is escaped.
        if (path.Length > 2 && path[0] == '/' && char.IsAsciiLetter(path[1]) && path[2] == ':')
            path = char.ToUpperInvariant(path[1]) + path[2..];
        if (host is not ("" or "localhost"))
            path = $"//{host}{path}";
        return Simplify(path);
    }

    /// <summary>The address of a path, escaped as editors do it.</summary>
    public static string FromPath(string path)
    {
        if (!IsFile(path))
            return path;
        var uri = new StringBuilder("file://");
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = path[2..];
        else if (!path.StartsWith('/'))
            uri.Append('/');
        uri.AppendJoin('/', path.Split('/').Select(Uri.EscapeDataString));
        return uri.ToString();
    }

    /// <summary>Whether a path is one of a file, and not the address of something else.</summary>
    public static bool IsFile(string path) =>
        path.StartsWith('/') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':');

    /// <summary>A path relative to a folder's file, as an import is written; null where there is none.</summary>
    public static string? Resolve(string importingPath, string importPath)
    {
        string path = importPath.Replace('\\', '/');
        if (IsFile(path))
            return Simplify(path);
        if (!IsFile(importingPath))
            return null;
        string folder = importingPath[..(importingPath.LastIndexOf('/') + 1)];
        return Simplify(folder + path);
    }

    /// <summary>How the second path is written in the first one's imports.</summary>
    public static string Relative(string importingPath, string path)
    {
        var from = importingPath.Split('/')[..^1];
        var to = path.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
            common++;
        return string.Join('/', Enumerable.Repeat("..", from.Length - common).Concat(to[common..]));
    }

    private static string Simplify(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == "." || (part.Length == 0 && parts.Count > 1))
                continue;
            if (part == ".." && parts.Count > 0)
            {
                if (parts.Count > 1)
                    parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }
        return string.Join('/', parts);
    }
}
