using CellDsl.Cli.Hosting;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Files;

/// <summary>Reads other tools' files from disk, in whatever encoding they are.</summary>
internal static class ForeignFiles
{
    /// <summary>Null with a finding where it is too large or no text.</summary>
    /// <exception cref="UserException">It cannot be read at all.</exception>
    public static SourceText? Read(string path, ICollection<Diagnostic> diagnostics)
    {
        try
        {
            if (Directory.Exists(path))
                throw new UserException($"`{path}` is a folder", "name a file in it");
            return ExchangeText.FromFile(path, diagnostics);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(path, exception);
        }
    }

    /// <summary>Finds files beside another by their bare names, whatever the case: they come from Windows.</summary>
    public static Func<string, SourceText?> Beside(string path, ICollection<Diagnostic> diagnostics) =>
        name =>
        {
            // A name in a foreign file is no path: nothing outside the folder is opened.
            if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
                return null;
            string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            string stem = Path.GetFileNameWithoutExtension(name);
            string? found = Directory
                .EnumerateFiles(folder)
                .FirstOrDefault(file =>
                    Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase)
                    || Path.GetFileName(file).Equals($"{stem}.mwf", StringComparison.OrdinalIgnoreCase)
                );
            return found is null ? null : Read(found, diagnostics);
        };
}
