using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>
/// Drive cycles: a line per segment, columns apart by tabs: C or D, P or I, the value in W or A, a limit's kind and value,
/// the duration in s, an end (V, sign, volts), how often a row is recorded (T, s), and the range.
/// </summary>
internal static class FastWave
{
    public const int MostSegments = 200_000;

    /// <param name="Limit">Ends the whole cycle; null for none.</param>
    /// <param name="Interval">Between recorded rows, s; null where not stated.</param>
    internal readonly record struct Segment(
        CyclerControl Control,
        Rational Time,
        CyclerCondition? Limit,
        Rational? Interval
    );

    public static List<Segment>? Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var segments = new List<Segment>();
        for (int line = 0; line < source.LineCount; line++)
        {
            var span = source.LineSpan(line);
            if (source.Slice(span).Trim().Length == 0)
                continue;
            if (segments.Count == MostSegments || Parsed(source.Slice(span).ToString()) is not { } segment)
            {
                diagnostics.Add(
                    segments.Count == MostSegments
                        ? Rules.UnreadableFileAt(
                            new(source, span),
                            "drive cycle",
                            $"it has more than {MostSegments} segments",
                            "cut it into several"
                        )
                        : Rules.UnreadableValueAt(
                            new(source, span),
                            Shortened(source.Slice(span).ToString()),
                            "a segment of a drive cycle: C or D, P or I, a value, a duration"
                        )
                );
                return null;
            }
            segments.Add(segment);
        }
        return segments;
    }

    public static bool IsSegment(string line) => Parsed(line) is not null;

    private static Segment? Parsed(string line)
    {
        var cells = line.TrimEnd('\r', '\n').Split('\t');
        if (
            cells.Length < 9
            || cells[0] is not ("C" or "D")
            || cells[1] is not ("P" or "I")
            || !DecimalText.TryRead(cells[2], out var value)
            || !DecimalText.TryRead(cells[5], out var time)
        )
            return null;
        var signed = cells[0] == "D" ? -value : value;
        CyclerControl control =
            value.IsZero ? new CyclerControl.Rest()
            : cells[1] == "P" ? new CyclerControl.Power(signed)
            : new CyclerControl.Current(Amperage.Amperes(signed));
        var limit =
            cells[6] == "V" && DecimalText.TryRead(cells[8], out var volts)
                ? CyclerCondition.Voltage(cells[7].Contains('>'), volts)
                : null;
        Rational? interval =
            cells.Length > 10 && cells[9] == "T" && DecimalText.TryRead(cells[10], out var seconds)
                ? seconds
                : null;
        return new(control, time, limit, interval);
    }

    private static string Shortened(string line) => line.Length <= 60 ? line.Trim() : $"{line[..57].Trim()}…";

    /// <summary>Segments of steps that end on time; where nothing is said of recording, none is asked for.</summary>
    public static byte[] Write(IEnumerable<CyclerStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            var (mode, value) = step.Control switch
            {
                CyclerControl.Power power => ("P", power.Watts),
                CyclerControl.Current current => ("I", current.Value.Value),
                _ => ("I", Rational.Zero),
            };
            var time = step
                .Ends.Select(end => end.Single)
                .First(end => end?.Quantity == CyclerQuantity.StepTime);
            string record = step.Record.Interval is { } interval ? $"T\t{DecimalText.Write(interval)}" : "\t";
            text.Append(value.Sign > 0 ? 'C' : 'D').Append('\t').Append(mode).Append('\t');
            text.Append(DecimalText.Write(value.Abs())).Append("\t\t\t");
            text.Append(DecimalText.Write(time?.Value ?? 0))
                .Append("\t\t\t\t")
                .Append(record)
                .Append("\tA\r\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
