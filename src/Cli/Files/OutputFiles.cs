using System.Text;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Files;

/// <summary>Writes files whole or not at all, and words what went wrong.</summary>
public static class OutputFiles
{
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string? temporary = null;
        try
        {
            string full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                throw new UnauthorizedAccessException();
            // A device cannot be replaced by a rename.
            if (full.StartsWith("/dev/", StringComparison.Ordinal))
            {
                using var device = new FileStream(
                    full,
                    FileMode.Open,
                    FileAccess.Write,
                    FileShare.ReadWrite,
                    0
                );
                device.Write(bytes);
                return;
            }
            // Through a symbolic link to its target, so that the link stays one.
            var file = new FileInfo(full);
            if (file.LinkTarget is not null)
                full = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
            bool exists = File.Exists(full);
            if (exists && File.GetAttributes(full).HasFlag(FileAttributes.ReadOnly))
                throw new UnauthorizedAccessException();
            temporary = $"{full}.tmp{Environment.ProcessId}";
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
                stream.Write(bytes);
            if (exists && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            Discard(temporary);
            throw FileProblems.CannotWrite(path, exception);
        }
    }

    public static void CreateFolder(string path)
    {
        if (File.Exists(path))
            throw new UserException($"`{path}` cannot be a folder: it is a file", "choose another place");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotWrite(path, exception);
        }
    }

    private static void Discard(string? temporary)
    {
        if (temporary is null)
            return;
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            // The first problem is the one to report.
        }
    }
}
