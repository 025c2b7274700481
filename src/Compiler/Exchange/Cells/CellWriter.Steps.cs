using System.Globalization;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Cells;

public sealed partial class CellWriter
{
    /// <summary>Writes one step, or a constant current with its hold. Returns how many steps that were.</summary>
    private int Step(int index, int to, Stretch? inside)
    {
        var step = _program.Steps[index];
        if (step.Control is CyclerControl.Loop)
            return 1;
        if (step.Note is { Length: > 0 } note)
            Line($"// {CellNames.OneLine(note)}");
        // A jump in the guise of a rest.
        if (
            step is
            {
                Control: CyclerControl.Rest,
                Ends: [{ Single: { Quantity: CyclerQuantity.StepTime, Value.IsZero: true } } jump]
            }
        )
        {
            if (jump.Target.Kind != TargetKind.Next && Action(jump.Target, index, inside) is { } way)
                Line(way);
            return 1;
        }
        if (step.Control is CyclerControl.Pause)
        {
            Report(step, "a pause for a person", "the program goes on without it");
            return 1;
        }
        if (index + 1 < to && Folded(index) is { } folded)
        {
            Line(folded);
            return 2;
        }
        var ends = Ends(step);
        bool isPlain = ends.TrueForAll(end => end.Target.Kind == TargetKind.Next);
        string phrase = Phrase(step);
        if (isPlain)
        {
            Line(phrase + Until(step, ends));
            return 1;
        }
        var names = Names(ends);
        Line($"{phrase} until {{");
        _depth++;
        for (int i = 0; i < ends.Count; i++)
            Line($"{names[i]}: {Text(ends[i])}");
        _depth--;
        Line("}");
        for (int i = 0; i < ends.Count; i++)
        {
            if (ends[i].Target.Kind != TargetKind.Next && Action(ends[i].Target, index, inside) is { } way)
                Line($"when {names[i]} {{ {way} }}");
        }
        return 1;
    }

    private List<CyclerEnd> Ends(CyclerStep step)
    {
        var ends = new List<CyclerEnd>();
        if (step.Guard is { } guard)
        {
            var beyond = CyclerCondition.Of(CyclerQuantity.CurrentMagnitude, true, guard.Value) with
            {
                Comparison = Comparison.Greater,
                IsRelative = guard.IsRate,
            };
            ends.Add(new([beyond], CyclerTarget.Stop("the largest current was passed"), "overcurrent"));
        }
        foreach (var end in step.Ends)
        {
            if (
                end.All.Any(condition =>
                    condition.Quantity is CyclerQuantity.TestTime or CyclerQuantity.Other
                )
            )
                Report(step, "a bound on the time of the whole test", "the step goes on without it");
            else
                ends.Add(end);
        }
        return ends;
    }

    private static string Phrase(CyclerStep step)
    {
        switch (step.Control)
        {
            case CyclerControl.Current current:
                string verb = current.Value.Sign < 0 ? "discharge" : "charge";
                return $"{verb} at {CellQuantities.Current(current.Value.Abs())}";
            case CyclerControl.Hold { Limit: { } limit } hold:
                string way = hold.Way == Way.Discharge ? "discharge" : "charge";
                string target = hold.Voltage is { } volts ? $" to {CellQuantities.Voltage(volts)}" : "";
                return $"{way} at {CellQuantities.Current(limit)}{target}";
            case CyclerControl.Hold hold:
                return hold.Voltage is { } held ? $"hold at {CellQuantities.Voltage(held)}" : "hold";
            case CyclerControl.Power power:
                return $"drive at {CellQuantities.Power(power.Watts)}";
            case CyclerControl.Load load:
                return $"discharge_through {CellQuantities.Number(load.Ohms)} Ω";
            case CyclerControl.Sweep sweep:
                string from = sweep.From is { } start ? $" from {CellQuantities.Voltage(start)}" : "";
                string to = sweep.To is { } end ? $" to {CellQuantities.Voltage(end)}" : "";
                return $"sweep{from}{to} at {CellQuantities.SweepRate(sweep.Rate.Abs())}";
            case CyclerControl.Impedance spectrum:
                return Impedance(spectrum);
            case CyclerControl.Temperature temperature:
                return $"set temperature to {CellQuantities.Temperature(temperature.Kelvin)}";
            default:
                return "rest";
        }
    }

    private static string Impedance(CyclerControl.Impedance spectrum)
    {
        string text = "impedance";
        if (spectrum.From is { } from)
            text += $" from {CellQuantities.Frequency(from)}";
        if (spectrum.To is { } to)
            text += $" to {CellQuantities.Frequency(to)}";
        if (spectrum.Amplitude is { } amplitude)
            text +=
                $" with {(spectrum.IsGalvanostatic ? CellQuantities.Current(Amperage.Amperes(amplitude)) : CellQuantities.Voltage(amplitude))}";
        return text;
    }

    /// <summary>“charge at C/10 until voltage >= 4.2 V then hold at 4.2 V until …”; null where two steps are no such pair.</summary>
    private string? Folded(int index)
    {
        var (first, second) = (_program.Steps[index], _program.Steps[index + 1]);
        if (
            first.Control is not CyclerControl.Current current
            || second.Control is not CyclerControl.Hold { Voltage: { } held } hold
            || first.Guard is not null
            || second.Guard is not null
            || second.Note is not null
            || first.Record != second.Record
            || _structure.Stretches.Any(stretch => stretch.Start == index + 1 || stretch.End == index + 1)
            || ProgramEdits.Sources(_program, index + 1).Any(source => source != index)
        )
            return null;
        var (ends, endsOfHold) = (Ends(first), Ends(second));
        if (
            ends.Exists(end => end.Target.Kind != TargetKind.Next)
            || endsOfHold.Exists(end => end.Target.Kind != TargetKind.Next)
            || !ends.Exists(end =>
                end.Single is { Quantity: CyclerQuantity.Voltage } reached && reached.Value == held
            )
        )
            return null;
        // Behind `then` a hold never passes more than the current before it: that must be so already, or mean nothing.
        bool isSame = hold.Limit is { } limit
            ? limit == current.Value.Abs()
            : ends.TrueForAll(end =>
                end.Single is { Quantity: CyclerQuantity.Voltage } reached && reached.Value == held
            );
        return isSame
            ? $"{Phrase(first)}{Until(first, ends)} then hold at {CellQuantities.Voltage(held)}{Until(second, endsOfHold)}"
            : null;
    }

    private static string Until(CyclerStep step, List<CyclerEnd> ends)
    {
        if (ends.Count == 0)
            return "";
        if (
            step.Control is CyclerControl.Rest
            && ends is [{ Single: { Quantity: CyclerQuantity.StepTime } time }]
        )
            return $" for {CellQuantities.Time(time.Value)}";
        return $" until {string.Join(" or ", ends.Select(Text))}";
    }

    private static string Text(CyclerEnd end) => string.Join(" and ", end.All.Select(Text));

    private static string Text(CyclerCondition condition)
    {
        string sign = condition.Comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
        return condition.Quantity switch
        {
            CyclerQuantity.StepTime => $"for {CellQuantities.Time(condition.Value)}",
            CyclerQuantity.Voltage => $"voltage {sign} {CellQuantities.Voltage(condition.Value)}",
            CyclerQuantity.Current => $"current {sign} {CellQuantities.Current(condition.Amperage)}",
            CyclerQuantity.CurrentMagnitude =>
                $"|current| {sign} {CellQuantities.Current(condition.Amperage)}",
            CyclerQuantity.StepCapacity => condition.IsRelative
                ? $"capacity {sign} {CellQuantities.Number(condition.Value)} * nominal"
                : $"capacity {sign} {CellQuantities.Charge(condition.Value)}",
            CyclerQuantity.StepEnergy => $"energy {sign} {CellQuantities.Energy(condition.Value)}",
            _ => $"temperature {sign} {CellQuantities.Temperature(condition.Value)}",
        };
    }

    private static List<string> Names(List<CyclerEnd> ends)
    {
        var names = new List<string>();
        foreach (var end in ends)
        {
            string name = end.Name is { } given && CellNames.IsIdentifier(given) ? given : NameOf(end);
            string unique = name;
            for (int n = 2; names.Contains(unique); n++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            names.Add(unique);
        }
        return names;
    }

    private static string NameOf(CyclerEnd end) =>
        end.Single switch
        {
            { Quantity: CyclerQuantity.Voltage, IsAbove: true } => "full",
            { Quantity: CyclerQuantity.Voltage } => "empty",
            { Quantity: CyclerQuantity.StepTime } => "late",
            { Quantity: CyclerQuantity.StepCapacity } => "enough",
            { Quantity: CyclerQuantity.StepEnergy } => "spent",
            { Quantity: CyclerQuantity.Temperature, IsAbove: true } => "hot",
            { Quantity: CyclerQuantity.Temperature } => "cold",
            { IsAbove: true } => "overcurrent",
            { } => "tapered",
            null => "both",
        };

    /// <summary>The statement that leads where an end goes; null, and reported, where none does.</summary>
    private string? Action(CyclerTarget target, int index, Stretch? inside)
    {
        switch (target.Kind)
        {
            case TargetKind.Stop:
                return $"stop \"{CellNames.OneLine(target.Reason ?? "stopped by the program").Replace('"', '\'')}\"";
            case TargetKind.End:
                return "stop \"the end of the program\"";
        }
        if (_structure.Wild.Contains((index, target.Step)))
        {
            Report(
                _program.Steps[index],
                $"a jump to step {target.Step + 1} that no loop makes",
                "the next step follows"
            );
            return null;
        }
        if (inside is not null && inside.End == target.Step && inside.IsLoop)
            return "break";
        // The outermost block that ends there leaves all inner ones as well.
        var left = _structure.Stretches.FirstOrDefault(stretch =>
            stretch.End == target.Step && stretch.Holds(index) && _labels.ContainsKey(stretch)
        );
        if (left is not null)
            return left == inside ? "break" : $"break {_labels[left]}";
        Report(_program.Steps[index], $"a jump to step {target.Step + 1}", "the next step follows");
        return null;
    }
}
