using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.Unicycler;

/// <summary>The universal protocol of aurora-unicycler as JSON.</summary>
public sealed class UnicyclerFormat : ICyclerFormat
{
    public string Name => "unicycler";

    public string Title => "aurora-unicycler JSON";

    public IReadOnlyList<string> Extensions => [".json"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "unicycler",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.Impedance,
                ControlKind.Loop,
            ],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = [CyclerQuantity.StepTime],
                [ControlKind.Current] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
                [ControlKind.Hold] = [CyclerQuantity.StepTime, CyclerQuantity.CurrentMagnitude],
            }.ToFrozenDictionary(),
            OneEndPerQuantity = true,
            NeedTime = [ControlKind.Rest],
            Rates = RateSupport.WithCapacity,
            Safety = SafetyKinds.Voltage | SafetyKinds.Current | SafetyKinds.Capacity | SafetyKinds.Delay,
            OneRecordRule = true,
            NeedsRecordRule = true,
            LoopsRestart = true,
        };

    public bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 4000));
        return head.TrimStart().StartsWith('{')
            && (
                head.Contains("\"unicycler\"", StringComparison.Ordinal)
                || (
                    head.Contains("\"method\"", StringComparison.Ordinal)
                    && head.Contains("\"step\"", StringComparison.Ordinal)
                )
            );
    }

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.json", UnicyclerWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        UnicyclerReader.Read(source);
}
