using System.IO.Compression;
using System.Text;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Records;

/// <summary>
/// A time series in the Battery Data Format 1.3: comma-separated UTF-8, the preferred labels as header, positive current
/// charges, one cell per file. Written as the run goes; what is on disk is always whole rows.
/// </summary>
public sealed class BdfWriter : IDisposable
{
    /// <summary>Labels of the columns, in their order.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "Test Time / s",
        "Voltage / V",
        "Current / A",
        "Cycle Count / 1",
        "Step Count / 1",
        "Step ID",
        "Step Type",
        "Step Record Index / 1",
        "Step Time / s",
        "Ambient Temperature / degC",
        "Surface Temperature / degC",
        "Charging Capacity / Ah",
        "Discharging Capacity / Ah",
        "Cycle Charging Capacity / Ah",
        "Cycle Discharging Capacity / Ah",
        "Step Charging Capacity / Ah",
        "Step Discharging Capacity / Ah",
        "Charging Energy / Wh",
        "Discharging Energy / Wh",
    ];

    private const double Zero = 273.15;

    private readonly Stream _stream;
    private readonly RowBuffer _rows;
    private readonly byte[][] _ids;
    private readonly MachineInfo _machine;
    private Observation _cycleStart;
    private Observation _stepStart;
    private byte[] _type = [];
    private int _cycle = -1;
    private long _index;

    private BdfWriter(Stream stream, MachineInfo machine)
    {
        _stream = stream;
        _rows = new(stream);
        _machine = machine;
        _ids = [.. machine.Steps.Select(s => Encoding.UTF8.GetBytes(s.Id))];
        _stream.Write(Encoding.UTF8.GetBytes(string.Join(',', Labels) + "\n"));
    }

    /// <summary>Begins a file; one that is there is replaced. A path that ends in <c>.gz</c> is compressed.</summary>
    public static BdfWriter Create(string path, MachineInfo machine)
    {
        Stream file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        return new(
            path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionLevel.Fastest)
                : file,
            machine
        );
    }

    /// <summary>A step began: its clocks and sums start here, and its cycle's where that is a new one.</summary>
    public void Begin(in Observation now, in Command command)
    {
        _stepStart = now;
        _index = 0;
        if (command.Cycle != _cycle)
            (_cycle, _cycleStart) = (command.Cycle, now);
        _type = Encoding.UTF8.GetBytes(StepType(_machine.Steps[command.Step].Kind, in command, now.Current));
    }

    public void Row(in Observation now, in Command command, double ambient)
    {
        const double Hour = 3600;
        _rows.Number(now.Time * 1e-9, 6);
        _rows.Number(now.Voltage, 6);
        _rows.Number(now.Current, 12);
        _rows.Number((long)command.Cycle);
        _rows.Number((long)command.StepCount);
        _rows.Text(_ids[command.Step]);
        _rows.Text(_type);
        _rows.Number(++_index);
        _rows.Number((now.Time - _stepStart.Time) * 1e-9, 6);
        _rows.Number(ambient - Zero, 3);
        _rows.Number(now.Temperature - Zero, 3);
        _rows.Number(now.ChargeIn / Hour, 12);
        _rows.Number(now.ChargeOut / Hour, 12);
        _rows.Number((now.ChargeIn - _cycleStart.ChargeIn) / Hour, 12);
        _rows.Number((now.ChargeOut - _cycleStart.ChargeOut) / Hour, 12);
        _rows.Number((now.ChargeIn - _stepStart.ChargeIn) / Hour, 12);
        _rows.Number((now.ChargeOut - _stepStart.ChargeOut) / Hour, 12);
        _rows.Number(now.EnergyIn / Hour, 12);
        _rows.Number(now.EnergyOut / Hour, 12);
        _rows.EndRow();
    }

    /// <summary>Begins on a stream, which is disposed with the writer.</summary>
    public static BdfWriter Over(Stream stream, MachineInfo machine) => new(stream, machine);

    /// <summary>Hands every row so far to the stream.</summary>
    public void Flush() => _rows.Flush();

    public void Dispose()
    {
        _rows.Flush();
        _stream.Dispose();
    }

    /// <summary>The format's word for a step; the format names the common ones, the others follow their pattern.</summary>
    private static string StepType(string kind, in Command command, double current)
    {
        bool charges = kind == "charge" || (kind != "discharge" && current >= 0);
        string direction = charges ? "CHG" : "DCH";
        return command.Mode switch
        {
            ControlMode.Current => $"CC_{direction}",
            ControlMode.Voltage when double.IsFinite(command.CurrentLimit) => $"CCCV_{direction}",
            ControlMode.Voltage => $"CV_{direction}",
            ControlMode.Power => $"CP_{direction}",
            ControlMode.Resistance => "CR_DCH",
            ControlMode.Sweep => "LSV",
            ControlMode.Impedance => "EIS",
            _ => "REST",
        };
    }
}
