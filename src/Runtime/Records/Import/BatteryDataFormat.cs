namespace CellDsl.Runtime.Records.Import;

/// <summary>The Battery Data Format 1.3 as comma-separated text: the preferred labels as header.</summary>
internal static class BatteryDataFormat
{
    public static bool IsHeader(string line) =>
        line.Contains("Test Time / s", StringComparison.Ordinal)
        && line.Contains("Voltage / V", StringComparison.Ordinal);

    public static MeasuredData Read(StreamReader reader, string header, int line)
    {
        var table = new MeasuredTable(reader, header, ',', line);
        int time = table.Find("Test Time / s");
        int voltage = table.Find("Voltage / V");
        int current = table.Find("Current / A");
        if (current < 0)
            throw table.Missing("the current");
        int cycle = table.Find("Cycle Count / 1");
        int temperature = table.Find("Surface Temperature / degC", "Ambient Temperature / degC");
        var series = new Series(cycle >= 0, temperature >= 0);
        while (table.Next() is { } cells)
        {
            series.Add(
                table.Number(cells, time),
                table.Number(cells, voltage),
                table.Number(cells, current),
                cycle < 0 ? 0 : (int)table.Number(cells, cycle),
                temperature < 0 ? double.NaN : table.Number(cells, temperature) + 273.15
            );
            table.Guard(series.Count);
        }
        return series.ToData("BDF");
    }
}

/// <summary>Columns while they grow.</summary>
internal sealed class Series(bool hasCycles, bool hasTemperature)
{
    private readonly List<double> _time = [];
    private readonly List<double> _voltage = [];
    private readonly List<double> _current = [];
    private readonly List<int> _cycle = [];
    private readonly List<double> _temperature = [];

    public int Count => _time.Count;

    public void Add(double time, double voltage, double current, int cycle, double temperature)
    {
        _time.Add(time);
        _voltage.Add(voltage);
        _current.Add(current);
        if (hasCycles)
            _cycle.Add(cycle);
        if (hasTemperature)
            _temperature.Add(temperature);
    }

    public MeasuredData ToData(string format) =>
        new(
            format,
            _time,
            _voltage,
            _current,
            hasCycles ? _cycle : null,
            hasTemperature ? _temperature : null
        );
}
