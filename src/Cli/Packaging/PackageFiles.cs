using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Packaging;

/// <summary>Reads a package file that a command line names.</summary>
internal static class PackageFiles
{
    /// <summary>Far beyond any package of procedures, and still no burden for the machine.</summary>
    private const long MostBytes = 256L << 20;

    public static byte[] Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > MostBytes)
                throw new UserException(
                    $"`{path}` is {info.Length >> 20} MB, and a package may be at most {MostBytes >> 20} MB",
                    "is this a package of procedures?"
                );
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(path, exception);
        }
    }
}
