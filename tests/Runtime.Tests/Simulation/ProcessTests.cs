using CellDsl.Planning;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>Pressing, drying, and the contact of a solid electrolyte.</summary>
public sealed class ProcessTests
{
    private static readonly SourceRef Place = new("test.cell", 1, 1, 1, 2);

    [Fact]
    public void Pressure_closes_pores_by_its_exponential_and_they_stay_closed()
    {
        var pressing = new Pressing(Loose: 0.6, Yield: 400e6);
        var once = pressing.Apply(new SampleState(), 200e6);
        Assert.Equal(0.6 * Math.Exp(-0.5), once.Porosity, 1e-12);
        Assert.Equal(once.Porosity, pressing.Apply(once, 50e6).Porosity);
        Assert.True(pressing.Apply(once, 400e6).Porosity < once.Porosity);
    }

    [Fact]
    public void A_denser_pellet_converts_sooner()
    {
        var calcination = new Calcination
        {
            HalfTime = 600,
            ConversionTemperature = 973.15,
            ConversionActivation = 300e3,
            ConversionExponent = 1,
            MixingLength = 1e-6,
            GrainSize = 2e-6,
            SolutionGrainSize = 2e-6,
            GrainTime = 10800,
            GrainTemperature = 973.15,
            GrainActivation = 190e3,
            GrainExponent = 3,
            Porosity = 0.4,
            Density = 3900,
            Roughness = 1,
        };
        double loose = Converted(0.55);
        Assert.Equal(0.5, Converted(0.4), 1e-9);
        Assert.InRange(loose, 0.2, 0.4999);
        Assert.InRange(Converted(0.2), 0.5001, 0.8);

        double Converted(double porosity) =>
            calcination
                .Apply(
                    new SampleState { PhaseFraction = 0, Porosity = porosity },
                    [new ThermalSlice(600, 973.15)]
                )
                .PhaseFraction;
    }

    [Fact]
    public void Solvent_leaves_faster_when_it_is_warm_and_under_vacuum()
    {
        var drying = new Drying(HalfTime: 1800, Temperature: 393.15, Activation: 40e3, Vacuum: 3);
        var wet = new SampleState { Solvent = 1 };
        Assert.Equal(0.5, drying.Apply(wet, 393.15, 1800, underVacuum: false).Solvent, 1e-12);
        Assert.Equal(0.125, drying.Apply(wet, 393.15, 1800, underVacuum: true).Solvent, 1e-12);
        Assert.InRange(drying.Apply(wet, 353.15, 1800, underVacuum: false).Solvent, 0.6, 1);
        Assert.Equal(0, drying.Apply(new SampleState(), 393.15, 1800, underVacuum: false).Solvent);
    }

    [Fact]
    public void Forming_makes_contact_and_stack_pressure_keeps_it()
    {
        var low = Contact(pressed: 100, stack: 0.1);
        var high = Contact(pressed: 480, stack: 0.1);
        Assert.Equal(1 - Math.Exp(-480 / 150.0), high.Formed, 1e-12);
        Assert.True(low.Formed < high.Formed);
        Assert.Equal(Math.Exp(-5 / 20.0), Contact(pressed: 480, stack: 5).Loss, 1e-12);
        Assert.True(Contact(pressed: 480, stack: 50).Loss < high.Loss);
    }

    [Fact]
    public void A_liquid_electrolyte_asks_for_no_pressure()
    {
        var contact = SolidContact.Of(
            Cell(null),
            Experiment([]),
            new ModelSection("wet", "electrolyte", [], Place),
            new StandIns(new ModelBook([]), [])
        );
        Assert.Equal((1, 1), (contact.Formed, contact.Loss));
    }

    [Fact]
    public void A_pressure_that_nobody_states_stops_the_run_with_what_would_help()
    {
        var failure = Assert.Throws<SimulationException>(() =>
            SolidContact.Of(Cell(null), Experiment([]), Section(), new StandIns(new ModelBook([]), []))
        );
        Assert.Contains("stack_pressure", failure.Message, StringComparison.Ordinal);
    }

    /// <param name="pressed">MPa.</param>
    /// <param name="stack">MPa.</param>
    private static SolidContact Contact(int pressed, double stack) =>
        SolidContact.Of(
            Cell(new PlanValue.Interval(null, Pascals((long)(stack * 1e6)))),
            Experiment([Press(pressed)]),
            Section(),
            new StandIns(new ModelBook([]), [])
        );

    private static ModelSection Section() =>
        new(
            "solid",
            "electrolyte",
            [new("forming_pressure", Pascals(150_000_000)), new("holding_pressure", Pascals(20_000_000))],
            Place
        );

    private static PlanValue.Quantity Pascals(long value) => new(value, "Pa", $"{value} Pa");

    private static PlanOperation Press(int megapascals) =>
        new(
            "press#1",
            "isostatic_press",
            "press",
            0,
            "isostatic_press",
            Place,
            [new("solid#1", SampleMode.Occupies, PlanRange.Unknown)],
            [],
            [new("pressure", Pascals(1_000_000L * megapascals))],
            [],
            [],
            null,
            PlanRange.Unknown,
            null
        );

    private static PlanExperiment Experiment(PlanOperation[] operations) =>
        new("test", Place, 1, [], [], [.. operations], [], [], [], [], []);

    private static PlanCell Cell(PlanValue? stack)
    {
        var plan = PlanJson.Read(new Execution.TestProgram().Plan);
        return plan.Experiments[0].Cells[0] with { Id = "solid#1", StackPressure = stack };
    }
}
