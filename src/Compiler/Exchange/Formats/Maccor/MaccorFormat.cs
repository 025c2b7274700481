using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Maccor;

/// <summary>Maccor procedures: XML with texts padded to eight characters. Reads the drive cycles that they name, too.</summary>
public sealed class MaccorFormat : ICyclerFormat
{
    public string Name => "maccor";

    public string Title => "Maccor procedure";

    public IReadOnlyList<string> Extensions => [".000"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "Maccor",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.LimitedHold,
                ControlKind.Power,
                ControlKind.Loop,
            ],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = Watched,
                [ControlKind.Current] = Watched,
                [ControlKind.Hold] = Watched,
                [ControlKind.LimitedHold] = Watched,
                // A segment of a drive cycle.
                [ControlKind.Power] = [CyclerQuantity.StepTime],
            }.ToFrozenDictionary(),
            NeedTime = [ControlKind.Power],
            JumpEnds = Watched,
            Stops = true,
            HoldsNeedWay = true,
            Rates = RateSupport.Native,
            Safety = SafetyKinds.Voltage | SafetyKinds.Current,
            OneCurrentLimit = true,
            SafetyAsEnds = true,
            NeedsRecordRule = true,
            LoopsRestart = true,
            MostSteps = 900,
            TimeResolution = Rational.Of(1, 100),
        };

    private static readonly FrozenSet<CyclerQuantity> Watched =
    [
        CyclerQuantity.Voltage,
        CyclerQuantity.CurrentMagnitude,
        CyclerQuantity.StepTime,
    ];

    public bool Recognises(string text) =>
        text.AsSpan(0, Math.Min(text.Length, 1000)).Contains("Maccor", StringComparison.Ordinal)
        && text.AsSpan(0, Math.Min(text.Length, 1000)).TrimStart().StartsWith('<');

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header)
    {
        var waves = new List<ExportFile>();
        var cut = DriveCycle.Cut(program, header.FileName, waves);
        return [new($"{header.FileName}.000", MaccorWriter.Write(cut, header)), .. waves];
    }

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        MaccorReader.Read(source, companions);
}
