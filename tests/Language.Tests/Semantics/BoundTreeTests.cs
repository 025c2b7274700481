using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class BoundTreeTests
{
    private static BoundBlock Protocol(string statements) =>
        Checked.Symbol<ProtocolSymbol>($"protocol p on cell {{\n{statements}\n}}", "p").Body.Block;

    private static T First<T>(BoundBlock block)
        where T : BoundStatement => BoundWalker.Statements(block).OfType<T>().First();

    private static BoundExpression Condition(string condition) =>
        First<BoundPerform>(Protocol($"charge at C/10 until {condition}")).Operation.Ends[0].Condition;

    private static BoundExpression Property(string value) =>
        Checked
            .Symbol<ClassSymbol>($"class k {{ resolution: {value} }}", "k")
            .Properties.ValueOf("resolution")
        ?? throw new ArgumentException("The property has no value.", nameof(value));

    [Fact]
    public void An_operation_has_an_argument_for_every_parameter()
    {
        var route = Checked.Symbol<RouteSymbol>(
            """
            route r(raw: Powder) makes Solid {
              return heat raw under assumed argon "habit" { ramp to 700 °C at 5 K/min; hold for 3 h }
            }
            """,
            "r"
        );
        var heat = Assert.IsType<BoundOperation>(First<BoundReturn>(route.Body.Block).Value);
        Assert.Equal(
            ["sample Given", "vessel Hole", "gas Given", "bed None"],
            heat.Arguments.Select(argument => $"{argument.Parameter.Name} {argument.Origin}")
        );
        Assert.Equal(["ramp", "soak"], heat.Program.Select(segment => segment.Operation.Segment));
        Assert.Equal(HoleOrigin.Omitted, Assert.IsType<BoundHole>(heat.Find("vessel")?.Value).Origin);
        Assert.Equal("habit", Assert.IsType<BoundAssumed>(heat.Find("gas")?.Value).Reason);
        Assert.Equal("Solid", Assert.IsType<SampleType>(heat.Type).Form?.Name);
    }

    [Fact]
    public void A_call_has_an_argument_for_every_parameter()
    {
        var compilation = Checked.Compile(
            """
            cell k { positive: Li; limits { voltage: 2 V .. 4 V } }
            protocol p(rate: Rate = C/10, cycles: Count, time: Time = none) on cell {
              repeat cycles times { discharge at rate until voltage <= 2 V or for 1 h }
              if time > 1 h { stop }
            }
            experiment e { run p(cycles: 3) on k() replicate 3 cells }
            """
        );
        Assert.Empty(compilation.Diagnostics);
        var experiment = Assert.Single(compilation.Declarations.OfType<ExperimentSymbol>());
        var run = First<BoundPerform>(experiment.Body.Block).Operation;
        var call = Assert.IsType<BoundCall>(run.Find("protocol")?.Value);
        Assert.Equal(
            [ArgumentOrigin.Default, ArgumentOrigin.Given, ArgumentOrigin.None],
            call.Arguments.Select(argument => argument.Origin)
        );
        var count = Assert.IsType<BoundQuantity>(run.Find("count")?.Value);
        Assert.Equal(((Rational)3, "cells"), (count.Value.Value, count.Noun));
    }

    [Fact]
    public void An_intrinsic_keeps_its_operands_and_options()
    {
        var source = First<BoundFor>(
            Checked
                .Symbol<ExperimentSymbol>(
                    "experiment e { for t, s in latin_hypercube(600 °C .. 700 °C, 1 h .. 5 h, count: 4) { } }",
                    "e"
                )
                .Body.Block
        );
        var drawn = Assert.IsType<BoundIntrinsic>(source.Source);
        Assert.Equal(
            (Intrinsic.LatinHypercube, 2, 1),
            (drawn.Function, drawn.Operands.Length, drawn.Options.Length)
        );
        Assert.Equal(
            ["Temperature", "Time"],
            source.Locals.Select(local => ((QuantityType)local.Type).Title)
        );
    }

    [Theory]
    [InlineData("80 % of theoretical", OfRole.Scale)]
    [InlineData("50 mA/g of active", OfRole.Basis)]
    [InlineData("220 mAh/g of Li2CO3", OfRole.Basis)]
    [InlineData("5 g of Li2CO3", OfRole.Selection)]
    [InlineData("2 mg/cm² of active", OfRole.Selection)]
    public void Of_scales_counts_or_selects(string value, OfRole role) =>
        Assert.Equal(role, Assert.IsType<BoundOf>(Property(value)).Role);

    [Fact]
    public void A_basis_is_part_of_the_kind() =>
        Assert.Equal(
            Kinds.SpecificCurrent.With(Basis.ActiveMass),
            Assert.IsType<QuantityType>(Property("50 mA/g of active").Type).Single
        );

    [Fact]
    public void A_list_and_a_range_lend_their_unit()
    {
        var list = Assert.IsType<BoundList>(Property("[0.1, 1, assumed 10] mA"));
        Assert.Equal(
            ["0.1 mA", "1 mA", "10 mA"],
            list.Items.Select(item => ((BoundQuantity)item.Bare).Value.ToString())
        );
        var range = Assert.IsType<BoundRange>(Property("0.8 .. 4.4 V"));
        Assert.Equal("0.8 V", ((BoundQuantity)range.Low).Value.ToString());
    }

    [Theory]
    [InlineData("1 h 30 min", "1.5 h")]
    [InlineData("2.00 ± 0.05 mg", "2.00 ± 0.05 mg")]
    [InlineData("-10 °C", "-10 °C")]
    public void A_literal_is_exact(string value, string printed) =>
        Assert.Equal(printed, Assert.IsType<BoundQuantity>(Property(value)).Value.ToString());

    [Theory]
    [InlineData("below 5 V", LimitKind.Below)]
    [InlineData("above 5 V", LimitKind.Above)]
    [InlineData("up to 5 V", LimitKind.AtMost)]
    [InlineData("at most 5 V", LimitKind.AtMost)]
    [InlineData("at least 5 V", LimitKind.AtLeast)]
    public void A_bound_has_a_direction(string value, LimitKind kind) =>
        Assert.Equal(kind, Assert.IsType<BoundLimit>(Property(value)).Kind);

    [Fact]
    public void Conditions_keep_their_structure()
    {
        var either = Assert.IsType<BoundOr>(
            Condition("voltage >= 4.2 V vs Li for 30 min or for 12 h or |current| < C/20")
        );
        var sustained = Assert.IsType<BoundSustained>(either.Operands[0]);
        var relation = Assert.IsType<BoundRelation>(sustained.Condition);
        Assert.Equal("Li", Assert.IsType<BoundVersus>(relation.Right).Material?.Name);
        Assert.IsType<BoundElapsed>(either.Operands[1]);
        Assert.IsType<BoundAbsolute>(Assert.IsType<BoundRelation>(either.Operands[2]).Left);
        var within = Assert.IsType<BoundWithin>(
            Condition("voltage within 1 % of 4 V or for 1 h") is BoundOr or ? or.Operands[0] : null
        );
        Assert.True(within.IsRelative);
    }

    [Fact]
    public void Results_are_reached_through_labels_and_verbs()
    {
        var block = Protocol(
            """
            repeat 9 times as cycle {
              discharge at C/10 until voltage <= 2 V or for 12 h
              if cycle[n-1].discharge.capacity < 80 % of test.cycle[1].discharge.capacity { stop "worn" }
            }
            """
        );
        var relation = Assert.IsType<BoundRelation>(First<BoundIf>(block).Condition);
        var figure = Assert.IsType<BoundFigure>(relation.Left);
        Assert.Equal(Figure.Capacity, figure.Figure);
        var part = Assert.IsType<BoundPart>(figure.Target);
        Assert.Equal("discharge", part.Part.Name);
        var index = Assert.IsType<BoundIndex>(part.Target);
        Assert.Equal("cycle", Assert.IsType<BoundIteration>(index.Target).Label.Name);
        Assert.IsType<BoundPassNumber>(Assert.IsType<BoundSum>(index.Index).Terms[0].Value);
        var scale = Assert.IsType<BoundOf>(relation.Right);
        Assert.Contains(BoundWalker.Descendants(scale), expression => expression is BoundTest);
        Assert.Equal("worn", First<BoundStop>(block).Reason);
    }

    [Fact]
    public void When_knows_its_step_and_its_end()
    {
        var block = Protocol("charge at C/10 until { full: for 1 h; late: for 2 h }\nwhen late { stop }");
        var when = First<BoundWhen>(block);
        Assert.Same(First<BoundPerform>(block).Operation, when.Step);
        Assert.Same(when.Step?.Ends[1].Symbol, when.End);
    }

    [Fact]
    public void Check_ups_and_interruptions_are_bound()
    {
        var block = Protocol(
            """
            repeat 9 times as cycle { rest for 1 h }
            before cycle 1 and every 50 cycles, uncounted { rest for 1 h }
            on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
            """
        );
        var interleave = First<BoundInterleave>(block);
        Assert.True(interleave.IsUncounted);
        Assert.All(interleave.Triggers, trigger => Assert.Equal("cycle", trigger.Label?.Name));
        Assert.Equal(
            ["1", "50"],
            interleave.Triggers.Select(trigger =>
                ((BoundQuantity?)(trigger.Before ?? trigger.Every))?.Value.Value.ToString()
            )
        );
        Assert.Equal(
            ["Continue", "Rest Continue", "Stop"],
            First<BoundInterruption>(block)
                .Tiers.Select(tier => string.Join(' ', tier.Actions.Select(a => a.Kind)))
        );
    }

    [Fact]
    public void A_mixture_has_parts_shares_and_a_basis()
    {
        var cell = Checked.Symbol<CellSymbol>(
            "cell k { negative: Li : In = unspecified by mol { potential: 0.62 V vs Li }; limits { } }",
            "k"
        );
        var negative = cell.Properties.Find("negative");
        var mixture = Assert.IsType<BoundMixture>(negative?.Value);
        Assert.Equal(
            (2, 2, MixtureBasis.Amount),
            (mixture.Parts.Length, mixture.Shares.Length, mixture.Basis)
        );
        Assert.IsType<BoundVersus>(negative?.Block?.ValueOf("potential"));
    }

    [Fact]
    public void What_is_noted_on_a_material_has_a_name()
    {
        var electrolyte = Checked.Symbol<MaterialSymbol>(
            "electrolyte e = dissolve LiPF6 (1 mol/L), Li2CO3 (excess: 5 %) in EC, DMC",
            "e"
        );
        var dissolve = Assert.IsType<BoundOperation>(electrolyte.Body.Value);
        var solutes = Assert.IsType<BoundList>(dissolve.Find("solute")?.Value);
        Assert.Equal(
            ["concentration", "excess"],
            solutes.Items.Cast<BoundPortion>().Select(portion => portion.Notes[0].Name)
        );
        Assert.Equal(2, Assert.IsType<BoundList>(dissolve.Find("solvent")?.Value).Items.Length);
    }

    [Fact]
    public void The_members_of_a_lab_see_each_other()
    {
        var compilation = Checked.Compile(
            """
            lab l {
              chamber c { hosts: cycler_1[1 .. 8] }
              instrument cycler_1: cycler { channels: 8; driver: modbus "tcp://127.0.0.1:1502" }
            }
            """
        );
        Assert.Empty(compilation.Diagnostics);
        var lab = Assert.Single(compilation.Declarations.OfType<LabSymbol>());
        var hosts = Assert.IsType<BoundIndex>(lab.Body.Members[0].Properties.ValueOf("hosts"));
        Assert.Same(lab.Body.Members[1], Assert.IsType<BoundEntity>(hosts.Target).Symbol);
        var driver = Assert.IsType<BoundPhrase>(lab.Body.Members[1].Properties.ValueOf("driver"));
        Assert.Equal("modbus", driver.Verb);
    }

    [Theory]
    [InlineData("2 * (3 mA + 1 mA) / 4", "2 mA")]
    [InlineData("20 °C + 5 K", "25 °C")]
    [InlineData("|-3 V|", "3 V")]
    public void A_constant_is_worked_out_exactly(string text, string printed)
    {
        Assert.True(Constant.TryEvaluate(Property(text), out var value));
        Assert.Equal(Quantity.Parse(printed).Si, value.Si);
    }

    [Fact]
    public void The_model_finds_symbols_and_types_at_a_place()
    {
        const string text =
            "protocol p(rate: Rate) on cell { discharge at rate until voltage <= 2 V or for 1 h }";
        var compilation = Checked.Compile(text);
        var file = compilation.Files[0];
        int at = text.IndexOf("at rate", StringComparison.Ordinal) + 3;
        var symbol = CellDsl.Language.Semantics.SemanticModel.SymbolAt(file, at);
        Assert.Equal("rate", Assert.IsType<ParameterSymbol>(symbol).Name);
        Assert.Equal(at, Assert.Single(compilation.Model.ReferencesTo(symbol)).Span.Start);
        int voltage = text.IndexOf("voltage", StringComparison.Ordinal);
        Assert.Equal(
            "a voltage",
            CellDsl.Language.Semantics.SemanticModel.ExpressionAt(file, voltage)?.Type.Article
        );
    }
}
