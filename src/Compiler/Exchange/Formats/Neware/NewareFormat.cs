using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.Neware;

/// <summary>Step files of Neware's BTS 8: an XML element per step, values in attributes.</summary>
public sealed class NewareFormat : ICyclerFormat
{
    public string Name => "neware";

    public string Title => "Neware BTS 8 step XML";

    public IReadOnlyList<string> Extensions => [".xml"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "Neware",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.LimitedHold,
                ControlKind.Power,
                ControlKind.Sweep,
                ControlKind.Pause,
                ControlKind.Loop,
            ],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = Watched,
                [ControlKind.Current] = Counted,
                [ControlKind.Hold] = Counted,
                [ControlKind.LimitedHold] = Counted,
                [ControlKind.Power] = Counted,
                [ControlKind.Sweep] = Watched,
            }.ToFrozenDictionary(),
            JumpEnds = Watched,
            Stops = true,
            HoldsNeedWay = true,
            Rates = RateSupport.WithCapacity,
            Safety = SafetyKinds.Voltage | SafetyKinds.Current | SafetyKinds.Capacity | SafetyKinds.Delay,
            Guards = true,
            NeedsRecordRule = true,
        };

    private static readonly FrozenSet<CyclerQuantity> Watched =
    [
        CyclerQuantity.Voltage,
        CyclerQuantity.CurrentMagnitude,
        CyclerQuantity.StepTime,
    ];

    private static readonly FrozenSet<CyclerQuantity> Counted = [.. Watched, CyclerQuantity.StepCapacity];

    public bool Recognises(string text) =>
        text.AsSpan(0, Math.Min(text.Length, 2000)).Contains("Step File", StringComparison.Ordinal)
        && text.AsSpan(0, Math.Min(text.Length, 2000)).Contains("<config", StringComparison.Ordinal);

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.xml", NewareWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        NewareReader.Read(source);
}
