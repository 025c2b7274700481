using System.Globalization;

namespace CellDsl.Runtime.Records.Import;

/// <summary>
/// Neware's CSV of records: labels with their unit in brackets, times as <c>h:mm:ss</c>. Older exports give the current
/// without a sign; the type of the step then says which way it went.
/// </summary>
internal static class NewareCsv
{
    public static bool IsHeader(string line) =>
        line.Contains("Voltage(", StringComparison.OrdinalIgnoreCase)
        && line.Contains("Current(", StringComparison.OrdinalIgnoreCase)
        && line.Contains("Time", StringComparison.OrdinalIgnoreCase);

    public static MeasuredData Read(StreamReader reader, string header, int line)
    {
        char separator =
            header.Contains('\t') ? '\t'
            : header.Contains(';') ? ';'
            : ',';
        var table = new MeasuredTable(reader, header.TrimStart('\uFEFF'), separator, line);
        var (voltage, voltageScale) = Column(table, "Voltage(V)", 1, "Voltage(mV)", 1e-3);
        var (current, currentScale) = Column(
            table,
            "Current(A)",
            1,
            "Current(mA)",
            1e-3,
            "Current(uA)",
            1e-6
        );
        int total = table.Find("Total Time", "TotalTime", "Test Time");
        int time = table.Find("Time", "Step Time", "Relative Time", "Time(h:min:s.ms)");
        if (total < 0 && time < 0)
            throw table.Missing("the time");
        int cycle = table.Find("Cycle Index", "Cycle ID", "Cycle");
        int step = table.Find("Step Index", "Step ID", "Step");
        int type = table.Find("Step Type", "Status", "State");
        var series = new Series(cycle >= 0, hasTemperature: false);
        double before = 0;
        double last = 0;
        double lastStep = double.NaN;
        while (table.Next() is { } cells)
        {
            double elapsed;
            if (total >= 0)
            {
                elapsed = Seconds(table, cells, total);
            }
            else
            {
                // The clock of a step starts anew with the step.
                double now = Seconds(table, cells, time);
                double running = step < 0 ? 0 : table.Number(cells, step);
                if (now < last || (!double.IsNaN(lastStep) && running != lastStep))
                    before += last;
                (last, lastStep) = (now, running);
                elapsed = before + now;
            }
            double amperes = table.Number(cells, current) * currentScale;
            if (type >= 0 && amperes > 0 && cells[type].Contains("DChg", StringComparison.OrdinalIgnoreCase))
                amperes = -amperes;
            series.Add(
                elapsed,
                table.Number(cells, voltage) * voltageScale,
                amperes,
                cycle < 0 ? 0 : (int)table.Number(cells, cycle),
                double.NaN
            );
            table.Guard(series.Count);
        }
        return series.ToData("Neware CSV");
    }

    private static (int Column, double Scale) Column(
        MeasuredTable table,
        string first,
        double firstScale,
        string second,
        double secondScale,
        string third = "",
        double thirdScale = 1
    )
    {
        (string, double)[] known = [(first, firstScale), (second, secondScale), (third, thirdScale)];
        foreach (var (label, scale) in known)
        {
            if (label.Length > 0 && table.Find(label) is >= 0 and var at)
                return (at, scale);
        }
        throw table.Missing(first);
    }

    /// <summary><c>0:01:30.5</c>, or seconds.</summary>
    private static double Seconds(MeasuredTable table, string[] cells, int column)
    {
        string text = cells[column].Trim().Trim('"');
        if (!text.Contains(':'))
            return table.Number(cells, column);
        double total = 0;
        foreach (string part in text.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                throw new MeasuredDataException($"`{text}` is no time", table.Line);
            total = total * 60 + value;
        }
        return total;
    }
}
