using System.Globalization;
using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Executor.Instruments.Scpi;

/// <summary>
/// The words of the instrument's language: SCPI's form, with commands of its own for what SCPI has none for. Numbers are decimal
/// and exact; INF, -INF and NAN stand as such. docs/executor.md has the table.
/// </summary>
internal static class ScpiText
{
    public const string Identify = "*IDN?";
    public const string Abilities = "CELL:ABIL?";
    public const string Limits = "CELL:LIM ";
    public const string Apply = "CELL:APPL ";
    public const string State = "CELL:STAT?";
    public const string Spectrum = "CELL:SPEC?";
    public const string Safe = "CELL:SAFE";
    public const string Channel = "INST:NSEL ";
    public const string Done = "OK";
    public const string Refusal = "ERR ";

    public static string Write(in CyclerLimits limits) =>
        Limits
        + Join(
            limits.LowestVoltage,
            limits.HighestVoltage,
            limits.HighestCurrent,
            limits.LowestTemperature,
            limits.HighestTemperature,
            limits.ContactTimeout
        );

    public static CyclerLimits ReadLimits(string text)
    {
        string[] parts = Split(text, 6);
        return new(
            Number(parts[0]),
            Number(parts[1]),
            Number(parts[2]),
            Number(parts[3]),
            Number(parts[4]),
            Whole(parts[5])
        );
    }

    public static string Write(long number, in Command command) =>
        Apply
        + Join(
            number,
            command.Mode.ToString(),
            command.Setpoint,
            command.CurrentLimit,
            command.Temperature,
            command.FirstFrequency,
            command.LastFrequency
        );

    public static (long Number, Command Command) ReadCommand(string text)
    {
        string[] parts = Split(text, 7);
        return (
            Whole(parts[0]),
            new()
            {
                Mode = Enum.TryParse(parts[1], out ControlMode mode)
                    ? mode
                    : throw new FormatException($"{parts[1]} is no mode"),
                Setpoint = Number(parts[2]),
                CurrentLimit = Number(parts[3]),
                Temperature = Number(parts[4]),
                FirstFrequency = Number(parts[5]),
                LastFrequency = Number(parts[6]),
            }
        );
    }

    public static string Write(in CyclerReading reading) =>
        Join(
            reading.Command,
            reading.Sequence,
            reading.Halt.ToString(),
            reading.HaltedFor,
            reading.Voltage,
            reading.Current,
            reading.Temperature,
            reading.Ambient,
            reading.Counters.ChargeIn,
            reading.Counters.ChargeOut,
            reading.Counters.EnergyIn,
            reading.Counters.EnergyOut,
            reading.MeasurementDone ? 1L : 0L
        );

    public static CyclerReading ReadReading(string text)
    {
        string[] parts = Split(text, 13);
        return new()
        {
            Command = Whole(parts[0]),
            Sequence = Whole(parts[1]),
            Halt = Enum.TryParse(parts[2], out Halt halt) ? halt : Halt.Other,
            HaltedFor = Whole(parts[3]),
            Voltage = Number(parts[4]),
            Current = Number(parts[5]),
            Temperature = Number(parts[6]),
            Ambient = Number(parts[7]),
            Counters = new(Number(parts[8]), Number(parts[9]), Number(parts[10]), Number(parts[11])),
            MeasurementDone = parts[12] == "1",
        };
    }

    public static string Write(CyclerAbilities abilities) =>
        Join(
            Flag(abilities.HoldsLimits),
            Flag(abilities.DropsOut),
            Flag(abilities.Counts),
            Flag(abilities.KnowsCommand),
            Flag(abilities.MeasuresImpedance)
        );

    public static CyclerAbilities ReadAbilities(string text)
    {
        string[] parts = Split(text, 5);
        return new(parts[0] == "1", parts[1] == "1", parts[2] == "1", parts[3] == "1", parts[4] == "1");
    }

    public static string Write(double[] frequencies, Complex[] impedances) =>
        Join([
            .. frequencies
                .Zip(impedances)
                .SelectMany(p => new object[] { p.First, p.Second.Real, p.Second.Imaginary }),
        ]);

    public static (double[] Frequencies, Complex[] Impedances) ReadSpectrum(string text)
    {
        double[] numbers = text.Length == 0 ? [] : [.. text.Split(',').Select(Number)];
        if (numbers.Length % 3 != 0)
            throw new FormatException("a spectrum comes in threes");
        var triples = numbers.Chunk(3).ToList();
        return ([.. triples.Select(t => t[0])], [.. triples.Select(t => new Complex(t[1], t[2]))]);
    }

    private static long Flag(bool value) => value ? 1 : 0;

    private static string Join(params object[] parts) =>
        string.Join(
            ',',
            parts.Select(part =>
                part switch
                {
                    double.PositiveInfinity => "INF",
                    double.NegativeInfinity => "-INF",
                    double.NaN => "NAN",
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    _ => part.ToString(),
                }
            )
        );

    private static string[] Split(string text, int count)
    {
        string[] parts = text.Split(',');
        return parts.Length == count
            ? parts
            : throw new FormatException($"{parts.Length} values where {count} belong");
    }

    private static double Number(string text) =>
        text switch
        {
            "INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            "NAN" => double.NaN,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
