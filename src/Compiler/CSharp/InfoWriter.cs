using System.Globalization;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary><c>Info</c>: what people and recorders need to know of a machine.</summary>
internal sealed class InfoWriter(StateLayout layout, SourcePlaces places, CodeWriter code)
{
    private Machine Machine => layout.Machine;

    public void Write(IReadOnlyList<string> stopReasons, int guardCount)
    {
        code.Line("public static MachineInfo Info { get; } = new(");
        code.Indent(1);
        code.Line($"{Literals.Text(Machine.Name)},");
        code.Line($"{places.Write(Machine.Source)},");
        List(
            "ParameterInfo",
            Machine.Parameters.Select(p => $"new({Literals.Text(p.Name)}, {Literals.Text(p.Unit)})")
        );
        Steps();
        List("string", stopReasons.Select(Literals.Text));
        List("EndInfo", Machine.Limits.Select(End));
        code.Line(string.Create(CultureInfo.InvariantCulture, $"0x{layout.Hash:X16}UL,"));
        code.Line($"{Literals.Integer(layout.Size)},");
        code.Line($"{Literals.Integer(guardCount)}");
        code.Indent(-1);
        if (layout.ObservesElectrodes)
        {
            code.Line(")");
            code.Line("{ ObservesElectrodes = true };");
        }
        else
        {
            code.Line(");");
        }
    }

    private void Steps()
    {
        code.Line("new StepInfo[]");
        code.Open("");
        foreach (var step in Machine.Steps)
        {
            code.Line("new(");
            code.Indent(1);
            code.Line($"{Literals.Text(step.Id)},");
            code.Line($"{Literals.Text(step.Kind)},");
            code.Line($"{Literals.Text(step.Text)},");
            code.Line($"{places.Write(step.Source)},");
            List("EndInfo", step.Ends.Select(End), last: true);
            code.Indent(-1);
            code.Line("),");
        }
        code.Close("},");
    }

    private string End(MachineEnd end) => $"new({Literals.Text(end.Name)}, {places.Write(end.Source)})";

    private void List(string type, IEnumerable<string> items, bool last = false)
    {
        code.Line($"new {type}[]");
        code.Open("");
        foreach (var item in items)
            code.Line(item + ",");
        code.Close(last ? "}" : "},");
    }
}
