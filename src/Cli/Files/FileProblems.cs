using System.Security;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Files;

/// <summary>What the operating system says about a file, in a sentence with the path and the next step.</summary>
public static class FileProblems
{
    /// <summary>EPIPE: the reader of a pipe has gone.</summary>
    public const int BrokenPipe = 32;

    /// <summary>ENOSPC: no room left on the device.</summary>
    public const int NoSpace = 28;

    private const int ReadOnlyFileSystem = 30;

    private const int NotADirectory = 20;

    public static UserException CannotRead(string path, Exception exception) =>
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => new(
                $"there is no file or folder `{path}`",
                NearestName(path) is { } name
                    ? $"did you mean `{name}`?"
                    : "check the spelling, or `cell new` to start a procedure"
            ),
            UnauthorizedAccessException or SecurityException when Directory.Exists(path) => new(
                $"`{path}` is a folder that may not be read",
                "check its permissions"
            ),
            UnauthorizedAccessException or SecurityException => new(
                $"`{path}` may not be read: permission denied",
                "check the file's permissions"
            ),
            PathTooLongException => new($"`{Shorten(path)}` is too long for a path", "use a shorter path"),
            _ => new($"`{path}` cannot be read: {Sentence(exception)}", "check the path and the device"),
        };

    public static UserException CannotWrite(string path, Exception exception) =>
        exception switch
        {
            DirectoryNotFoundException => new(
                $"`{path}` cannot be written: its folder does not exist",
                "create the folder first"
            ),
            UnauthorizedAccessException when Directory.Exists(path) => new(
                $"`{path}` cannot be written: it is a folder",
                "name a file in it"
            ),
            UnauthorizedAccessException or SecurityException => new(
                $"`{path}` may not be written: permission denied",
                "choose another place, or change the permissions"
            ),
            PathTooLongException => new($"`{Shorten(path)}` is too long for a path", "use a shorter path"),
            IOException { HResult: NoSpace } => new(
                $"`{path}` could not be written: the disk is full",
                "free some space, or choose another place"
            ),
            IOException { HResult: ReadOnlyFileSystem } => new(
                $"`{path}` cannot be written: the file system is read-only",
                "choose another place"
            ),
            IOException { HResult: NotADirectory } => new(
                $"`{path}` cannot be written: a part of the path is a file, not a folder",
                "choose another place"
            ),
            _ => new($"`{path}` cannot be written: {Sentence(exception)}", "check the path and the device"),
        };

    /// <summary>Whether an exception is the file system's word rather than a mistake of ours.</summary>
    public static bool IsFileProblem(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>The file system's word in an exception, or in what threads working side by side threw; null where it has none.</summary>
    public static Exception? Within(Exception exception) =>
        IsFileProblem(exception) ? exception
        : exception is AggregateException several
            ? several.Flatten().InnerExceptions.FirstOrDefault(IsFileProblem)
        : null;

    private static string? NearestName(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            string wanted = Path.GetFileName(path);
            string? nearest = null;
            int best = Math.Max(1, wanted.Length / 3) + 1;
            foreach (string candidate in Directory.EnumerateFiles(folder, "*.cell").Take(2000))
            {
                string name = Path.GetFileName(candidate);
                int distance = Spelling.Distance(wanted, name);
                if (distance < best)
                    (best, nearest) = (distance, name);
            }
            return nearest is null ? null
                : folder is "." ? nearest
                : Path.Combine(folder, nearest).Replace('\\', '/');
        }
        catch (Exception exception) when (IsFileProblem(exception))
        {
            return null;
        }
    }

    private static string Shorten(string path) => path.Length <= 60 ? path : path[..57] + "…";

    private static string Sentence(Exception exception)
    {
        string text = exception.Message.Split('\n', 2)[0].Trim().TrimEnd('.');
        // The framework appends ` : '/full/path'`, which repeats the path that the sentence already has.
        int path = text.LastIndexOf(" : '", StringComparison.Ordinal);
        text = path > 0 ? text[..path].TrimEnd('.', ' ') : text;
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : "unknown reason";
    }
}
