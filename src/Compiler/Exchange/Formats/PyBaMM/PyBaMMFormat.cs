using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Formats.PyBaMM;

/// <summary>
/// Experiments of PyBaMM as Python source: a string where the experiment language can say a step, a step object where it
/// cannot. Reading takes the strings, the step objects that writing uses, and lists, tuples and repetition around them.
/// </summary>
public sealed class PyBaMMFormat : ICyclerFormat
{
    public string Name => "pybamm";

    public string Title => "PyBaMM experiment";

    public IReadOnlyList<string> Extensions => [".py"];

    public FormatCapabilities Capabilities { get; } =
        new()
        {
            Tool = "PyBaMM",
            Controls =
            [
                ControlKind.Rest,
                ControlKind.Current,
                ControlKind.Hold,
                ControlKind.Power,
                ControlKind.Load,
                ControlKind.Loop,
            ],
            Ends = new Dictionary<ControlKind, FrozenSet<CyclerQuantity>>
            {
                [ControlKind.Rest] = [CyclerQuantity.StepTime],
                [ControlKind.Current] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
                [ControlKind.Hold] = [CyclerQuantity.StepTime, CyclerQuantity.CurrentMagnitude],
                [ControlKind.Power] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
                [ControlKind.Load] = [CyclerQuantity.StepTime, CyclerQuantity.Voltage],
            }.ToFrozenDictionary(),
            OneEndPerQuantity = true,
            NeedTime = [ControlKind.Rest],
            Rates = RateSupport.Native,
            Safety = SafetyKinds.Voltage,
            Records = RecordKinds.Time,
            LoopsRestart = true,
        };

    public bool Recognises(string text) =>
        text.Contains("pybamm.Experiment(", StringComparison.Ordinal)
        || text.Contains("pybamm.step.", StringComparison.Ordinal);

    public IReadOnlyList<ExportFile> Write(CyclerProgram program, ExportHeader header) =>
        [new($"{header.FileName}.py", PyBaMMWriter.Write(program, header))];

    public ImportResult Read(SourceText source, Func<string, SourceText?> companions) =>
        PyBaMMReader.Read(source);
}
