using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.Tomato;

/// <summary>Payloads 2.2 of tomato, the laboratory automation: a task per step, loops written out.</summary>
public sealed class TomatoFormat : ICyclerFormat
{
    public string Name => "tomato";

    public string Title => "tomato payload 2.2";

    public IReadOnlyList<string> Extensions => [".json"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "tomato",
            Controls = [ControlKind.Rest, ControlKind.Current, ControlKind.Hold, ControlKind.Loop],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = [CyclerQuantity.StepTime],
                [ControlKind.Current] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
                [ControlKind.Hold] = [CyclerQuantity.StepTime, CyclerQuantity.CurrentMagnitude],
            }.ToFrozenDictionary(),
            OneEndPerQuantity = true,
            NeedTime = [ControlKind.Rest, ControlKind.Current, ControlKind.Hold],
            Records = RecordKinds.Time,
            NeedsRecordRule = true,
            LoopsRestart = true,
            MostStepsWrittenOut = 10_000,
        };

    public bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 4000));
        return head.TrimStart().StartsWith('{')
            && head.Contains("\"technique_name\"", StringComparison.Ordinal);
    }

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.json", TomatoWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        TomatoReader.Read(source);
}
