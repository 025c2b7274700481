using System.Collections.Frozen;
using System.Globalization;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>A drive cycle by itself: power or current over time, nothing else.</summary>
public sealed class FastWaveFormat : ICyclerFormat
{
    public string Name => "maccor-wave";

    public string Title => "Maccor FastWave drive cycle";

    public IReadOnlyList<string> Extensions => [".mwf"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "A Maccor drive cycle",
            Controls = [ControlKind.Rest, ControlKind.Current, ControlKind.Power, ControlKind.Loop],
            Ends = new[] { ControlKind.Rest, ControlKind.Current, ControlKind.Power }.ToFrozenDictionary(
                kind => kind,
                _ => FrozenSet.Create(CyclerQuantity.StepTime)
            ),
            NeedTime = [ControlKind.Rest, ControlKind.Current, ControlKind.Power],
            Records = RecordKinds.Time,
            LoopsRestart = true,
            MostStepsWrittenOut = FastWave.MostSegments,
        };

    public bool Recognises(string text)
    {
        int end = text.IndexOf('\n');
        return FastWave.IsSegment(end < 0 ? text : text[..end]);
    }

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.mwf", FastWave.Write(ProgramTree.WrittenOut(program)))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions)
    {
        var diagnostics = new List<Diagnostic>();
        if (FastWave.Read(source, diagnostics) is not { } segments)
            return new(null, diagnostics);
        var steps = segments.Select((segment, i) => Step(segment, i, segments.Count));
        return new(
            LoopFolding.Fold(CyclerProgram.Of(Path.GetFileNameWithoutExtension(source.Path), [.. steps])),
            diagnostics
        );
    }

    private static CyclerStep Step(FastWave.Segment segment, int index, int count)
    {
        var ends = new List<CyclerEnd>();
        if (segment.Limit is { } limit)
            ends.Add(new([limit], CyclerTarget.To(count)));
        ends.Add(CyclerEnd.When(CyclerCondition.For(segment.Time)));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"segment{index + 1}"),
            segment.Control,
            [.. ends],
            new(segment.Interval, null, null)
        );
    }
}
