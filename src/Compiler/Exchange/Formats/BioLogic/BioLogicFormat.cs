using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.BioLogic;

/// <summary>Settings files of BioLogic's EC-Lab and BT-Lab with the technique Modulo Bat: a column per sequence.</summary>
public sealed class BioLogicFormat : ICyclerFormat
{
    private readonly bool _isBtLab;

    private BioLogicFormat(bool isBtLab)
    {
        _isBtLab = isBtLab;
        FrozenSet<CyclerQuantity> watched =
        [
            CyclerQuantity.Voltage,
            CyclerQuantity.CurrentMagnitude,
            CyclerQuantity.Current,
            CyclerQuantity.StepTime,
        ];
        Capabilities = new()
        {
            Tool = isBtLab ? "BT-Lab" : "EC-Lab",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.Sweep,
                ControlKind.Impedance,
                ControlKind.Loop,
            ],
            Ends = new[]
            {
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.Sweep,
                ControlKind.Impedance,
            }.ToFrozenDictionary(kind => kind, _ => watched),
            JumpEnds = watched,
            Stops = true,
            MostEnds = 3,
            Safety = SafetyKinds.Voltage | SafetyKinds.Current | SafetyKinds.Delay,
            OneCurrentLimit = true,
            LongestDelay = 1,
            NeedsRecordRule = true,
            LargestCurrent = isBtLab ? 10 : 1,
        };
    }

    public static BioLogicFormat EcLab { get; } = new(isBtLab: false);

    public static BioLogicFormat BtLab { get; } = new(isBtLab: true);

    public string Name => _isBtLab ? "bt-lab" : "ec-lab";

    public string Title => _isBtLab ? "BioLogic BT-Lab settings" : "BioLogic EC-Lab settings";

    public IReadOnlyList<string> Extensions => [".mps"];

    public FormatCapabilities Capabilities { get; }

    public bool Recognises(string text) =>
        text.TrimStart()
            .StartsWith(_isBtLab ? "BT-LAB SETTING FILE" : "EC-LAB SETTING FILE", StringComparison.Ordinal);

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.mps", BioLogicWriter.Write(program, header, _isBtLab))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        BioLogicReader.Read(source);
}
