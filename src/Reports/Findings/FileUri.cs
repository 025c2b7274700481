namespace CellDsl.Reports.Findings;

/// <summary>Paths as URI references (RFC 3986): relative ones stay relative.</summary>
internal static class FileUri
{
    public static string Of(string path)
    {
        string escaped = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return escaped.StartsWith('/') ? $"file://{escaped}"
            : IsDrive(path) ? $"file:///{path[0]}:{escaped[4..]}"
            // A first part such as `a:b.cell` would be read as a scheme; it is escaped, so only empty paths are left.
            : escaped.Length > 0 ? escaped
            : ".";
    }

    // `C:` is escaped to `C%3A`.
    private static bool IsDrive(string path) =>
        path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\';
}
