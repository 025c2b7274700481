using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Parameters;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>Which equations a cell of a <c>.cell</c> file gets, and with which numbers.</summary>
public sealed class ModelSelectionTests
{
    private const string Limits =
        "limits { voltage: 2 V .. 4.5 V; temperature: 0 °C .. 60 °C; current: below 9 A }";

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }

    private static CellUnderTest Assembled(string cell, string models = "")
    {
        var source = new SourceText(
            "main.cell",
            $$"""
            edition 1
            import std.cells
            import std.cycling
            {{models}}
            protocol p on cell { rest for 1 min }
            experiment e { run p() on {{cell}}() }
            """
        );
        var plan = Planner.Plan(Compilation.Create([source], new NoFiles())).Plan;
        var book = new ModelBook(plan.Models);
        var standIns = new StandIns(book, plan.Holes);
        var experiment = Assert.Single(plan.Experiments);
        var assembly = new CellAssembly(
            experiment,
            book,
            standIns,
            SampleHistory.Of(experiment, book, standIns)
        );
        return assembly.Assemble(Assert.Single(experiment.Cells));
    }

    public static TheoryData<string, string> Published =>
        new() { { "lg_m50", "chen" }, { "kokam_slpb", "marquis" } };

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_cells_have_the_published_numbers(string cell, string set)
    {
        var known = set == "chen" ? Chen2020.Parameters : Marquis2019.Parameters;
        var particles = Assert.IsType<CellDescription.OfParticles>(Assembled(cell).Description);
        Assert.True(particles.HasElectrolyte);
        var read = particles.With;
        Assert.Equal(known.Area, read.Area, 1e-15);
        Assert.Equal(known.NominalCapacity, read.NominalCapacity, 1e-9);
        Assert.Equal(known.LowerCutOff, read.LowerCutOff);
        Assert.Equal(known.UpperCutOff, read.UpperCutOff);
        Assert.Equal(known.Separator.Thickness, read.Separator.Thickness, 1e-15);
        Assert.Equal(known.Separator.TransportFactor, read.Separator.TransportFactor, 1e-15);
        Same(known.Negative, read.Negative);
        Same(known.Positive, read.Positive);
        Assert.Equal(known.Electrolyte.Transference, read.Electrolyte.Transference);
        Assert.Equal(known.Electrolyte.DiffusionActivation, read.Electrolyte.DiffusionActivation);
        Assert.Equal(known.Electrolyte.ConductionActivation, read.Electrolyte.ConductionActivation);
        for (double concentration = 50; concentration < 2500; concentration += 49)
        {
            double diffusivity = known.Electrolyte.Diffusivity.At(concentration, out _);
            Assert.Equal(
                diffusivity,
                read.Electrolyte.Diffusivity.At(concentration, out _),
                1e-9 * Math.Abs(diffusivity)
            );
            double conductivity = known.Electrolyte.Conductivity.At(concentration, out _);
            Assert.Equal(conductivity, read.Electrolyte.Conductivity.At(concentration, out _), 1e-9);
        }
    }

    private static void Same(ElectrodeParameters known, ElectrodeParameters read)
    {
        Assert.Equal(known.ArealCapacity, read.ArealCapacity, 1e-9 * known.ArealCapacity);
        Assert.Equal(known.InitialLithiation, read.InitialLithiation, 1e-14);
        Assert.Equal(known.DiffusionTime, read.DiffusionTime, 1e-9 * known.DiffusionTime);
        Assert.Equal(known.DiffusionActivation, read.DiffusionActivation);
        Assert.Equal(
            known.EffectiveConductivity,
            read.EffectiveConductivity,
            1e-12 * known.EffectiveConductivity
        );
        Assert.Equal(known.TransportFactor, read.TransportFactor, 1e-14);
        Assert.Equal(known.SpecificSurface, read.SpecificSurface, 1e-9 * known.SpecificSurface);
        Assert.Equal(known.ExchangeConstant, read.ExchangeConstant, 1e-18);
        Assert.Equal(known.ExchangeActivation, read.ExchangeActivation);
        for (double x = 0.01; x < 1; x += 0.01)
            Assert.Equal(known.OpenCircuit.Potential(x, out _), read.OpenCircuit.Potential(x, out _), 1e-9);
    }

    [Theory]
    [InlineData("SPM")]
    [InlineData("SPMe")]
    [InlineData("DFN")]
    public void A_model_takes_the_parameters_of_another(string method)
    {
        var cell = Assembled(
            "mine",
            $$"""
            model other { full_cell { method: {{method}}; parameters: chen_2020; contact_resistance: 3 mΩ } }
            cell mine { nominal_capacity: 5 Ah; model: other; {{Limits}} }
            """
        );
        Assert.Equal(method, cell.Description.Method);
        var with = cell.Description switch
        {
            CellDescription.OfParticles particles => particles.With,
            CellDescription.OfPorousElectrodes porous => porous.With,
            _ => throw new InvalidOperationException(cell.Description.Method),
        };
        Assert.Equal(3e-3, with.ContactResistance, 1e-15);
        Assert.Equal(Chen2020.Parameters.Negative.Thickness, with.Negative.Thickness, 1e-15);
    }

    [Fact]
    public void A_circuit_is_read_with_its_pairs()
    {
        var cell = Assembled(
            "mine",
            $$"""
            model rc on mine {
              circuit {
                open_circuit: [(0, 3 V), (1, 4 V)]
                resistance: 20 mΩ
                pairs: [(10 mΩ, 20 s), (5 mΩ, 5 min)]
                hysteresis: 15 mV
                initial_charge: 25 %
              }
            }
            cell mine { nominal_capacity: 2 Ah; {{Limits}} }
            """
        );
        var circuit = Assert.IsType<CellDescription.OfCircuit>(cell.Description).With;
        Assert.Equal(7200, circuit.Capacity, 1e-9);
        Assert.Equal([(0.01, 20), (0.005, 300)], circuit.Pairs);
        Assert.Equal(0.015, circuit.Hysteresis, 1e-15);
        Assert.Equal(0.75, circuit.InitialDepth, 1e-15);
        Assert.Equal(3.25, circuit.OpenCircuit.Potential(0.75, out _), 1e-9);
    }

    [Theory]
    [InlineData("full_cell { method: XYZ; parameters: chen_2020 }", "must be SPM, SPMe or DFN")]
    [InlineData("full_cell { method: SPM; area: 0.1 m² }", "`negative`")]
    [InlineData("full_cell { method: DFN; parameters: chen_2020; volumes: [1, 2] }", "three numbers")]
    [InlineData(
        "full_cell { method: DFN; parameters: chen_2020 }; interphase { diffusivity: 2e-18 m²/s; solvent: 4541 mol/m³ }",
        "cannot be DFN"
    )]
    [InlineData("circuit { open_circuit: [(0, 4 V), (1, 3 V)]; resistance: 1 mΩ }", "must fall")]
    public void What_cannot_be_built_is_said(string blocks, string expected)
    {
        var exception = Assert.Throws<SimulationException>(() =>
            Assembled(
                "mine",
                $"model bad {{ {blocks} }}\ncell mine {{ nominal_capacity: 5 Ah; model: bad; {Limits} }}"
            )
        );
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
