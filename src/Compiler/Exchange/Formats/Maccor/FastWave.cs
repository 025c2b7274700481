using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>
/// Drive cycles: a line per segment, columns apart by tabs: C or D, P or I, the value in W or A, two empty, the duration in
/// s, a limit (V, sign, volts), and what belongs to the instrument.
/// </summary>
internal static class FastWave
{
    private const int MostSegments = 200_000;

    public static List<(CyclerControl Control, Rational Time, CyclerCondition? Limit)>? Read(
        SourceText source,
        ICollection<Diagnostic> diagnostics
    )
    {
        var segments = new List<(CyclerControl, Rational, CyclerCondition?)>();
        for (int line = 0; line < source.LineCount && segments.Count < MostSegments; line++)
        {
            var span = source.LineSpan(line);
            if (source.Slice(span).Trim().Length == 0)
                continue;
            var cells = source.Slice(span).ToString().Split('\t');
            if (
                cells.Length < 9
                || cells[0] is not ("C" or "D")
                || cells[1] is not ("P" or "I")
                || !DecimalText.TryRead(cells[2], out var value)
                || !DecimalText.TryRead(cells[5], out var time)
            )
            {
                diagnostics.Add(
                    Rules.UnsupportedElementAt(
                        new(source, span),
                        "this segment",
                        "the drive cycle is left out"
                    )
                );
                return null;
            }
            var signed = cells[0] == "D" ? -value : value;
            CyclerControl control =
                value.IsZero ? new CyclerControl.Rest()
                : cells[1] == "P" ? new CyclerControl.Power(signed)
                : new CyclerControl.Current(Amperage.Amperes(signed));
            var limit =
                cells[6] == "V" && DecimalText.TryRead(cells[8], out var volts)
                    ? CyclerCondition.Voltage(cells[7].Contains('>'), volts)
                    : null;
            segments.Add((control, time, limit));
        }
        return segments;
    }
}
