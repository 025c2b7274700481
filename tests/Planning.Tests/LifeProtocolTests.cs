using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Tests;

/// <summary>The <c>life</c> protocol of the language's design, from text to behaviour.</summary>
public class LifeProtocolTests
{
    private const string Life = """
        protocol impedance_check on cell {
          rest for 1 h
          impedance from 1 MHz to 10 mHz with 10 mV
        }

        protocol life(rate: Rate = 50 mA/g of active, cycles: Count = 270) on cell {
          record every 30 s or 5 mV
          set temperature to 50 °C
          wait until temperature within 0.5 K of 50 °C for 30 min, at most 6 h
          rest for 2 h
          repeat cycles times as cycle {
            charge at rate until {
              full:    voltage >= assumed 3.8 V "4.4 V vs Li"
              overrun: capacity > 1.2 * theoretical
              late:    for 12 h
            }
            when overrun { stop "more charge than the material can hold: short or side reaction" }
            rest for 10 min
            discharge at rate until voltage <= assumed 0.6 V "1.2 V vs Li" or for 12 h
            if cycle.discharge.capacity < 80 % of test.cycle[1].discharge.capacity { stop "end of life" }
          } at most 300 d
          before cycle 1 and every 50 cycles, uncounted { run impedance_check() }
          on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
        }
        """;

    // 2 mg of active material: 370 mAh/g give 2.66 A·s.
    private static readonly CellFacts Facts = new()
    {
        ActiveMass = 2e-6,
        NominalCapacity = 2.66,
        TheoreticalCapacity = 2.66,
        LowestVoltage = 0.4,
        HighestVoltage = 4.5,
        LowestTemperature = 263.15,
        HighestTemperature = 343.15,
        HighestCurrent = double.PositiveInfinity,
        HighestCurrentRatio = 2,
    };

    private const double Rate = 1e-4;

    private static Machine Lowered() =>
        Programs.PlanCleanly(Programs.Prelude + Life).Machines.Single(machine => machine.Name == "life");

    private static (ToyCell Cell, MachineInterpreter Machine, TickResult Result) Run(
        double cycles,
        ToyCell cell
    )
    {
        var machine = Lowered();
        var interpreter = new MachineInterpreter(machine, Facts, [Rate, cycles]);
        return (cell, interpreter, cell.Run(machine, interpreter, 60));
    }

    [Fact]
    public void It_takes_a_current_and_a_count()
    {
        Assert.Equal([new("rate", "A"), new("cycles", "1")], Lowered().Parameters);
    }

    [Fact]
    public void Cycles_are_counted_and_check_ups_are_not()
    {
        var (cell, _, result) = Run(3, new ToyCell(Facts));
        Assert.Equal(TickResult.Completed, result);
        Assert.Equal(
            [
                ("set#1", 0, false),
                ("wait#1", 0, false),
                ("rest#1", 0, false),
                ("rest#2", 0, true),
                ("impedance#1", 0, true),
                ("charge#1", 1, false),
                ("rest#3", 1, false),
                ("discharge#1", 1, false),
                ("charge#1", 2, false),
                ("rest#3", 2, false),
                ("discharge#1", 2, false),
                ("charge#1", 3, false),
                ("rest#3", 3, false),
                ("discharge#1", 3, false),
            ],
            cell.Steps.Select(step => (step.Step, step.Cycle, step.Uncounted))
        );
    }

    [Fact]
    public void A_check_up_follows_every_fiftieth_cycle()
    {
        var (cell, _, result) = Run(101, new ToyCell(Facts));
        Assert.Equal(TickResult.Completed, result);
        var cycles = cell.Steps.Where(step => step.Step == "impedance#1").Select(step => step.Cycle);
        Assert.Equal([0, 50, 100], cycles);
    }

    [Fact]
    public void It_waits_until_the_temperature_has_held_and_rests()
    {
        var (cell, _, _) = Run(1, new ToyCell(Facts));
        var times = cell.Steps.ToDictionary(step => step.Step, step => step.Time / 60_000_000_000);
        Assert.Equal(0, times["wait#1"]);
        Assert.Equal(30, times["rest#1"]);
        Assert.Equal(150, times["rest#2"]);
        Assert.Equal(210, times["impedance#1"]);
        Assert.Equal(10, times["discharge#1"] - times["rest#3"]);
        Assert.Equal(323.15, cell.Now.Temperature, 9);
    }

    [Fact]
    public void It_stops_at_the_end_of_life()
    {
        var (cell, machine, result) = Run(270, new ToyCell(Facts) { Fade = 0.01 });
        Assert.Equal(TickResult.Stopped, result);
        Assert.Equal("end of life", machine.StopReason);
        Assert.InRange(cell.Steps[^1].Cycle, 15, 40);
    }

    [Fact]
    public void It_stops_when_more_goes_in_than_the_material_can_hold()
    {
        var leaky = new ToyCell(Facts) { Capacity = 10 * Facts.NominalCapacity };
        var (_, machine, result) = Run(270, leaky);
        Assert.Equal(TickResult.Stopped, result);
        Assert.StartsWith("more charge than", machine.StopReason, StringComparison.Ordinal);
        Assert.InRange(leaky.Now.ChargeIn / Facts.TheoreticalCapacity, 1.19, 1.21);
    }

    [Fact]
    public void A_limit_of_the_cell_comes_before_all_ends()
    {
        var tight = Facts with { HighestVoltage = 3.0 };
        var machine = Lowered();
        var interpreter = new MachineInterpreter(machine, tight, [Rate, 5]);
        Assert.Equal(TickResult.LimitReached, new ToyCell(tight).Run(machine, interpreter, 60));
        Assert.Equal("highest voltage", machine.Limits[interpreter.Command.EndedBy].Name);
    }

    [Fact]
    public void The_budget_of_the_loop_comes_before_the_ends_of_its_steps()
    {
        var charge = Lowered().Steps.Single(step => step.Id == "charge#1");
        Assert.Equal(["at most 300 d", "full", "overrun", "late"], charge.Ends.Select(end => end.Name));
        Assert.True(charge.Ends[0].Budget);
        Assert.All(charge.Ends.Skip(1), end => Assert.False(end.Budget));
        Assert.Equal(
            "voltage <= assumed 0.6 V \"1.2 V vs Li\"",
            Lowered().Steps.Single(step => step.Id == "discharge#1").Ends[1].Name
        );
    }

    [Fact]
    public void Recording_and_interruptions_are_what_the_text_says()
    {
        var machine = Lowered();
        Assert.All(
            machine.Steps,
            step =>
            {
                Assert.Equal("30 s", (step.Record.Interval as MachineExpression.Number)?.Spelling);
                Assert.Equal("5 mV", (step.Record.Voltage as MachineExpression.Number)?.Spelling);
            }
        );
        Assert.Equal(
            [InterruptionAction.Continue, InterruptionAction.RestThenContinue, InterruptionAction.Stop],
            machine.Interruption.Select(tier => tier.Action)
        );
    }
}
