using System.Text;
using CellDsl.Cli.Hosting;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Files;

/// <summary>Reads procedures from disk, and finds those that a command line names.</summary>
public static class SourceFiles
{
    /// <summary>
    /// Some 400,000 lines. No procedure is this long; what is, was named by mistake, and is better refused at once than
    /// worked on for minutes.
    /// </summary>
    public const long MaximumBytes = 16L * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of one file, or a <see cref="UserException"/> that says why there is none.</summary>
    public static SourceText Read(string path)
    {
        byte[] bytes;
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists && Directory.Exists(path))
                throw new UserException($"`{path}` is a folder, not a file", "name a .cell file in it");
            if (info.Exists && info.Length > MaximumBytes)
                throw TooLarge(path, info.Length);
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(path, exception);
        }
        return Decode(path.Replace('\\', '/'), bytes);
    }

    /// <summary>The text of the standard input, under the name <c>&lt;stdin&gt;</c>.</summary>
    public static SourceText ReadInput()
    {
        using var input = CellConsole.OpenInput();
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = input.Read(chunk)) > 0; )
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
                throw TooLarge("<stdin>", buffer.Length);
        }
        return Decode("<stdin>", buffer.ToArray());
    }

    /// <summary>UTF-8, with or without a byte order mark; anything else is named for what it is.</summary>
    public static SourceText Decode(string path, byte[] bytes)
    {
        ReadOnlySpan<byte> content = bytes;
        if (
            content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        )
            throw new UserException($"`{path}` is UTF-16, not UTF-8", "save it as UTF-8 in your editor");
        int mark = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        try
        {
            return new SourceText(path, Strict.GetString(bytes, mark, bytes.Length - mark));
        }
        catch (DecoderFallbackException exception)
        {
            int at = Math.Clamp(exception.Index, 0, bytes.Length);
            if (content.IndexOf((byte)0) >= 0)
                throw new UserException($"`{path}` is not text: it holds binary data", "name a .cell file");
            int line = content[..at].Count((byte)'\n') + 1;
            throw new UserException(
                $"`{path}` is not valid UTF-8: byte {at + 1}, on line {line}, starts no character",
                "save it as UTF-8 in your editor (µ, ° and Ω are often stored in another encoding)"
            );
        }
    }

    /// <summary>The files that were named; a folder stands for all <c>.cell</c> files below it, in order of path.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths)
        {
            if (path.Length == 0)
                throw new UserException("an empty path was given", "name a .cell file or a folder");
            if (Directory.Exists(path))
                files.AddRange(InFolder(path));
            else
                files.Add(path);
        }
        return files;
    }

    private static List<string> InFolder(string folder)
    {
        try
        {
            var options = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
                IgnoreInaccessible = true,
            };
            string prefix = folder is "." ? "./" : "";
            var found = Directory
                .EnumerateFiles(folder, "*.cell", options)
                .Select(file => file.Replace('\\', '/'))
                .Select(file =>
                    prefix.Length > 0 && file.StartsWith(prefix, StringComparison.Ordinal) ? file[2..] : file
                )
                .Order(StringComparer.Ordinal)
                .ToList();
            return found.Count > 0
                ? found
                : throw new UserException(
                    $"the folder `{folder}` holds no .cell file",
                    "`cell new` starts one"
                );
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(folder, exception);
        }
    }

    private static UserException TooLarge(string path, long bytes) =>
        new(
            $"`{path}` is {bytes / 1048576.0:0.#} MB; a procedure may be at most {MaximumBytes / 1048576} MB",
            "is this a data file? split a procedure into files that import each other"
        );
}
