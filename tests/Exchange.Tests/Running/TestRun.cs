using CellDsl.Contracts;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Tests;

namespace CellDsl.Exchange.Tests.Running;

/// <summary>A machine run to its end on a cell: which command held from when to when.</summary>
internal sealed class TestRun
{
    private const long Microsecond = 1_000;
    private const long Second = 1_000_000_000;
    private const long SpectrumTime = 300 * Second;
    private const int MostPieces = 2_000;
    private const long LongestTest = 200 * 86_400 * Second;

    private TestRun(List<Piece> pieces, long end, TickResult outcome)
    {
        Pieces = pieces;
        End = end;
        Outcome = outcome;
    }

    public List<Piece> Pieces { get; }

    /// <summary>ns.</summary>
    public long End { get; }

    public TickResult Outcome { get; }

    /// <param name="Start">ns.</param>
    /// <param name="Cell">At the start.</param>
    internal sealed record Piece(
        long Start,
        long Length,
        LinearCell Cell,
        Command Command,
        RecordRule Record,
        string? Spectrum
    )
    {
        public LinearCell At(long time)
        {
            var cell = Cell;
            cell.Advance(Command, (time - Start) / 1e9);
            return cell;
        }
    }

    public static TestRun Of(Machine machine, CellFacts facts)
    {
        var interpreter = new MachineInterpreter(machine, facts, []);
        var cell = new LinearCell();
        long now = 0;
        var pieces = new List<Piece>();
        var result = interpreter.Start(Observe(cell, 0, 0));
        while (result == TickResult.Moved && pieces.Count < MostPieces && now < LongestTest)
        {
            var command = interpreter.Command;
            var (start, entered) = (cell, now);
            var record = machine.Steps[command.Step].Record;
            string? spectrum = Spelled(machine.Steps[command.Step].Spectrum);
            long step = Second;
            while (true)
            {
                var (ahead, next) = (interpreter.Copy(), cell);
                next.Advance(command, step / 1e9);
                result = ahead.Tick(Observe(next, now + step, now + step - entered));
                if (result == TickResult.Stay && now < LongestTest)
                {
                    (interpreter, cell, now) = (ahead, next, now + step);
                    step = Math.Min(step * 2, 3600 * Second);
                    continue;
                }
                long low = 0;
                long high = step;
                if (result == TickResult.Stay)
                {
                    now += step;
                    break;
                }
                while (high - low > Microsecond)
                {
                    long middle = (low + high) / 2;
                    var (trial, there) = (interpreter.Copy(), cell);
                    there.Advance(command, middle / 1e9);
                    var outcome = trial.Tick(Observe(there, now + middle, now + middle - entered));
                    if (outcome == TickResult.Stay)
                        low = middle;
                    else
                        (high, ahead, next, result) = (middle, trial, there, outcome);
                }
                (interpreter, cell, now) = (ahead, next, now + high);
                break;
            }
            pieces.Add(new(entered, now - entered, start, command, record, spectrum));
        }
        return new(pieces, now, result);
    }

    private static string? Spelled(SpectrumRequest? spectrum) =>
        spectrum is null
            ? null
            : $"{Spelled(spectrum.From)} to {Spelled(spectrum.To)} Hz with {Spelled(spectrum.Amplitude)} {(spectrum.IsGalvanostatic ? "A" : "V")}";

    private static string Spelled(MachineExpression? expression) =>
        expression is MachineExpression.Number number ? number.Value.ToDecimalString(12) : "?";

    private static Observation Observe(in LinearCell cell, long now, long inStep) =>
        new()
        {
            Time = now,
            WallTime = now,
            Voltage = cell.Voltage,
            Current = cell.Current,
            Temperature = cell.Temperature,
            ChargeIn = cell.ChargeIn,
            ChargeOut = cell.ChargeOut,
            EnergyIn = cell.EnergyIn,
            EnergyOut = cell.EnergyOut,
            MeasurementDone = inStep >= SpectrumTime,
        };

    /// <summary>Where two runs first differ in what they do to the cell; null for nowhere.</summary>
    public static string? Difference(TestRun first, TestRun second)
    {
        if (Math.Abs(first.End - second.End) > Tolerance(first))
            return $"one ends after {first.End / 1e9} s, the other after {second.End / 1e9} s";
        return Difference(first, second, "the first", "the second")
            ?? Difference(second, first, "the second", "the first");
    }

    private static string? Difference(TestRun one, TestRun other, string name, string otherName)
    {
        int at = 0;
        foreach (var piece in one.Pieces)
        {
            if (piece.Length < 2 * Tolerance(one))
                continue;
            long time = piece.Start + (piece.Length / 2);
            while (at < other.Pieces.Count - 1 && other.Pieces[at].Start + other.Pieces[at].Length < time)
                at++;
            if (other.Pieces.Count == 0)
                return $"{otherName} does nothing";
            var (a, b) = (piece.At(time), other.Pieces[at].At(time));
            string where = $"after {time / 1e9} s, in {piece.Command.Mode} at {piece.Command.Setpoint}";
            if (Math.Abs(a.Current - b.Current) > 1e-9 + (1e-4 * Math.Abs(a.Current)))
                return $"{where}: {name} has {a.Current} A, {otherName} {b.Current} A";
            if (Math.Abs(a.Voltage - b.Voltage) > 1e-4)
                return $"{where}: {name} has {a.Voltage} V, {otherName} {b.Voltage} V";
            if (piece.Spectrum != other.Pieces[at].Spectrum)
                return $"{where}: {name} measures {piece.Spectrum}, {otherName} {other.Pieces[at].Spectrum}";
            if (Math.Abs(a.Temperature - b.Temperature) > 1e-3)
                return $"{where}: {name} has {a.Temperature} K, {otherName} {b.Temperature} K";
        }
        return null;
    }

    // Every end is found to a microsecond.
    private static long Tolerance(TestRun run) => (100 + run.Pieces.Count) * 10 * Microsecond;
}
