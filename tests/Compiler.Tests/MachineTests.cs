using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using static CellDsl.Compiler.Tests.Fixtures;
using E = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Tests;

/// <summary>One rule of the machine at a time.</summary>
public sealed class MachineTests
{
    [Fact]
    public void A_tick_changes_at_most_one_step()
    {
        var always = new E.All([]);
        var driver = Drive(
            Chain(
                Step("rest#1", ControlMode.Rest, null, End("now", always, 1)),
                Step("rest#2", ControlMode.Rest, null, End("now", always, 2))
            )
        );
        Assert.Equal(TickResult.Moved, driver.Start());
        Assert.Equal(0, driver.Command.Step);
        Assert.Equal(TickResult.Moved, driver.Tick());
        Assert.Equal(1, driver.Command.Step);
        Assert.Equal(TickResult.Completed, driver.Tick());
    }

    [Fact]
    public void The_first_end_that_holds_wins()
    {
        var driver = Drive(
            Chain(
                Step(
                    "rest#1",
                    ControlMode.Rest,
                    null,
                    End("cold", AtMost(O(Observable.Temperature), N(0)), 1),
                    End("hot", AtLeast(O(Observable.Temperature), N(10)), 1),
                    End("hotter", AtLeast(O(Observable.Temperature), N(20)), 1)
                )
            )
        );
        driver.Now.Temperature = 5;
        driver.Start();
        Assert.Equal(TickResult.Stay, driver.Tick());
        driver.Now.Temperature = 30;
        Assert.Equal(TickResult.Completed, driver.Tick());
        Assert.Equal((0, 1), (driver.Command.EndedStep, driver.Command.EndedBy));
    }

    [Theory]
    [InlineData(ControlMode.Current, 1, 4)]
    [InlineData(ControlMode.Current, -1, -4)]
    [InlineData(ControlMode.Power, -2, -4)]
    [InlineData(ControlMode.Resistance, 5, -4)]
    [InlineData(ControlMode.Voltage, 4, 4)]
    public void Step_capacity_counts_in_the_steps_own_direction(
        ControlMode mode,
        int setpoint,
        double expected
    )
    {
        var machine = Chain(
            Step("step#1", mode, N(setpoint), End("never", AtLeast(O(Observable.StepCapacity), N(100)), 1))
        ) with
        {
            Slots = [new("q", SlotType.Number), new("t", SlotType.Number)],
            Blocks =
            [
                Enter(0),
                Complete(
                    new(0, O(Observable.StepCapacity)),
                    new MachineAssignment(1, O(Observable.StepTime))
                ),
            ],
        };
        machine = machine with
        {
            Steps = [machine.Steps[0] with { Ends = [.. machine.Steps[0].Ends, End("time", After(60), 1)] }],
        };
        var driver = Drive(machine);
        driver.Now = new Observation
        {
            ChargeIn = 1,
            ChargeOut = 2,
            Time = 7 * Second,
        };
        driver.Start();
        driver.Now.ChargeIn = 7;
        driver.Now.ChargeOut = 4;
        Assert.Equal(100 - expected, Assert.Single(driver.Guards()));
        Assert.Equal(TickResult.Completed, driver.TickAfter(60));
        Assert.Equal((expected, 60.0), (driver["Q"], driver["T"]));
    }

    [Fact]
    public void Counts_stay_whole_and_divide_as_numbers()
    {
        var count = new E.Slot(0);
        var driver = Drive(
            Chain() with
            {
                Slots =
                [
                    new("n", SlotType.Count),
                    new("half", SlotType.Number),
                    new("rounded", SlotType.Count),
                ],
                Blocks =
                [
                    Complete(
                        new(0, N(7)),
                        new(0, new E.Arithmetic(ArithmeticOperator.Subtract, count, new E.Negated(count))),
                        new(1, new E.Arithmetic(ArithmeticOperator.Divide, count, N(4))),
                        new MachineAssignment(2, N(Rational.Of(26, 10)))
                    ),
                ],
            }
        );
        Assert.Equal(TickResult.Completed, driver.Start());
        Assert.Equal((14L, 3.5, 3L), (driver["N"], driver["Half"], driver["Rounded"]));
    }

    [Fact]
    public void Negation_turns_distances_round()
    {
        var driver = Drive(
            Chain(
                Step(
                    "rest#1",
                    ControlMode.Rest,
                    null,
                    End("out", new E.Not(new E.Within(O(Observable.Voltage), N(1), N(3))), 1),
                    End("measured", new E.MeasurementDone(), 1)
                )
            )
        );
        driver.Now.Voltage = 3.25;
        driver.Start();
        Assert.Equal([0.75, 1], driver.Guards());
        driver.Now.Voltage = 4.5;
        Assert.Equal([-0.5, 1], driver.Guards());
        Assert.Equal(TickResult.Completed, driver.Tick());
    }

    [Fact]
    public void A_duration_that_is_measured_is_a_distance_and_no_deadline()
    {
        var driver = Drive(
            Chain(
                Step(
                    "rest#1",
                    ControlMode.Rest,
                    null,
                    End("as long as volts", new E.Elapsed(O(Observable.Voltage), null), 1)
                )
            )
        );
        driver.Now.Voltage = 10;
        driver.Start();
        driver.TickAfter(4);
        Assert.Equal(MachineTime.Never, driver.NextDeadline());
        Assert.Equal(6, Assert.Single(driver.Guards()));
        Assert.Equal(TickResult.Completed, driver.TickAfter(6));
    }

    [Fact]
    public void A_protocol_that_never_waits_is_stopped()
    {
        var driver = Drive(
            Chain() with
            {
                Slots = [new("n", SlotType.Count)],
                Blocks =
                [
                    new(
                        [new(0, new E.Arithmetic(ArithmeticOperator.Add, new E.Slot(0), N(1)))],
                        new MachineExit.Jump(0)
                    ),
                ],
            }
        );
        Assert.Equal(TickResult.Stopped, driver.Start());
        Assert.Equal("the protocol goes round without taking time", driver.StopReason);
    }

    [Fact]
    public void Restarting_a_step_begins_its_clocks_anew()
    {
        var machine = Chain(Step("rest#1", ControlMode.Rest, null, End("time", After(60), 1))) with
        {
            Interruption = [new(N(100), InterruptionAction.RestartStep, null, Nowhere)],
        };
        var driver = Drive(machine);
        driver.Start();
        driver.TickAfter(50);
        Assert.Equal(ResumeResult.Continue, driver.Resume(100 * Second));
        Assert.Equal(2, driver.Command.StepCount);
        Assert.Equal(TickResult.Stay, driver.TickAfter(59));
        Assert.Equal(TickResult.Completed, driver.TickAfter(1));
    }

    [Fact]
    public void A_gap_that_no_tier_covers_is_a_persons_to_decide()
    {
        var driver = Drive(Chain(Step("rest#1", ControlMode.Rest, null, End("time", After(60), 1))));
        driver.Start();
        var before = driver.Write();
        Assert.Equal(ResumeResult.AskPerson, driver.Resume(Second));
        Assert.Equal(before, driver.Write());
    }

    [Theory]
    [InlineData("state#1", "math#1", "span")]
    [InlineData("tick", "enter-tick", "block0")]
    [InlineData("pc", "charge#1", "charge_1")]
    [InlineData("2nd step", "μ", "")]
    [InlineData("life", "command", "observation")]
    public void No_name_of_an_author_can_break_the_code(params string[] names)
    {
        var steps = names.Select(
            (name, i) => Step(name, ControlMode.Rest, null, End("\"quoted\\ \n", After(1), i + 1))
        );
        var machine = Chain([.. steps]) with
        {
            Name = names[0],
            Parameters = [.. names.Select(name => new MachineParameter(name, "A"))],
            Slots = [.. names.Select(name => new MachineSlot(name, SlotType.Flag))],
        };
        var driver = Drive(machine);
        Assert.Equal(TickResult.Moved, driver.Start(1, 2, 3));
        Assert.Equal(names, driver.Info.Steps.Select(step => step.Id));
        Assert.Equal("\"quoted\\ \n", driver.Info.Steps[0].Ends[0].Name);
    }

    [Fact]
    public void Numbers_are_rounded_once_and_written_to_read_back()
    {
        Assert.Equal("0.1", Literals.Number(Rational.Of(1, 10)));
        Assert.Equal("3.0", Literals.Number(Rational.Of(3, 1)));
        Assert.Equal("1E+300", Literals.Number(Rational.Parse("1e300")));
        Assert.Equal("double.PositiveInfinity", Literals.Number(Rational.Parse("1e400")));
        Assert.Equal("86_400_000_000_000L", Literals.Nanoseconds(86400));
        Assert.Equal("333_333_333L", Literals.Nanoseconds(Rational.Of(1, 3)));
    }

    [Fact]
    public void A_machine_that_leads_out_of_itself_is_our_fault()
    {
        var machine = Chain(Step("rest#1", ControlMode.Rest, null, End("time", After(1), 9)));
        var fault = Assert.Throws<InternalCompilerException>(() => Compile(machine));
        Assert.Equal("chain: there is no block 9", fault.Message);
    }
}
