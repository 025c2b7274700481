using System.Globalization;

namespace CellDsl.Runtime.Records.Import;

/// <summary>
/// EC-Lab's text export (<c>.mpt</c>): a line that says how many header lines there are, the last of which names the
/// columns, apart by tabs; decimal commas where the computer has them.
/// </summary>
internal static class EcLabText
{
    private const string Announcement = "Nb header lines :";

    public static MeasuredData Read(StreamReader reader, string first)
    {
        int lines = 1;
        int announced = 0;
        string header = first;
        while (announced == 0 || lines < announced)
        {
            header =
                MeasuredFile.ReadLine(reader)
                ?? throw new MeasuredDataException("the file ends within its header", lines);
            lines++;
            if (header.StartsWith(Announcement, StringComparison.Ordinal))
            {
                if (
                    !int.TryParse(
                        header.AsSpan(Announcement.Length).Trim(),
                        NumberStyles.Integer,
                        CultureInfo.InvariantCulture,
                        out announced
                    )
                    || announced < lines
                    || announced > 100_000
                )
                    throw new MeasuredDataException("the number of header lines cannot be read", lines);
            }
            else if (announced == 0 && lines > 10)
            {
                throw new MeasuredDataException("it does not say how many header lines it has", lines);
            }
        }
        var table = new MeasuredTable(reader, header, '\t', lines);
        int time = table.Find("time/s");
        int voltage = table.Find("Ewe/V", "Ecell/V", "<Ewe>/V", "<Ecell>/V", "Ewe-Ece/V");
        int current = table.Find("I/mA", "<I>/mA");
        int inAmperes = current >= 0 ? -1 : table.Find("I/A", "<I>/A");
        if (time < 0)
            throw table.Missing("the time");
        if (voltage < 0)
            throw table.Missing("the voltage");
        if (current < 0 && inAmperes < 0)
            throw table.Missing("the current");
        int cycle = table.Find("cycle number");
        var series = new Series(cycle >= 0, hasTemperature: false);
        while (table.Next() is { } cells)
        {
            series.Add(
                table.Number(cells, time),
                table.Number(cells, voltage),
                current >= 0 ? table.Number(cells, current) / 1000 : table.Number(cells, inAmperes),
                cycle < 0 ? 0 : (int)table.Number(cells, cycle),
                double.NaN
            );
            table.Guard(series.Count);
        }
        return series.ToData("EC-Lab text");
    }
}
