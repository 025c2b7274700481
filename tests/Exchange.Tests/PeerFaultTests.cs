using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;

namespace CellDsl.Exchange.Tests;

/// <summary>What other exporters get wrong, each a test for every format: it comes back, or it is refused by name.</summary>
public class PeerFaultTests
{
    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    private static ICyclerFormat Format(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        return format;
    }

    private static CyclerStep Rest(long seconds) =>
        new("rest", new CyclerControl.Rest(), [CyclerEnd.When(CyclerCondition.For(seconds))]);

    private static CyclerStep Charge(Rational amperes, params CyclerEnd[] ends) =>
        new("charge", new CyclerControl.Current(Amperage.Amperes(amperes)), [.. ends]);

    private static CyclerEnd At(bool isAbove, Rational volts) =>
        CyclerEnd.When(CyclerCondition.Voltage(isAbove, volts));

    private static CyclerEnd For(Rational seconds) => CyclerEnd.When(CyclerCondition.For(seconds));

    /// <summary>Either the program comes back the same, or losses of one of the rules say why not.</summary>
    private static CyclerProgram? CarriedOr(ICyclerFormat format, CyclerProgram program, params Rule[] rules)
    {
        var fit = ProgramFitting.Fit(program, format.Capabilities);
        if (fit.Losses.Count > 0)
        {
            Assert.All(fit.Losses, loss => Assert.Contains(loss.Rule, rules));
            return null;
        }
        var (fitted, back) = (fit.Program, Files.Back(format, fit.Program, out string _));
        if (format.Capabilities.MostStepsWrittenOut is not null)
            (fitted, back) = (Sameness.Unrolled(fitted), Sameness.Unrolled(back));
        Assert.True(Sameness.Holds(fitted, back), $"{Sameness.Essence(fitted)}\n{Sameness.Essence(back)}");
        return back;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_safety_limit_of_zero_current_is_a_limit(string name)
    {
        var program = CyclerProgram.Of("p", Rest(60)) with
        {
            Safety = SafetyLimits.None with
            {
                ChargeCurrent = Amperage.Amperes(0),
                DischargeCurrent = Amperage.Amperes(0),
            },
        };
        if (CarriedOr(Format(name), program, Rules.LimitNotCarried) is { } back)
            Assert.Equal(
                Amperage.Amperes(0),
                SafetyHoisting.Hoist(back, "a safety limit was passed").Safety.ChargeCurrent
            );
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_cut_off_of_a_hold_is_kept(string name)
    {
        var hold = new CyclerStep(
            "hold",
            new CyclerControl.Hold(Rational.Of(42, 10), null, Way.Charge),
            [
                CyclerEnd.When(CyclerCondition.CurrentBelow(Amperage.Amperes(Rational.Of(1, 20_000)))),
                For(7200),
            ]
        );
        var charge = Charge(Rational.Of(1, 1000), At(true, Rational.Of(42, 10)), For(36_000));
        CarriedOr(
            Format(name),
            CyclerProgram.Of("p", charge, hold),
            Rules.StepNotCarried,
            Rules.EndNotCarried
        );
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_end_at_zero_volts_stands_beside_a_time(string name)
    {
        var discharge = Charge(Rational.Of(-1, 1000), At(false, 0), For(3600));
        CarriedOr(Format(name), CyclerProgram.Of("p", discharge), Rules.EndNotCarried);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Four_tenths_of_a_microampere_are_not_zero(string name)
    {
        var tiny = Charge(Rational.Of(4, 10_000_000), For(3600));
        var back = CarriedOr(Format(name), CyclerProgram.Of("p", tiny));
        Assert.NotNull(back);
        var current = Assert.IsType<CyclerControl.Current>(back.Steps[0].Control);
        Assert.Equal(Amperage.Amperes(Rational.Of(4, 10_000_000)), current.Value);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Three_recording_rules_are_three(string name)
    {
        var step = Rest(60) with
        {
            Record = new(30, Rational.Of(1, 100), Amperage.Amperes(Rational.Of(1, 10_000))),
        };
        if (CarriedOr(Format(name), CyclerProgram.Of("p", step), Rules.RecordNotCarried) is { } back)
            Assert.Equal(step.Record, back.Steps[0].Record);
    }

    [Theory]
    [InlineData("ec-lab")]
    [InlineData("bt-lab")]
    public void As_many_recording_rows_are_written_as_are_counted(string name)
    {
        var step = Rest(60) with
        {
            Record = new(30, Rational.Of(1, 100), Amperage.Amperes(Rational.Of(1, 10_000))),
        };
        string text = Files.Text(Format(name).Write(CyclerProgram.Of("p", step), Files.Header)[0].Content);
        Assert.Matches(@"(?m)^rec_nb\s+3\s", text);
        foreach (int row in new[] { 1, 2, 3 })
        {
            Assert.Matches($@"(?m)^rec{row}_type\s+\S", text);
            Assert.Matches($@"(?m)^rec{row}_value\s+\S", text);
            Assert.Matches($@"(?m)^rec{row}_value_unit\s+\S", text);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_loop_over_the_step_before_it_is_a_loop(string name)
    {
        var loop = new CyclerStep("loop", new CyclerControl.Loop(0, 7), []);
        var back = CarriedOr(Format(name), CyclerProgram.Of("p", Rest(60), loop, Rest(10)));
        Assert.NotNull(back);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_hundred_thousand_passes_stay_a_loop_or_are_refused(string name)
    {
        var format = Format(name);
        var loop = new CyclerStep("loop", new CyclerControl.Loop(0, 100_000), []);
        var charge = Charge(Rational.Of(1, 1000), For(10));
        var program = CyclerProgram.Of("p", charge, Rest(10), Rest(5), loop);
        if (format.Capabilities.MostStepsWrittenOut is not null)
        {
            var loss = Assert.Single(ProgramFitting.Fit(program, format.Capabilities).Losses);
            Assert.Equal(Rules.LoopNotCarried, loss.Rule);
            Assert.True(loss.IsFatal);
            return;
        }
        var back = CarriedOr(format, program);
        Assert.NotNull(back);
        Assert.Equal(4, back.Steps.Count);
        Assert.Equal(100_000, Assert.IsType<CyclerControl.Loop>(back.Steps[3].Control).Count);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_step_can_be_traced_to_its_line(string name)
    {
        var format = Format(name);
        var step = Rest(60) with { Id = "rest#17", Source = new("life.cell", 42, 3, 42, 17) };
        string text = Files.Text(format.Write(CyclerProgram.Of("p", step), Files.Header)[0].Content);
        if (name == "maccor-wave")
            return; // Numbers in columns and nothing else.
        Assert.Contains("rest#17", text, StringComparison.Ordinal);
        Assert.Contains(new string('a', 64), text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_cannot_be_carried_is_named(string name)
    {
        var format = Format(name);
        foreach (var kind in Enum.GetValues<ControlKind>())
        {
            if (
                format.Capabilities.Controls.Contains(kind)
                || kind is ControlKind.Loop or ControlKind.LimitedHold
            )
                continue;
            var program = CyclerProgram.Of("p", Rest(60), Of(kind), Rest(60));
            var loss = Assert.Single(ProgramFitting.Fit(program, format.Capabilities).Losses);
            Assert.Equal(Rules.StepNotCarried, loss.Rule);
            Assert.False(string.IsNullOrWhiteSpace(loss.Help));
        }
    }

    private static CyclerStep Of(ControlKind kind)
    {
        CyclerControl control = kind switch
        {
            ControlKind.Current => new CyclerControl.Current(Amperage.Amperes(1)),
            ControlKind.Hold => new CyclerControl.Hold(4, null, Way.Charge),
            ControlKind.Power => new CyclerControl.Power(1),
            ControlKind.Load => new CyclerControl.Load(10),
            ControlKind.Sweep => new CyclerControl.Sweep(Rational.Of(1, 1000), 3, 4),
            ControlKind.Impedance => new CyclerControl.Impedance(
                Rational.Of(1, 100),
                false,
                1000,
                1,
                null,
                null
            ),
            ControlKind.Temperature => new CyclerControl.Temperature(300),
            ControlKind.Pause => new CyclerControl.Pause(),
            _ => new CyclerControl.Rest(),
        };
        return new(
            "step",
            control,
            ProgramEdits.EndsByItself(control) ? [] : [CyclerEnd.When(CyclerCondition.For(10))]
        );
    }
}
