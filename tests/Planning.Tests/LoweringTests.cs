using CellDsl.Contracts;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Tests;

/// <summary>One construct of a protocol each: what it becomes, and what it does to a toy cell.</summary>
public class LoweringTests
{
    private static readonly CellFacts Facts = new()
    {
        ActiveMass = 1e-5,
        ElectrodeArea = 1e-4,
        NominalCapacity = 3600,
        TheoreticalCapacity = 3600,
        CounterPotential = 0.6,
        LowestVoltage = double.NegativeInfinity,
        HighestVoltage = double.PositiveInfinity,
        LowestTemperature = double.NegativeInfinity,
        HighestTemperature = double.PositiveInfinity,
        HighestCurrent = double.PositiveInfinity,
        HighestCurrentRatio = double.PositiveInfinity,
    };

    private static (Machine Machine, MachineInterpreter State, ToyCell Cell, TickResult Result) Run(
        string body,
        double seconds = 10,
        double[]? arguments = null,
        double fade = 0
    )
    {
        var machine = Programs.Machine($"protocol test on cell {{\n{body}\n}}\n");
        var interpreter = new MachineInterpreter(machine, Facts, arguments ?? []);
        var cell = new ToyCell(Facts, 0, 4) { Fade = fade };
        var result = cell.Run(machine, interpreter, seconds, 1e7);
        return (machine, interpreter, cell, result);
    }

    private static double Setpoint(string step) => Run($"{step} until for 10 s").State.Command.Setpoint;

    [Theory]
    [InlineData("charge at 2 A", 2)]
    [InlineData("discharge at 2 A", -2)]
    [InlineData("charge at C/10", 0.1)]
    [InlineData("discharge at 2C", -2)]
    [InlineData("charge at 50 mA/g of active", 0.0005)]
    [InlineData("charge at 3 mA/cm²", 0.003)]
    public void Rates_become_currents(string step, double amperes)
    {
        Assert.Equal(amperes, Setpoint(step), 9);
    }

    /// <summary>The toy's voltage rises by 4 V in an hour at 1C: 1.111 mV/s.</summary>
    [Theory]
    [InlineData("slope(voltage, over: 100 s) >= 1.2 mV/s", 1200)]
    [InlineData("slope(voltage, over: 100 s) >= 1.1 mV/s", 110)]
    [InlineData("|slope(voltage, over: 1000 s)| <= 1.2 mV/s", 1100)]
    [InlineData("mean(voltage, over: 100 s) >= 0.5 V", 500)]
    [InlineData("slope(current, over: 50 s) = 0", 55)]
    [InlineData("voltage >= max(0.5 V, 0.25 V)", 450)]
    [InlineData("voltage >= min(0.5 V, 0.25 V, 1 V)", 225)]
    public void Windows_end_a_step_when_they_have_passed(string condition, double seconds)
    {
        var (_, _, cell, result) = Run($"charge at 1 A until {condition} or for 1200 s", seconds: 5);
        Assert.Equal(TickResult.Completed, result);
        Assert.Equal(seconds, cell.Now.Time / 1e9);
    }

    [Fact]
    public void A_window_is_no_question_for_an_if()
    {
        const string text =
            "protocol test on cell {\n rest for 1 h\n if slope(voltage, over: 1 min) > 0 { stop }\n}\n";
        Assert.Contains(
            Programs.Plan(Programs.Prelude + text).Diagnostics,
            finding => finding.Rule.Code == "CELL7050"
        );
    }

    [Fact]
    public void A_charge_to_a_voltage_ends_there_without_more_words()
    {
        var (machine, _, cell, result) = Run("charge at 1 A to 2 V, at most 10 h");
        Assert.Equal(TickResult.Completed, result);
        Assert.Equal(ControlMode.Current, machine.Steps[0].Mode);
        Assert.Equal(2, cell.Now.Voltage, 1);
    }

    [Fact]
    public void Constant_current_then_voltage_is_one_step_with_a_current_limit()
    {
        var (machine, _, cell, result) = Run(
            "charge at 1 A to 2 V until |current| <= 50 mA or capacity > 4000 coulomb or for 10 h"
        );
        Assert.Equal(TickResult.Completed, result);
        var step = Assert.Single(machine.Steps);
        Assert.Equal(ControlMode.Voltage, step.Mode);
        Assert.Equal("1 A", Assert.IsType<MachineExpression.Number>(step.CurrentLimit).Spelling);
        Assert.Equal(2, cell.Now.Voltage, 1);
        Assert.InRange(cell.Now.Current, 0.03, 0.05);
    }

    [Fact]
    public void A_hold_after_a_charge_keeps_the_voltage_and_the_charges_current()
    {
        var (machine, _, _, _) = Run(
            "charge at 1 A until voltage >= 2 V or for 10 h then hold until |current| <= 50 mA or for 10 h"
        );
        Assert.Equal(["charge#1", "hold#1"], machine.Steps.Select(step => step.Id));
        Assert.Equal(new MachineExpression.Observed(Observable.Voltage), machine.Steps[1].Setpoint);
        Assert.Equal("1 A", Assert.IsType<MachineExpression.Number>(machine.Steps[1].CurrentLimit).Spelling);
    }

    [Fact]
    public void A_potential_against_lithium_is_less_by_the_counter_electrodes()
    {
        var (_, _, cell, _) = Run("charge at 1 A until voltage >= 2.6 V vs Li or for 10 h");
        Assert.Equal(2, cell.Now.Voltage, 1);
    }

    [Fact]
    public void When_runs_only_for_its_end()
    {
        const string body = """
            charge at 1 A until { full: voltage >= 3 V; late: for LATE }
            when late { rest for 1 h }
            when full { rest for 2 h }
            """;
        var late = Run(body.Replace("LATE", "10 min", StringComparison.Ordinal));
        Assert.Equal(["charge#1", "rest#1"], late.Cell.Steps.Select(step => step.Step));
        var full = Run(body.Replace("LATE", "10 h", StringComparison.Ordinal));
        Assert.Equal(["charge#1", "rest#2"], full.Cell.Steps.Select(step => step.Step));
    }

    [Fact]
    public void The_first_end_in_the_text_wins_a_tie()
    {
        var (machine, state, _, _) = Run(
            """
            rest for 1 min
            charge at 1 A until { first: for 10 min; second: for 10 min }
            when second { rest for 1 h }
            """
        );
        Assert.DoesNotContain("rest#2", state.Trace);
        Assert.Equal(["first", "second"], machine.Steps[1].Ends.Select(end => end.Name));
    }

    [Fact]
    public void Break_leaves_the_loop_of_its_label()
    {
        var (_, state, _, result) = Run(
            """
            repeat 5 times as outer {
              repeat 5 times {
                charge at 1 A for 1 min
                if outer.charge.capacity > 100 coulomb { break outer }
              }
            }
            """.Replace("charge at 1 A for 1 min", "charge at 1 A until for 1 min", StringComparison.Ordinal)
        );
        Assert.Equal(TickResult.Completed, result);
        Assert.Equal(2, state.Trace.Count);
    }

    [Fact]
    public void A_while_loop_tests_before_and_an_until_loop_after_each_pass()
    {
        var never = Run("while voltage > 3 V { rest for 1 h }\nrest for 1 min");
        Assert.Equal(["rest#2"], never.State.Trace);
        var once = Run("repeat until voltage < 3 V { rest for 1 h }\nrest for 1 min");
        Assert.Equal(["rest#1", "rest#2"], once.State.Trace);
        var bounded = Run("repeat until voltage > 3 V, at most 4 { rest for 1 h }\nrest for 1 min");
        Assert.Equal(5, bounded.State.Trace.Count);
    }

    [Fact]
    public void A_for_loop_goes_through_its_values()
    {
        var (_, _, cell, _) = Run("for rate in [1, 2, 3] A { charge at rate until for 10 s }");
        Assert.Equal(60, cell.Now.ChargeIn, 6);
    }

    [Fact]
    public void The_capacity_of_the_pass_before_is_kept()
    {
        var (_, state, _, result) = Run(
            """
            repeat 9 times as cycle {
              charge at 1 A until voltage >= 4 V or for 10 h
              discharge at 1 A until voltage <= 0 V or for 10 h
              if cycle.discharge.capacity < 70 % of cycle[n - 2].discharge.capacity { stop "faded" }
            }
            """,
            fade: 0.2
        );
        Assert.Equal(TickResult.Stopped, result);
        Assert.Equal("faded", state.StopReason);
        // Each pass keeps some 80 % of the one before: the third is the first with a pass two before it.
        Assert.Equal(6, state.Trace.Count);
    }

    [Fact]
    public void A_loops_budget_leaves_the_loop()
    {
        var (_, _, cell, result) = Run(
            "repeat 100 times { rest for 1 h } at most 5 h\ncharge at 1 A until for 10 s"
        );
        Assert.Equal(TickResult.Completed, result);
        Assert.Equal(5 * 3600 + 10, cell.Now.Time / 1e9, 0);
    }

    [Fact]
    public void A_sustained_condition_starts_anew_in_each_step()
    {
        var (_, _, cell, _) = Run("repeat 2 times { wait until temperature > 0 °C for 10 min, at most 1 h }");
        Assert.Equal(20 * 60, cell.Now.Time / 1e9, 0);
    }

    [Fact]
    public void A_called_protocol_has_slots_of_its_own()
    {
        var machines = Programs
            .PlanCleanly(
                Programs.Prelude
                    + """
                    protocol inner(rate: Rate = 1 A) on cell {
                      repeat 2 times as cycle { charge at rate until for 10 s }
                    }
                    protocol outer on cell {
                      repeat 3 times as cycle { run inner(rate: 2 A) }
                      run inner()
                    }
                    """
            )
            .Machines;
        var outer = machines.Single(machine => machine.Name == "outer");
        var cell = new ToyCell(Facts, 0, 4);
        cell.Run(outer, new MachineInterpreter(outer, Facts, []), 10);
        Assert.Equal((3 * 2 * 20) + (2 * 10), cell.Now.ChargeIn, 6);
    }

    [Fact]
    public void An_unspecified_rate_is_asked_for_as_an_argument()
    {
        var (machine, state, _, _) = Run(
            "charge at unspecified until voltage >= 3 V or for 1 h",
            arguments: [0.5]
        );
        Assert.Equal(new("charge_rate", "A"), Assert.Single(machine.Parameters));
        Assert.Equal(0.5, state.Command.Setpoint);
    }

    [Fact]
    public void A_sweep_finds_its_way_down()
    {
        var machine = Programs.Machine(
            "protocol test on cell { sweep from 3 V to 1 V at 1 mV/s until for 2 h }\n"
        );
        Assert.Equal([ControlMode.Voltage, ControlMode.Sweep], machine.Steps.Select(step => step.Mode));
        Assert.Equal(
            -0.001,
            Assert.IsType<MachineExpression.Number>(machine.Steps[1].Setpoint).Value.ToDouble()
        );
        Assert.Equal(
            Comparison.LessOrEqual,
            Assert.IsType<MachineExpression.Compared>(machine.Steps[1].Ends[1].Condition).Operator
        );
    }

    [Fact]
    public void The_state_of_charge_counts_from_its_anchor()
    {
        var (_, _, cell, _) = Run(
            """
            charge at 1 A until for 600 s
            SOC = 50 %
            charge at 1 A until SOC >= 75 % or for 10 h
            """
        );
        Assert.Equal(600 + 900, cell.Now.ChargeIn, 6);
    }
}
