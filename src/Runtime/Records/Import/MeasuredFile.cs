using System.IO.Compression;
using System.Text;

namespace CellDsl.Runtime.Records.Import;

/// <summary>Reads result files of cyclers: BDF, EC-Lab's text export, Neware's CSV. One pass, whole rows, no more kept than is asked for.</summary>
public static class MeasuredFile
{
    /// <summary>More rows than half a year at one a second.</summary>
    public const int MostRows = 20_000_000;

    private const int LongestHeader = 4000;

    /// <exception cref="MeasuredDataException">The file is none of the formats, or a row of it cannot be read.</exception>
    public static MeasuredData Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        return Read(stream);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static MeasuredData Read(Stream stream)
    {
        // Only ASCII is looked at beside header labels, and their µ and ° are compared in this encoding.
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        var head = new List<string>();
        while (head.Count < LongestHeader && ReadLine(reader) is { } line)
        {
            head.Add(line);
            if (head.Count == 1 && line.StartsWith("EC-Lab ASCII FILE", StringComparison.Ordinal))
                return EcLabText.Read(reader, line);
            if (BatteryDataFormat.IsHeader(line))
                return BatteryDataFormat.Read(reader, line, head.Count);
            if (NewareCsv.IsHeader(line))
                return NewareCsv.Read(reader, line, head.Count);
        }
        throw new MeasuredDataException(
            "no header of a result file is in it: BDF, EC-Lab text (.mpt) and Neware CSV can be read",
            0
        );
    }

    // A line without an end must not fill the memory.
    internal static string? ReadLine(StreamReader reader)
    {
        const int longest = 1 << 20;
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var next)
        {
            char c = (char)next;
            if (c == '\n')
                return line.ToString();
            if (c != '\r')
                line.Append(c);
            if (line.Length > longest)
                throw new MeasuredDataException("a line has more than a million characters", 0);
        }
        return line.Length > 0 ? line.ToString() : null;
    }
}
