using System.Globalization;
using System.Text;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;

namespace CellDsl.Compiler.Exchange.Formats.PyBaMM;

/// <summary>Writes a program as Python source. A loop is a tuple times its count: PyBaMM takes a tuple as a cycle.</summary>
internal sealed class PyBaMMWriter
{
    private readonly StringBuilder _text = new();

    public static byte[] Write(CyclerProgram program, ExportHeader header)
    {
        var writer = new PyBaMMWriter();
        writer.File(program, header);
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    private void File(CyclerProgram program, ExportHeader header)
    {
        Line(0, $"# {header.Provenance.ReplaceLineEndings(" ")}");
        foreach (string loss in header.Losses)
            Line(0, $"# lost: {loss.ReplaceLineEndings(" ")}");
        Line(0, "import pybamm");
        Line(0, "");
        Limits(program.Safety);
        Line(0, "experiment = pybamm.Experiment(");
        Line(1, "[");
        foreach (var tree in ProgramTree.Of(program) ?? [])
            Tree(tree, 2, isInCycle: false);
        Line(1, "]");
        Line(0, ")");
    }

    // An experiment has no limits of its own: the model has.
    private void Limits(SafetyLimits safety)
    {
        if ((safety.LowestVoltage ?? safety.HighestVoltage) is null)
            return;
        Line(0, "# Update the parameter values with these: the simulation stops where a limit is passed.");
        Line(0, "limits = {");
        if (safety.LowestVoltage is { } lowest)
            Line(1, $"\"{PyBaMMReader.Lowest}\": {DecimalText.Write(lowest)},");
        if (safety.HighestVoltage is { } highest)
            Line(1, $"\"{PyBaMMReader.Highest}\": {DecimalText.Write(highest)},");
        Line(0, "}");
        Line(0, "");
    }

    private void Tree(ProgramTree tree, int depth, bool isInCycle)
    {
        switch (tree)
        {
            case ProgramTree.Step step:
                string place = step.Content.Source is { Path.Length: > 0 } source ? $" {source}" : "";
                Line(
                    depth,
                    $"\"{StepString.Write(step.Content)}\",  # {step.Content.Id.ReplaceLineEndings(" ")}{place}"
                );
                break;
            case ProgramTree.Repeat repeat:
                // A cycle is a flat tuple: loops inside it are laid out by Python.
                Line(depth, isInCycle ? "*(" : "*[(");
                foreach (var inner in repeat.Body)
                    Tree(inner, depth + 1, isInCycle: true);
                string times = repeat.Count.ToString(CultureInfo.InvariantCulture);
                Line(depth, isInCycle ? $") * {times}," : $")] * {times},");
                break;
        }
    }

    private void Line(int depth, string line) => _text.Append(' ', 4 * depth).Append(line).Append('\n');
}
