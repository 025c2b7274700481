using System.Globalization;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Simulation.Synthesis;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Makes the model of a cell from its plan, from the models of its active material and its electrolyte, and from what
/// synthesis made of the material. A parameter of the electrolyte's model goes before one of the electrode's.
/// </summary>
public sealed class CellAssembly(
    PlanExperiment experiment,
    ModelBook models,
    StandIns standIns,
    SampleHistory history,
    long stream = 0
)
{
    /// <exception cref="SimulationException">A parameter or a stand-in is missing.</exception>
    public CellUnderTest Assemble(PlanCell cell)
    {
        var made = models.Noting(() => Whole(cell) ?? Half(cell), out var names);
        return made with
        {
            Models = [.. names.Union(made.Active?.Models ?? []).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>A cell whose model describes it as a whole; null where none does.</summary>
    private CellUnderTest? Whole(PlanCell cell)
    {
        string? named = ModelSection.NameOf(cell.Properties.FirstOrDefault(p => p.Name == "model")?.Value);
        string? name =
            named ?? models.On(cell.Name, "full_cell")?.Name ?? models.On(cell.Name, "circuit")?.Name;
        if (name is null)
            return null;
        if (models.Find(name) is null)
            throw new SimulationException(
                $"Cell `{cell.Name}` ({ModelSection.At(cell.Source)}) names the model `{name}`, which is not declared or "
                    + "not imported."
            );
        var facts = cell.Facts.ToCellFacts();
        if (double.IsNaN(facts.ElectrodeArea))
            facts.ElectrodeArea =
                cell.Properties.FirstOrDefault(p => p.Name == "area")?.Value.Si?.ToDouble() ?? double.NaN;
        CellDescription description = models.Own("circuit", name) is { } circuit
            ? new CellDescription.OfCircuit(
                CircuitReader.Read(circuit, models.Own("thermal", name), in facts)
            )
            : new FullCellReader(models, name, in facts).Read();
        if (double.IsNaN(facts.NominalCapacity))
            facts.NominalCapacity = description.NominalCapacity;
        if (double.IsNaN(facts.TheoreticalCapacity))
            facts.TheoreticalCapacity = facts.NominalCapacity;
        return new(cell.Id, facts, Spread(cell, description), null);
    }

    private CellUnderTest Half(PlanCell cell)
    {
        var working =
            cell.Electrodes.FirstOrDefault(e => e.Role == "positive")
            ?? throw new SimulationException(
                $"Cell `{cell.Name}` ({ModelSection.At(cell.Source)}) has no positive electrode to simulate."
            );
        string active =
            working.Active
            ?? working.Material
            ?? throw new SimulationException(
                $"The positive electrode of cell `{cell.Name}` ({ModelSection.At(cell.Source)}) names no active material."
            );
        var electrode = models.Require("electrode", active, $"an electrode of {active} behaves");
        var section = Electrolyte(cell) is { } electrolyte ? electrolyte.Over(electrode) : electrode;
        var state = working.Sample is { } sample ? history[sample] : history.Bought(active);
        if (double.IsNaN(state.PhaseFraction))
            throw new SimulationException(
                $"No model says how much {active} forms when it is heated for cell `{cell.Name}` "
                    + $"({ModelSection.At(cell.Source)}): a `model … on {active}` with `calcination {{ … }}` is needed."
            );
        var facts = Facts(cell, working, section);
        var contact = SolidContact.Of(cell, experiment, section, standIns);
        var parameters = Parameters(cell, section, state, contact, facts);
        return new(cell.Id, facts, Spread(cell, new CellDescription.OfHalfCell(parameters)), state)
        {
            Pressures = contact.Pressures,
        };
    }

    private ModelSection? Electrolyte(PlanCell cell)
    {
        var names = new List<string?>
        {
            ModelSection.NameOf(cell.Electrolyte),
            ModelSection.NameOf(cell.Properties.FirstOrDefault(p => p.Name == "electrolyte_layer")?.Value),
            cell.Electrodes.FirstOrDefault(e => e.Role == "electrolyte_layer")?.Material,
        };
        return names
            .OfType<string>()
            .Select(name => models.Section("electrolyte", name))
            .FirstOrDefault(found => found is not null);
    }

    private CellFacts Facts(PlanCell cell, PlanElectrode working, ModelSection section)
    {
        var facts = cell.Facts.ToCellFacts();
        double area = Known(facts.ElectrodeArea, working.Area, "area");
        if (double.IsNaN(facts.ActiveMass))
            facts.ActiveMass =
                working.ActiveMass.Value?.ToDouble() ?? area * Known(double.NaN, working.Loading, "loading");
        facts.ElectrodeArea = area;
        if (double.IsNaN(facts.TheoreticalCapacity))
            facts.TheoreticalCapacity =
                facts.ActiveMass
                * (
                    cell.Facts.SpecificCapacity.Value?.ToDouble()
                    ?? section.Number("specific_capacity", "A·s/kg")
                );
        if (double.IsNaN(facts.CounterPotential))
            facts.CounterPotential = Known(double.NaN, cell.Facts.CounterPotential, "counter_potential");
        return facts;

        double Known(double stated, PlanFigure figure, string name) =>
            !double.IsNaN(stated) ? stated
            : figure.Value is { } value ? value.ToDouble()
            : standIns.Number(null, $"{name} of cell {cell.Name}", cell.Source, cell.Name, name);
    }

    private static HalfCellParameters Parameters(
        PlanCell cell,
        ModelSection section,
        SampleState state,
        SolidContact contact,
        in CellFacts facts
    )
    {
        double density = section.Number("density", "kg/m³");
        double specific = Surface(section, state, density);
        double wetted = specific * facts.ActiveMass * section.Number("wetted", "1", 1) * contact.Formed;
        double radius = 3 / (density * specific);
        double accessible = Accessible(section, state, density, specific);
        double side = section.Number("side_charge", "A·s/m²", double.PositiveInfinity);
        return new()
        {
            OpenCircuit = new(section.Table("open_circuit", "lithiation", "potential")),
            Capacity = facts.TheoreticalCapacity * state.PhaseFraction * accessible,
            DiffusionTime = radius * radius / section.Number("diffusivity", "m²/s"),
            DiffusionActivation = section.Number("diffusion_activation", "J/mol", 0),
            ExchangeCurrent = section.Number("exchange_current", "A/m²") * wetted,
            ExchangeActivation = section.Number("exchange_activation", "J/mol", 0),
            Resistance =
                section.Number("area_resistance", "Ω·m²")
                / facts.ElectrodeArea
                * (1 + section.Number("solvent_resistance", "1", 0) * state.Solvent)
                / contact.Formed,
            ResistanceActivation = section.Number("resistance_activation", "J/mol", 0),
            ResistanceGrowth = section.Number("resistance_growth", "1", 0),
            CounterPotential = facts.CounterPotential,
            InitialLithiation = section.Number("initial_lithiation", "1", 1) - state.Oxidised,
            Isolation = section.Number("isolation", "1", 0) * contact.Loss,
            // A surface that recedes at v loses v·S·ρ of its mass per time.
            Dissolution = section.Number("dissolution", "m/s", 0) * specific * density,
            DissolutionActivation = section.Number("dissolution_activation", "J/mol", 0),
            SideCurrent = section.Number("side_current", "A/m²", 0) * wetted,
            SidePotential = section.Number("side_potential", "V", 4),
            SideSlope = section.Number("side_slope", "V", 0.1),
            SideCharge = side * wetted,
            DoubleLayer = section.Number("double_layer", null, 0) * wetted,
            ChamberLag = section.Number("chamber_lag", "s", 0),
            CellLag = section.Number("cell_lag", "s", 0),
            InitialTemperature =
                cell.Temperature?.Si?.ToDouble() ?? section.Number("temperature", "K", Arrhenius.Reference),
        };
    }

    /// <summary>Surface per mass, from sorption if synthesis tells, else from the size of smooth spheres, m²/kg.</summary>
    private static double Surface(ModelSection section, SampleState state, double density)
    {
        double surface =
            !double.IsNaN(state.SpecificSurface) ? state.SpecificSurface
            : !double.IsNaN(state.ParticleSize) ? 6 / (density * state.ParticleSize)
            : 6 / (density * section.Number("particle_size", "m"));
        return double.IsFinite(surface) && surface > 0
            ? surface
            : throw new SimulationException(
                $"The active material of model `{section.Model}` came out of synthesis without a surface."
            );
    }

    /// <summary>
    /// Share of the theoretical capacity that takes part: what the bulk of an ordered particle lets through, and for the
    /// rest what lies within a depth of the surface, 1 − exp(−S·ρ·δ) of it. Disorder opens paths of its own.
    /// </summary>
    private static double Accessible(ModelSection section, SampleState state, double density, double specific)
    {
        double bulk = section.Number("accessible_bulk", "1", 1);
        double ordered = section.Number("accessible_ordered", "1", 1);
        double disordered = section.Number("accessible_disordered", "1", ordered);
        double most = ordered + (disordered - ordered) * state.Disorder;
        double depth = section.Number("penetration_depth", "m", double.PositiveInfinity);
        double near = 1 - Math.Exp(-specific * density * depth);
        return bulk >= most ? most : bulk + (most - bulk) * near;
    }

    /// <summary>Cells differ where the model says by how much: <c>spread { capacity: 1 %; resistance: 3 % }</c>.</summary>
    private CellDescription Spread(PlanCell cell, CellDescription of)
    {
        if (models.Section("spread", cell.Name) is not { } spread)
            return of;
        string[] names =
        [
            experiment.Name,
            cell.Name,
            cell.Point.ToString(CultureInfo.InvariantCulture),
            cell.Replicate.ToString(CultureInfo.InvariantCulture),
        ];
        if (stream != 0)
            names = [.. names, stream.ToString(CultureInfo.InvariantCulture)];
        var random = SplitMix.From(experiment.Seed ?? 0, names);
        double capacity = Factor(spread.Number("capacity", "1", 0), ref random);
        double resistance = Factor(spread.Number("resistance", "1", 0), ref random);
        double isolation = Factor(spread.Number("isolation", "1", 0), ref random);
        return of.Varied(capacity, resistance, isolation);

        static double Factor(double share, ref SplitMix random) => Math.Exp(share * random.Normal());
    }
}
