using System.IO.Compression;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Packages.Archives;

/// <summary>
/// Reads a package file into memory, and refuses one that would write outside its folder or fill the disk. Nothing is
/// trusted that the archive says of itself: sizes are counted while reading.
/// </summary>
public static class SafeArchive
{
    public const int MostEntries = 10_000;
    public const long MostBytesOfOne = 64L << 20;
    public const long MostBytes = 256L << 20;

    private static readonly string[] DeviceNames = ["con", "prn", "aux", "nul"];

    /// <param name="label">What to call it in a message.</param>
    /// <exception cref="PackageException">It is no archive, or not a safe one.</exception>
    public static SortedDictionary<string, byte[]> Read(byte[] bytes, string label)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
                throw Unsafe(
                    label,
                    $"it holds {archive.Entries.Count:N0} files, and {MostEntries:N0} are allowed"
                );
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            long left = MostBytes;
            foreach (var entry in archive.Entries)
            {
                string name = Uri.UnescapeDataString(entry.FullName);
                if (name.EndsWith('/') && entry.Length == 0)
                    continue;
                if (Fault(name) is { } fault)
                    throw Unsafe(label, $"it holds a file `{Shown(name)}`, {fault}");
                if (!names.Add(name))
                    throw Unsafe(label, $"it holds `{Shown(name)}` twice, in capitals or not");
                byte[] content = ReadOne(entry, Math.Min(left, MostBytesOfOne), name, label);
                left -= content.Length;
                files.Add(name, content);
            }
            return files;
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or EndOfStreamException
                        or UriFormatException
                        or NotSupportedException
            )
        {
            throw Unsafe(label, "it is no package file: it is damaged or cut short");
        }
    }

    private static byte[] ReadOne(ZipArchiveEntry entry, long most, string name, string label)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = stream.Read(chunk)) > 0; )
        {
            content.Write(chunk, 0, read);
            if (content.Length > most)
                throw Unsafe(
                    label,
                    $"`{Shown(name)}` unpacks to more than {most >> 20} MB, which no procedure needs"
                );
        }
        return content.ToArray();
    }

    /// <summary>What is wrong with a name, as the end of a sentence; null where it stays inside its folder.</summary>
    private static string? Fault(string name)
    {
        if (name.Length is 0 or > 240)
            return "whose name is empty or too long";
        if (name[0] is '/' or '\\' || name.Contains(':', StringComparison.Ordinal))
            return "which names a place on the disk, not in the package";
        if (name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl))
            return "whose name has characters that a file name may not have";
        foreach (string part in name.Split('/'))
        {
            if (part is "..")
                return "which would be written outside the package's folder";
            if (part is "" or "." || part.EndsWith('.') || part.EndsWith(' '))
                return "whose name means another file on another system";
            if (DeviceNames.Contains(part.Split('.')[0].ToLowerInvariant()))
                return "whose name is a device's on Windows";
        }
        return null;
    }

    private static string Shown(string name) =>
        string.Concat(
            (name.Length <= 80 ? name : name[..77] + "…").Select(c => char.IsControl(c) ? '\uFFFD' : c)
        );

    private static PackageException Unsafe(string label, string why) =>
        new(Rules.UnsafePackageOf(label, why));
}
