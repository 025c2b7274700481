using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using static CellDsl.Compiler.Tests.Fixtures;

namespace CellDsl.Compiler.Tests;

/// <summary>A whole protocol, from its first step to each of its ends.</summary>
public sealed class LifeTests
{
    private const double Warm = 323.15;
    private const double Rate = 50;
    private readonly IDriver _life = Drive(LifeProtocol.Machine());

    [Fact]
    public Task The_code_reads_as_the_protocol_does()
    {
        var files = ProgramWriter.Write(
            PlanOf(),
            "hash",
            [LifeProtocol.Machine()],
            [LifeProtocol.Source],
            "0.0.0"
        );
        return Verifier.Verify(files[0].Text, "cs.txt");
    }

    [Fact]
    public void A_cycle_goes_from_step_to_step()
    {
        StartWarm();
        Assert.Equal(TickResult.Stay, _life.TickAfter(1799));
        Assert.Equal(TickResult.Moved, _life.TickAfter(1));
        Assert.Equal(("charge#1", "warm"), (Running, EndedBy));
        Assert.Equal(
            (ControlMode.Current, 0.1, 1),
            (_life.Command.Mode, _life.Command.Setpoint, _life.Command.Cycle)
        );

        _life.Now.Voltage = 3.79;
        Assert.Equal(TickResult.Stay, _life.TickAfter(60));
        _life.Now.Voltage = 3.8;
        Assert.Equal(TickResult.Moved, _life.TickAfter(60));
        Assert.Equal(("rest#1", "full"), (Running, EndedBy));
        Assert.Equal(TickResult.Stay, _life.Tick());
        Assert.Equal(TickResult.Moved, _life.TickAfter(600));
        Assert.Equal(-0.1, _life.Command.Setpoint);
        _life.Now.Voltage = 0.6;
        Assert.Equal(TickResult.Moved, _life.TickAfter(60));
        Assert.Equal(("charge#1", 2, 5), (Running, _life.Command.Cycle, _life.Command.StepCount));
    }

    [Fact]
    public void The_last_cycle_completes_the_run()
    {
        StartWarm(cycles: 1);
        _life.TickAfter(1800);
        _life.Now.Voltage = 4;
        Assert.Equal(TickResult.Moved, _life.Tick());
        Assert.Equal(TickResult.Moved, _life.TickAfter(600));
        _life.Now.Voltage = 0;
        Assert.Equal(TickResult.Completed, _life.TickAfter(1));
        Assert.Equal((ControlMode.Rest, -1), (_life.Command.Mode, _life.Command.Step));
        Assert.Equal(TickResult.Completed, _life.TickAfter(1));
        Assert.Equal(MachineTime.Never, _life.NextDeadline());
        Assert.Empty(_life.Guards());
    }

    [Fact]
    public void Too_much_charge_stops_with_the_authors_reason()
    {
        StartWarm();
        _life.Now.ChargeIn = 7;
        _life.TickAfter(1800);
        _life.Now.ChargeIn = 8.2;
        Assert.Equal(TickResult.Stay, _life.TickAfter(1));
        _life.Now.ChargeIn = 8.3;
        Assert.Equal(TickResult.Stopped, _life.TickAfter(1));
        Assert.Equal("more charge than the material can hold", _life.StopReason);
        Assert.Equal(ControlMode.Rest, _life.Command.Mode);
    }

    [Fact]
    public void A_limit_comes_before_every_end()
    {
        StartWarm();
        _life.TickAfter(1800);
        _life.Cell.HighestVoltage = 4.5;
        _life.Now.Voltage = 4.6;
        Assert.Equal(TickResult.LimitReached, _life.TickAfter(1));
        Assert.Equal("voltage", _life.Info.Limits[_life.Command.EndedBy].Name);
        Assert.Equal("charge#1", _life.Info.Steps[_life.Command.EndedStep].Id);
    }

    [Fact]
    public void The_limit_on_current_knows_what_was_programmed()
    {
        _life.Cell.HighestCurrentRatio = 2;
        _life.Now.Current = 1;
        StartWarm();
        Assert.Equal(TickResult.Moved, _life.TickAfter(1800));
        _life.Now.Current = 0.2;
        Assert.Equal(TickResult.Stay, _life.TickAfter(1));
        _life.Now.Current = -0.21;
        Assert.Equal(TickResult.LimitReached, _life.TickAfter(1));
    }

    [Fact]
    public void A_budget_counts_wall_time_and_comes_before_the_steps_ends()
    {
        StartWarm();
        _life.TickAfter(1800);
        _life.Now.WallTime += 300 * 24 * Hour - 1;
        Assert.Equal(TickResult.Stay, _life.Tick());
        Assert.Equal(_life.Now.Time + 1, _life.NextDeadline());
        _life.Now.Voltage = 4;
        _life.Now.WallTime += 1;
        Assert.Equal(TickResult.Completed, _life.Tick());
        Assert.Equal("at most 300 d", EndedBy);
    }

    [Fact]
    public void A_condition_that_breaks_off_starts_to_hold_anew()
    {
        StartWarm();
        _life.TickAfter(1000);
        _life.Now.Temperature = Warm + 0.51;
        Assert.Equal(TickResult.Stay, _life.TickAfter(500));
        Assert.Equal(MachineTime.Unset, _life["WaitSince"]);
        _life.Now.Temperature = Warm - 0.4;
        Assert.Equal(TickResult.Stay, _life.TickAfter(500));
        Assert.Equal(2000 * Second, _life["WaitSince"]);
        Assert.Equal(3800 * Second, _life.NextDeadline());
    }

    [Fact]
    public void Guards_are_positive_while_nothing_has_fired()
    {
        StartWarm();
        _life.TickAfter(1800);
        _life.Cell.HighestVoltage = 4.5;
        _life.Cell.HighestCurrentRatio = 2;
        _life.Now.Voltage = 3.3;
        _life.Now.ChargeIn = 0.4;
        Assert.Equal([1.2, 0.2, 0.5, 0.8], _life.Guards().Select(d => Math.Round(d, 12)));
        _life.Now.Voltage = 3.9;
        Assert.True(_life.Guards()[2] < 0);
    }

    [Fact]
    public void The_next_deadline_is_the_earliest_to_come()
    {
        StartWarm();
        Assert.Equal(30 * Minute, _life.NextDeadline());
        _life.Now.Temperature = 300;
        _life.Tick();
        Assert.Equal(6 * Hour, _life.NextDeadline());
    }

    [Fact]
    public void A_short_gap_changes_nothing_but_what_nobody_watched()
    {
        StartWarm();
        _life.TickAfter(100);
        var before = _life.Command;
        Assert.Equal(ResumeResult.Continue, _life.Resume(10 * Minute));
        Assert.Equal(before, _life.Command);
        Assert.Equal(MachineTime.Unset, _life["WaitSince"]);
    }

    [Fact]
    public void A_longer_gap_rests_first_and_holds_the_clocks()
    {
        StartWarm();
        _life.TickAfter(1800);
        _life.TickAfter(1000);
        _life.Now.WallTime += 2 * Hour;
        Assert.Equal(ResumeResult.Continue, _life.Resume(2 * Hour));
        Assert.Equal((ControlMode.Rest, 0.0), (_life.Command.Mode, _life.Command.Setpoint));
        Assert.Equal(_life.Now.Time + Hour, _life.NextDeadline());
        _life.Now.Voltage = 4;
        Assert.Equal(TickResult.Stay, _life.TickAfter(3599));
        _life.Now.Voltage = 3;
        Assert.Equal(TickResult.Moved, _life.TickAfter(1));
        Assert.Equal((ControlMode.Current, 0.1), (_life.Command.Mode, _life.Command.Setpoint));
        Assert.Equal(("charge#1", -1), (Running, _life.Command.EndedBy));
        Assert.Equal(TickResult.Stay, _life.TickAfter(12 * 3600 - 1001));
        Assert.Equal(_life.Now.Time + Second, _life.NextDeadline());
        Assert.Equal(TickResult.Moved, _life.TickAfter(1));
        Assert.Equal("late", EndedBy);
    }

    [Fact]
    public void A_gap_beyond_all_tiers_stops()
    {
        StartWarm();
        Assert.Equal(ResumeResult.Stop, _life.Resume(25 * Hour));
        Assert.Equal("interrupted for longer than the protocol allows", _life.StopReason);
        Assert.Equal(TickResult.Stopped, _life.Tick());
    }

    [Fact]
    public void A_state_survives_as_bytes()
    {
        StartWarm();
        _life.TickAfter(1800);
        var bytes = _life.Write();
        var other = Drive(LifeProtocol.Machine());
        other.Read(bytes);
        Assert.Equal(bytes, other.Write());
        Assert.Equal(1L, other["Cycle"]);
        other.Now = _life.Now;
        other.Now.Voltage = 4;
        Assert.Equal(TickResult.Moved, other.Tick());
        Assert.NotEqual(bytes, other.Write());
    }

    [Fact]
    public void The_layout_hash_names_fields_and_places()
    {
        var machine = LifeProtocol.Machine();
        Assert.Equal(
            _life.Info.LayoutHash,
            Drive(machine with { StopReasons = ["other words"] }).Info.LayoutHash
        );
        var renamed = machine with
        {
            Slots = [machine.Slots[0] with { Name = "round" }, .. machine.Slots.Skip(1)],
        };
        Assert.NotEqual(_life.Info.LayoutHash, Drive(renamed).Info.LayoutHash);
        var steps = machine with
        {
            Steps = [machine.Steps[0] with { Id = "pause#1" }, .. machine.Steps.Skip(1)],
        };
        Assert.NotEqual(_life.Info.LayoutHash, Drive(steps).Info.LayoutHash);
    }

    [Fact]
    public void Ticking_allocates_nothing()
    {
        StartWarm();
        _life.AllocatedBy(100);
        Assert.Equal(0, _life.AllocatedBy(10_000));
        Assert.NotEqual(1, _life.Command.StepCount);
    }

    private string Running => _life.Info.Steps[_life.Command.Step].Id;

    private string EndedBy => _life.Info.Steps[_life.Command.EndedStep].Ends[_life.Command.EndedBy].Name;

    private void StartWarm(int cycles = 270)
    {
        _life.Now.Temperature = Warm;
        Assert.Equal(TickResult.Moved, _life.Start(Rate, cycles));
        Assert.Equal(Warm, _life.Command.Temperature);
        Assert.Equal(TickResult.Stay, _life.Tick());
    }
}
