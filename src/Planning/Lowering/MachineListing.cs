using System.Globalization;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Lowering;

/// <summary>A machine as people read it: its steps with commands and ends, and its blocks.</summary>
public static class MachineListing
{
    public static EquatableList<string> Of(Machine machine)
    {
        var printer = new MachineExpressionPrinter(machine);
        var lines = new List<string>();
        foreach (var slot in machine.Slots)
            lines.Add($"slot {slot.Name}: {slot.Type}");
        foreach (var limit in machine.Limits)
            lines.Add($"limit {limit.Name}: {printer.Print(limit.Condition)}");
        lines.Add($"start at block {Text(machine.Entry)}");
        for (int i = 0; i < machine.Blocks.Count; i++)
        {
            lines.Add($"block {Text(i)}");
            foreach (var assignment in machine.Blocks[i].Assignments)
                lines.Add($"  {machine.Slots[assignment.Slot].Name} = {printer.Print(assignment.Value)}");
            lines.Add($"  {Exit(machine, machine.Blocks[i].Exit, printer)}");
        }
        foreach (var step in machine.Steps)
            lines.AddRange(Step(step, printer));
        foreach (var tier in machine.Interruption)
        {
            var gap = tier.UpTo is null ? "longer" : $"up to {printer.Print(tier.UpTo)}";
            var rest = tier.Rest is null ? "" : $" {printer.Print(tier.Rest)}";
            lines.Add($"interruption {gap}: {tier.Action}{rest}");
        }
        return [.. lines];
    }

    /// <summary>One expression of a machine, as the listing prints it.</summary>
    public static string Of(Machine machine, MachineExpression expression) =>
        new MachineExpressionPrinter(machine).Print(expression);

    private static IEnumerable<string> Step(MachineStep step, MachineExpressionPrinter printer)
    {
        var command = step.Setpoint is null ? $"{step.Mode}" : $"{step.Mode} {printer.Print(step.Setpoint)}";
        if (step.CurrentLimit is not null)
            command += $", current up to {printer.Print(step.CurrentLimit)}";
        if (step.Temperature is not null)
            command += $", chamber at {printer.Print(step.Temperature)}";
        yield return $"step {step.Id} ({step.Kind}{(step.Uncounted ? ", uncounted" : "")}): {command}";
        foreach (var end in step.Ends)
        {
            var budget = end.Budget ? "budget " : "";
            yield return $"  {budget}{end.Name}: {printer.Print(end.Condition)} → block {Text(end.Target ?? -1)}";
        }
        string[] record =
        [
            .. step.Record.Interval is { } interval ? [printer.Print(interval)] : Array.Empty<string>(),
            .. step.Record.Voltage is { } voltage ? [printer.Print(voltage)] : Array.Empty<string>(),
            .. step.Record.Current is { } current ? [printer.Print(current)] : Array.Empty<string>(),
        ];
        if (record.Length > 0)
            yield return $"  record every {string.Join(" or ", record)}";
    }

    private static string Exit(Machine machine, MachineExit exit, MachineExpressionPrinter printer) =>
        exit switch
        {
            MachineExit.Jump jump => $"go to block {Text(jump.Block)}",
            MachineExit.Branch branch =>
                $"if {printer.Print(branch.Condition)} go to block {Text(branch.Then)} else {Text(branch.Else)}",
            MachineExit.EnterStep enter => $"enter {machine.Steps[enter.Step].Id}",
            MachineExit.Stop stop => $"stop \"{machine.StopReasons[stop.Reason]}\"",
            _ => "complete",
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
