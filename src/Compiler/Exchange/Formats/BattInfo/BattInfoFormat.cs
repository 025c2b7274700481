using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.BattInfo;

/// <summary>Test protocols as linked data in the terms of BattINFO: each task names the next one.</summary>
public sealed class BattInfoFormat : ICyclerFormat
{
    public string Name => "battinfo";

    public string Title => "BattINFO JSON-LD";

    public IReadOnlyList<string> Extensions => [".jsonld"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "BattINFO",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.Sweep,
                ControlKind.Impedance,
                ControlKind.Loop,
            ],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = [CyclerQuantity.StepTime],
                [ControlKind.Current] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
                [ControlKind.Hold] = [CyclerQuantity.StepTime, CyclerQuantity.CurrentMagnitude],
                [ControlKind.Sweep] = [CyclerQuantity.StepTime],
                [ControlKind.Impedance] = [CyclerQuantity.StepTime],
            }.ToFrozenDictionary(),
            OneEndPerQuantity = true,
            NeedTime = [ControlKind.Rest],
            Rates = RateSupport.Native,
            Records = RecordKinds.None,
            LoopsRestart = true,
            SpectrumPoints = false,
        };

    public bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 8000));
        return head.TrimStart().StartsWith('{')
            && head.Contains("\"@context\"", StringComparison.Ordinal)
            && (
                head.Contains("battery", StringComparison.Ordinal)
                || head.Contains("IterativeWorkflow", StringComparison.Ordinal)
            );
    }

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.jsonld", BattInfoWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        BattInfoReader.Read(source);
}
