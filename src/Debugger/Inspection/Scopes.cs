using CellDsl.Contracts;
using CellDsl.Debugger.Session;
using CellDsl.Planning.Lowering;
using CellDsl.Planning.Machines;
using CellDsl.Runtime.Records;

namespace CellDsl.Debugger.Inspection;

/// <summary>What can be seen at a moment, group by group, each number in its unit.</summary>
internal static class Scopes
{
    /// <summary>The latest steps that are listed; a long test has hundreds of thousands.</summary>
    private const int MostSteps = 50;

    public static IReadOnlyList<Variable> Of(Glance at) =>
        [
            new("Observation", "", Observation(at)),
            new("Step", "", Step(at)),
            new("Results", "", Results(at)),
            new("Counters", "", Counters(at)),
            new("Budgets", "", Budgets(at)),
            new("Arguments", "", Arguments(at)),
            new("Cell", "", Cell(at)),
        ];

    private static List<Variable> Observation(Glance at)
    {
        var seen = at.Seen;
        List<Variable> shown =
        [
            new("voltage", Shown.Of(seen.Voltage, "V"), Expression: "voltage"),
            new("current", Shown.Of(seen.Current, "A"), Expression: "current"),
            new("temperature", Shown.Of(seen.Temperature, "K"), Expression: "temperature"),
            new("chamber", Shown.Of(at.Course.Run.Ambient, "K")),
            new("test time", Shown.Time(seen.Time)),
            new("charge in", Shown.Of(seen.ChargeIn, "A·s")),
            new("charge out", Shown.Of(seen.ChargeOut, "A·s")),
            new("energy in", Shown.Of(seen.EnergyIn, "J")),
            new("energy out", Shown.Of(seen.EnergyOut, "J")),
        ];
        if (!double.IsNaN(seen.NegativePotential))
            shown.Insert(1, new("negative potential", Shown.Of(seen.NegativePotential, "V")));
        return shown;
    }

    private static List<Variable> Step(Glance at)
    {
        if (at.MachineStep is not { } step)
            return [];
        var command = at.Command;
        var start = at.Course.Run.Ledger.StepStart;
        var shown = new List<Variable>
        {
            new("step", step.Id),
            new("text", step.Text),
            new("time", Shown.Time(at.Seen.Time - start.Time)),
            new(
                "capacity",
                Shown.Of(at.View.Number(new MachineExpression.Observed(Observable.StepCapacity)), "A·s")
            ),
            new(
                "energy",
                Shown.Of(at.View.Number(new MachineExpression.Observed(Observable.StepEnergy)), "J")
            ),
        };
        if (SetpointUnit(command.Mode) is { } unit)
            shown.Add(new("setpoint", Shown.Of(command.Setpoint, unit)));
        if (command.Mode is ControlMode.Voltage or ControlMode.Sweep)
            shown.Add(new("current limit", Shown.Of(command.CurrentLimit, "A")));
        if (command.Cycle > 0)
            shown.Add(new("cycle", Shown.Of(command.Cycle, "1")));
        if (command.Uncounted)
            shown.Add(new("counted", Shown.Truth(false)));
        shown.Add(new("ends", $"{step.Ends.Count}", [.. step.Ends.Select(end => End(at, end))]));
        return shown;
    }

    private static Variable End(Glance at, MachineEnd end)
    {
        string condition = MachineListing.Of(at.Machine, end.Condition);
        string state =
            ReferenceEquals(end, at.FiredEnd) ? "fired"
            : Distance(at, end.Condition) is { } left ? left
            : "not yet";
        return new(end.Name, end.Name == condition ? state : $"{condition}: {state}");
    }

    // A single comparison tells where its left side stands, a clock how long it has to run.
    private static string? Distance(Glance at, MachineExpression condition) =>
        condition switch
        {
            MachineExpression.Compared { Left: MachineExpression.Observed { What: var what } left }
                when UnitOf(what) is { } unit => $"now {Shown.Of(at.View.Number(left), unit)}",
            MachineExpression.Elapsed elapsed => $"in {Shown.Of(Math.Max(0, Left(at, elapsed)), "s")}",
            _ => null,
        };

    private static double Left(Glance at, MachineExpression.Elapsed elapsed) =>
        at.View.Number(elapsed.Duration) - at.View.Since(elapsed.SinceSlot);

    private static string? UnitOf(Observable what) =>
        what switch
        {
            Observable.Voltage => "V",
            Observable.Current => "A",
            Observable.Temperature => "K",
            Observable.NegativePotential => "V",
            Observable.Pressure => "Pa",
            Observable.StepTime or Observable.TestTime or Observable.WallTime => "s",
            Observable.StepCapacity or Observable.ChargeIn or Observable.ChargeOut => "A·s",
            Observable.StepEnergy or Observable.EnergyIn or Observable.EnergyOut => "J",
            _ => null,
        };

    private static string? SetpointUnit(ControlMode mode) =>
        mode switch
        {
            ControlMode.Current => "A",
            ControlMode.Voltage => "V",
            ControlMode.Power => "W",
            ControlMode.Resistance => "Ω",
            ControlMode.Sweep => "V/s",
            _ => null,
        };

    private static List<Variable> Results(Glance at)
    {
        var ledger = at.Course.Run.Ledger;
        double first = ledger.Cycles is [var one, ..] ? one.ChargeOut : double.NaN;
        return
        [
            new(
                "cycles",
                $"{ledger.Cycles.Count}",
                [.. ledger.Cycles.Select(cycle => Cycle(cycle, first)).Reverse()]
            ),
            new(
                "steps",
                $"{ledger.Steps.Count}",
                [
                    .. ledger
                        .Steps.Skip(ledger.Steps.Count - MostSteps)
                        .Select(step => Finished(at.Machine, step))
                        .Reverse(),
                ]
            ),
        ];
    }

    private static Variable Cycle(CycleResult cycle, double first) =>
        new(
            $"cycle[{cycle.Number}]",
            $"{Shown.Of(cycle.ChargeIn, "A·s")} in, {Shown.Of(cycle.ChargeOut, "A·s")} out",
            [
                new("charge.capacity", Shown.Of(cycle.ChargeIn, "A·s")),
                new("discharge.capacity", Shown.Of(cycle.ChargeOut, "A·s")),
                new("charge.energy", Shown.Of(cycle.EnergyIn, "J")),
                new("discharge.energy", Shown.Of(cycle.EnergyOut, "J")),
                new("retention", Shown.Percent(cycle.ChargeOut / first)),
                new("efficiency", Shown.Percent(cycle.ChargeOut / cycle.ChargeIn)),
                new("time", Shown.Of(cycle.Duration, "s")),
            ]
        );

    private static Variable Finished(Machine machine, StepResult step) =>
        new(
            machine.Steps[step.Step].Id,
            $"{Shown.Of(step.Duration, "s")}, ended by {step.EndedBy ?? "nothing"}",
            [
                new("started at", Shown.Of(step.Start, "s")),
                new("time", Shown.Of(step.Duration, "s")),
                new("charge in", Shown.Of(step.ChargeIn, "A·s")),
                new("charge out", Shown.Of(step.ChargeOut, "A·s")),
                new("end voltage", Shown.Of(step.EndVoltage, "V")),
                new("end current", Shown.Of(step.EndCurrent, "A")),
                new("end temperature", Shown.Of(step.EndTemperature, "K")),
            ]
        );

    private static List<Variable> Counters(Glance at) =>
        [
            .. at
                .Machine.Slots.Where(slot => slot.Type is SlotType.Count or SlotType.Flag)
                .Select(slot => new Variable(
                    slot.Name,
                    slot.Type == SlotType.Flag
                        ? Shown.Truth(at.View.Slot(slot.Name) == 1)
                        : Shown.Of(at.View.Slot(slot.Name), "1")
                )),
        ];

    private static List<Variable> Budgets(Glance at) =>
        [
            .. (at.MachineStep?.Ends ?? [])
                .Where(end => end.Budget)
                .Select(end => new Variable(
                    end.Name,
                    end.Condition is MachineExpression.Elapsed elapsed
                        ? $"{Shown.Of(at.View.Since(elapsed.SinceSlot), "s")} used, {Shown.Of(Left(at, elapsed), "s")} left"
                        : "–"
                )),
        ];

    private static List<Variable> Arguments(Glance at) =>
        [
            .. at.Machine.Parameters.Select(
                (parameter, index) =>
                    new Variable(
                        parameter.Name,
                        Shown.Of(at.Planned.Arguments[index], parameter.Unit),
                        Expression: parameter.Name
                    )
            ),
        ];

    private static List<Variable> Cell(Glance at)
    {
        var facts = at.Course.Run.Facts;
        return
        [
            new("cell", at.Job.Plan.Id),
            new("model", at.Job.Cell.Description.Method),
            new("active mass", Shown.Of(facts.ActiveMass, "kg")),
            new("composite mass", Shown.Of(facts.CompositeMass, "kg")),
            new("area", Shown.Of(facts.ElectrodeArea, "m²")),
            new("nominal capacity", Shown.Of(facts.NominalCapacity, "A·s")),
            new("theoretical capacity", Shown.Of(facts.TheoreticalCapacity, "A·s")),
            new("lowest voltage", Shown.Of(facts.LowestVoltage, "V")),
            new("highest voltage", Shown.Of(facts.HighestVoltage, "V")),
            new("lowest temperature", Shown.Of(facts.LowestTemperature, "K")),
            new("highest temperature", Shown.Of(facts.HighestTemperature, "K")),
        ];
    }
}
