using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.Arbin;

/// <summary>Schedules of Arbin's MITS Pro: INI sections for steps and for each of their limits, jumps by label.</summary>
public sealed class ArbinFormat : ICyclerFormat
{
    public string Name => "arbin";

    public string Title => "Arbin schedule";

    public IReadOnlyList<string> Extensions => [".sdu"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "Arbin",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.LimitedHold,
                ControlKind.Loop,
            ],
            Ends = new[]
            {
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.LimitedHold,
            }.ToFrozenDictionary(kind => kind, _ => Watched),
            JumpEnds = Watched,
            Stops = true,
            MostComparisons = ArbinWords.MostEquations,
            LimitedHoldsNeedWay = true,
            Rates = RateSupport.Native,
            Safety = SafetyKinds.Voltage | SafetyKinds.Current,
            NeedsRecordRule = true,
            LoopsRestart = true,
            DeepestLoops = 4,
        };

    private static readonly FrozenSet<CyclerQuantity> Watched =
    [
        CyclerQuantity.Voltage,
        CyclerQuantity.Current,
        CyclerQuantity.CurrentMagnitude,
        CyclerQuantity.StepTime,
    ];

    public bool Recognises(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 4000));
        return head.Contains("[Schedule]", StringComparison.Ordinal)
            || head.Contains("Schedule Version", StringComparison.Ordinal);
    }

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.sdu", ArbinWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        ArbinReader.Read(source);
}
