using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Tests;

/// <summary>From the text of an experiment to masses, cells and arguments.</summary>
public class PlannerTests
{
    internal const string Routes = """
        route made(temperature: Temperature = 700 °C) makes LTVO {
          reagents = weigh for 5 g of LTVO from Li2CO3 (excess: unspecified), TiO2, assumed V2O3
          mixed = ball_mill reagents with ethanol in zirconia_jar at unspecified for 6 h
          dried = dry mixed at 80 °C under vacuum for 12 h
          oxide = heat dried in unspecified under argon {
            ramp to temperature at 5 K/min
            hold for 3 h
            furnace_cool to 25 °C
          }
          powder = grind oxide
          blend = combine powder : acetylene_black = 90 : 10 by mass
          return mill blend in zirconia_jar under argon at 450 rpm for 6 h { pause: 15 min }
        }

        route pasted(active: LTVO) makes Sheet {
          binder = dissolve PVDF in NMP
          slurry = disperse active : acetylene_black : binder = 80 : 10 : 10 by mass
          wet = coat slurry on aluminium_foil at unspecified
          return dry wet at 120 °C under vacuum for 12 h
        }

        cell half(active: LTVO) {
          positive: pasted(active) { loading: 2 mg/cm² of active; area: 1 cm² }
          negative: Li { potential: 0.1 V vs Li }
          electrolyte: dilute { amount: unspecified }
          electrolyte_layer: Al2O3 { thickness: 20 µm }
          limits { voltage: 0.9 V .. 4.9 V; temperature: 0 °C .. 60 °C; current: below 2 * programmed }
        }

        electrolyte dilute = dissolve LiPF6 (1 mol/L) in EC, DMC

        protocol once(rate: Rate = 50 mA/g of active, top: Voltage = 4.8 V vs Li) on cell {
          repeat 2 times as cycle {
            charge at rate until voltage >= top or for 30 h
            discharge at rate until voltage <= 1.2 V or for 30 h
          }
        }

        """;

    private static PlanExperiment Experiment(string body, string settings = "seed: 7") =>
        Assert.Single(Planned(body, settings).Experiments);

    private static Plan Planned(string body, string settings = "seed: 7") =>
        Programs.PlanCleanly($"{Programs.Prelude}{Routes}experiment test {{\n{settings}\n{body}\n}}\n").Plan;

    private static PlanOperation Operation(PlanExperiment experiment, string verb) =>
        experiment.Operations.First(operation => operation.Verb == verb);

    [Fact]
    public void Five_grams_are_weighed_by_the_balanced_recipe()
    {
        var weigh = Operation(Experiment("powder = made()\nmeasure xrd on powder"), "weigh");
        Assert.Equal(["Li2CO3", "TiO2", "V2O3"], weigh.Weighings.Select(line => line.Reagent));
        Assert.Equal(
            [Rational.Of(4, 7), Rational.Of(2, 7), Rational.Of(2, 7)],
            weigh.Weighings.Select(line => line.Coefficient ?? Rational.Zero)
        );
        // 5 g over 82.718 g/mol, times 4/7 of 73.891 g/mol, 2/7 of 79.866 g/mol, 2/7 of 149.88 g/mol.
        Assert.Equal(2.552, weigh.Weighings[0].Stoichiometric?.ToDouble() ?? 0, 3);
        Assert.Equal(1.379, weigh.Weighings[1].Stoichiometric?.ToDouble() ?? 0, 3);
        Assert.Equal(2.589, weigh.Weighings[2].Stoichiometric?.ToDouble() ?? 0, 3);
        Assert.Null(weigh.Weighings[0].Mass.High);
        Assert.Equal(weigh.Weighings[0].Stoichiometric, weigh.Weighings[0].Mass.Low);
        Assert.IsType<PlanValue.Hole>(weigh.Weighings[0].Excess);
        Assert.Equal(weigh.Weighings[1].Stoichiometric, weigh.Weighings[1].Mass.Exact);
    }

    [Fact]
    public void Amounts_flow_through_the_route()
    {
        var experiment = Experiment("powder = made()\nmeasure xrd on powder");
        PlanSample Sample(string name) => experiment.Samples.First(sample => sample.Name == name);
        Assert.Equal(5, Sample("oxide").Amount.Exact);
        Assert.Equal("LTVO", Sample("oxide").Material);
        Assert.Equal(Rational.Of(50, 9), Sample("blend").Amount.Exact);
        Assert.Equal(
            [new("LTVO", Rational.Of(9, 10)), new("acetylene_black", Rational.Of(1, 10))],
            Sample("blend").Composition
        );
        Assert.Null(Sample("mixed").Amount.High);
        var made = experiment.Samples[^1];
        Assert.Equal(("powder#2", "LTVO"), (made.Id, made.Material));
    }

    [Fact]
    public void Durations_follow_from_programs_and_arguments()
    {
        var experiment = Experiment("powder = made()\nmeasure xrd on powder");
        Assert.Equal(6 * 3600, Operation(experiment, "mill").Duration.Exact);
        var heat = Operation(experiment, "heat");
        // 675 K at 5 K/min take 135 min.
        Assert.Equal(135 * 60, heat.Program[0].Duration.Exact);
        Assert.Equal(3 * 3600, heat.Program[1].Duration.Exact);
        Assert.Null(heat.Duration.High);
        var total = Scheduling.Schedule.Of(experiment).Total;
        Assert.Equal((6 + 12 + 6 + 3) * 3600 + (135 * 60), total.Low);
        Assert.Null(total.High);
    }

    [Fact]
    public void Batches_are_made_again_and_coatings_coated_again()
    {
        var batches = Experiment("powder = made()\nrun once() on half(powder) replicate 3 batches");
        Assert.Equal([1, 2, 3], batches.Cells.Select(cell => cell.Replicate));
        Assert.Equal(3, batches.Operations.Count(operation => operation.Effect == "weigh"));
        Assert.Equal(3, batches.Operations.Count(operation => operation.Verb == "coat"));
        Assert.All(batches.Runs, run => Assert.Equal("batches", run.Replicated));

        var coatings = Experiment("powder = made()\nrun once() on half(powder) replicate 3 coatings");
        Assert.Equal(1, coatings.Operations.Count(operation => operation.Effect == "weigh"));
        Assert.Equal(3, coatings.Operations.Count(operation => operation.Verb == "coat"));
    }

    [Fact]
    public void A_cell_knows_its_mass_and_capacity_and_its_run_the_current()
    {
        var experiment = Experiment("powder = made()\nrun once() on half(powder) replicate 3 cells");
        Assert.Equal(["half#1", "half#2", "half#3"], experiment.Cells.Select(cell => cell.Id));
        Assert.Equal(["once#1", "once#2", "once#3"], experiment.Runs.Select(run => run.Id));
        Assert.Single(experiment.Operations, operation => operation.Verb == "coat");
        var facts = experiment.Cells[0].Facts;
        Assert.Equal(Rational.Parse("0.000002"), facts.ActiveMass.Value);
        Assert.False(facts.ActiveMass.Assumed);
        // 80 % of a powder that is 90 % LTVO.
        Assert.Equal(Rational.Parse("0.000002") / Rational.Of(72, 100), facts.CompositeMass.Value);
        Assert.Equal(370, (facts.SpecificCapacity.Value ?? 0).ToDouble() / 3600, 0);
        Assert.Equal(facts.TheoreticalCapacity.Value, facts.NominalCapacity.Value);
        Assert.Equal(Rational.Of(1, 10), facts.CounterPotential.Value);
        Assert.Equal(2, facts.Limits.HighestCurrentRatio);
        Assert.Equal("dilute", Assert.IsType<PlanValue.Group>(experiment.Cells[0].Electrolyte).Class);
        var layer = experiment.Cells[0].Electrodes.Single(electrode => electrode.Role == "electrolyte_layer");
        Assert.Equal("Al2O3", layer.Material);
        var (rate, top) = (experiment.Runs[0].Arguments[0], experiment.Runs[0].Arguments[1]);
        Assert.Equal((CellFact.ActiveMass, 50), (rate.Per, rate.Coefficient));
        Assert.Equal(Rational.Parse("0.0001"), rate.Value);
        Assert.Equal(Rational.Parse("4.7"), top.Value);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var text =
            Programs.Prelude
            + Routes.Replace("area: 1 cm²", "diameter: unspecified", StringComparison.Ordinal)
            + "experiment test { powder = made()\nrun once() on half(powder) }";
        var facts = Programs.PlanCleanly(text).Plan.Experiments[0].Cells[0].Facts;
        Assert.Null(facts.ActiveMass.Value);
        Assert.Equal(["diameter of positive"], facts.ActiveMass.Missing);
        Assert.True(double.IsNaN(facts.ToCellFacts().ActiveMass));
    }

    [Fact]
    public void Sweeps_nest_and_a_route_is_called_once_per_point()
    {
        var experiment = Experiment(
            """
            for temperature in [650, 700] °C {
              powder = made(temperature: temperature)
              for rate in [20, 50, 100] mA/g {
                run once(rate: rate) on half(powder)
              }
            }
            expect discharge[1].capacity > 100 mAh/g of active where temperature = 700 °C
            """
        );
        Assert.Equal(1 + 2 + 6, experiment.Points.Count);
        Assert.Equal([null, 0, 1, 1, 1, 0, 5, 5, 5], experiment.Points.Select(point => point.Parent));
        Assert.Equal(2, experiment.Operations.Count(operation => operation.Verb == "mill"));
        Assert.Equal(6, experiment.Runs.Count);
        Assert.Equal(["temperature", "rate"], experiment.Points[2].Settings.Select(setting => setting.Name));
        var expectation = Assert.Single(experiment.Expectations);
        Assert.Equal(["once#4", "once#5", "once#6"], expectation.Runs);
        Assert.Equal(("mAh/g", true), (expectation.Unit, expectation.LowStrict));
        Assert.Equal(360_000, Assert.IsType<ResultExpression.Number>(expectation.Low).Value);
    }

    [Fact]
    public void Tuples_zip_and_hypercubes_make_points()
    {
        var experiment = Experiment(
            """
            for temperature, dwell in [(650 °C, 1 h), (700 °C, 3 h)] { powder = made(temperature: temperature)
            measure xrd on powder }
            for t, s in latin_hypercube(600 °C .. 700 °C, 1 h .. 5 h, count: 4) { other = made(temperature: t)
            measure xrd on other }
            """
        );
        Assert.Equal(1 + 2 + 4, experiment.Points.Count);
        var drawn = experiment
            .Points.Skip(3)
            .Select(point => point.Settings[0].Value.Si ?? 0)
            .Order()
            .ToArray();
        for (int i = 0; i < 4; i++)
        {
            var low = Rational.Parse("873.15") + (25 * i);
            Assert.InRange(drawn[i], low, low + 25);
        }
    }

    [Fact]
    public void Holes_and_assumptions_are_counted_once_however_often_they_are_met()
    {
        var plan = Planned("for t in [650, 700] °C { powder = made(temperature: t)\nmeasure xrd on powder }");
        Assert.Equal(3, plan.Holes.Count(hole => hole.What.Contains("made", StringComparison.Ordinal)));
        Assert.Equal("V2O3", Assert.Single(plan.Assumptions).Value);
    }

    [Fact]
    public void A_plan_is_canonical_and_its_hash_follows_the_values_alone()
    {
        const string body = "powder = made(temperature: 700 °C)\nrun once() on half(powder)";
        var plan = Planned(body);
        Assert.Equal(plan, PlanJson.Read(PlanJson.Write(plan)));
        Assert.Equal(PlanHash.Of(plan), PlanHash.Of(Planned(body)));
        Assert.NotEqual(
            PlanHash.Of(plan),
            PlanHash.Of(Planned(body.Replace("700", "701", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void A_plan_does_not_depend_on_where_its_files_lie()
    {
        var text = $"{Programs.Prelude}{Routes}experiment test {{ powder = made()\nmeasure xrd on powder }}";
        var here = Programs.PlanCleanly(text, "test.cell").Plan;
        var there = Programs.PlanCleanly(text, "/home/somebody/work/test.cell").Plan;
        Assert.Equal(PlanJson.Write(here), PlanJson.Write(there));
    }

    [Theory]
    [InlineData("weigh for 5 g of LTVO from Li2CO3, TiO2", "CELL3001")]
    [InlineData("weigh for 5 g of LTVO from Li2CO3, TiO2, V2O3, Al2O3", "CELL3002")]
    [InlineData("weigh for 5 g of LTVO from Li2CO3, lithia, TiO2, V2O3", "CELL3004")]
    public void Impossible_recipes_are_reported(string weighing, string code)
    {
        var text =
            $"{Programs.Prelude}chemical lithia {{ formula: Li2O }}\n"
            + $"experiment test {{ powder = {weighing}\nmeasure xrd on powder }}";
        var result = Programs.Plan(text);
        Assert.Equal(code, Assert.Single(result.Diagnostics).Rule.Code);
        Assert.Single(result.Plan.Experiments);
    }

    [Fact]
    public void Oxygen_that_the_atmosphere_lacks_is_reported()
    {
        var text =
            Programs.Prelude
            + """
                chemical cobalt_oxide { formula: CoO }
                material LCO { formula: LiCoO2; redox: Co(III)/Co(IV) }
                experiment test {
                  reagents = weigh for 5 g of LCO from Li2CO3, cobalt_oxide
                  oxide = heat reagents in unspecified under argon { ramp to 900 °C at 5 K/min; hold for 12 h }
                  measure xrd on oxide
                }
                """;
        var compiled = Programs.Plan(text);
        Assert.Contains(compiled.Diagnostics, diagnostic => diagnostic.Rule.Code == "CELL3005");
        var inAir = Programs.Plan(text.Replace("under argon", "under air", StringComparison.Ordinal));
        Assert.DoesNotContain(inAir.Diagnostics, diagnostic => diagnostic.Rule.Code == "CELL3005");
    }

    [Fact]
    public void More_than_there_is_cannot_be_taken()
    {
        var result = Programs.Plan(
            $"{Programs.Prelude}{Routes}experiment test {{ powder = made()\nmeasure sem on powder using 6 g }}"
        );
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("CELL4010", diagnostic.Rule.Code);
        Assert.Contains("6 g", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_leaves_no_parameters_range_unseen()
    {
        var text = (Programs.Prelude + Routes).Replace(
            "temperature: Temperature = 700 °C",
            "temperature: Temperature in 600 °C .. 900 °C = 700 °C",
            StringComparison.Ordinal
        );
        var result = Programs.Plan(
            text
                + "experiment test { for t in [500, 700] °C { powder = made(temperature: t)\nmeasure xrd on powder } }"
        );
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("CELL2009", diagnostic.Rule.Code);
        Assert.Contains("500 °C", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 h", 1)]
    [InlineData("20 h", 0)]
    public void A_gap_must_leave_time_for_what_lies_between(string gap, int errors)
    {
        var text = (Programs.Prelude + Routes).Replace(
            "powder = grind oxide",
            $"powder = grind oxide, no later than {gap} after mixed",
            StringComparison.Ordinal
        );
        var result = Programs.Plan(text + "experiment test { powder = made()\nmeasure xrd on powder }");
        Assert.Equal(errors, result.Diagnostics.Count(diagnostic => diagnostic.Rule.Code == "CELL4016"));
        var grind = result.Plan.Experiments[0].Operations.Single(operation => operation.Verb == "grind");
        Assert.Equal("mixed#1", grind.Deadline?.After);
    }

    [Fact]
    public void An_experiment_on_something_wrong_is_left_out_and_others_are_planned()
    {
        var result = Programs.Plan(
            Programs.Prelude
                + Routes
                + "protocol wrong on cell { charge at 3 V until voltage >= 4 V or for 1 h }\n"
                + "experiment bad { run wrong() on plain() }\n"
                + "experiment good { run once() on plain() }\n"
        );
        Assert.Equal("good", Assert.Single(result.Plan.Experiments).Name);
        Assert.Empty(result.Diagnostics);
    }
}
