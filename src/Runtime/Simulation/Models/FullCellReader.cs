using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>
/// Reads a whole cell of two porous electrodes from the blocks <c>full_cell</c>, <c>negative</c>, <c>separator</c>,
/// <c>positive</c>, <c>salt</c>, <c>thermal</c> and <c>interphase</c> of a model; docs/models.md has the parameters.
/// </summary>
/// <param name="book">Where a model that is named under <c>parameters</c> is looked up.</param>
internal sealed class FullCellReader(ModelBook book, string model, in CellFacts facts)
{
    private readonly CellFacts _facts = facts;
    private readonly ModelSection _cell =
        book.Own("full_cell", model)
        ?? throw new SimulationException(
            $"Model `{model}` has no block `full_cell` to simulate a whole cell with."
        );

    /// <exception cref="SimulationException">A parameter is missing or makes no sense.</exception>
    public CellDescription Read()
    {
        var with = Parameters();
        string method = _cell.Name("method") ?? "SPMe";
        if (!_cell.Has("volumes") || method != "DFN")
            return method switch
            {
                "SPM" => new CellDescription.OfParticles(with, HasElectrolyte: false),
                "SPMe" => new CellDescription.OfParticles(with, HasElectrolyte: true),
                "DFN" when with.Interphase is null && WithoutLoss(with) =>
                    new CellDescription.OfPorousElectrodes(with, 20, 10, 20),
                "DFN" => throw AgeingDfn(),
                _ => throw _cell.Wrong("method", $"must be SPM, SPMe or DFN, not `{method}`"),
            };
        int[] volumes = [.. _cell.Numbers("volumes").Select(v => (int)v)];
        if (volumes is not [>= 3 and <= 40, >= 1 and <= 24, >= 3 and <= 40])
            throw _cell.Wrong(
                "volumes",
                "must be three numbers: 3 to 40 for the negative electrode, 1 to 24 for the separator, 3 to 40 for the positive"
            );
        return with.Interphase is null && WithoutLoss(with)
            ? new CellDescription.OfPorousElectrodes(with, volumes[0], volumes[1], volumes[2])
            : throw AgeingDfn();
    }

    private static bool WithoutLoss(CellParameters with) =>
        with.Negative.LossPerThroughput == 0 && with.Positive.LossPerThroughput == 0;

    // What was asked for and cannot be had is said, not left out.
    private SimulationException AgeingDfn() =>
        _cell.Wrong(
            "method",
            "cannot be DFN where the model ages (`interphase`, `loss_per_throughput`): SPM and SPMe do"
        );

    private CellParameters Parameters()
    {
        double nominal = _cell.Number("nominal_capacity", "A·s", _facts.NominalCapacity);
        double area = _cell.Number("area", "m²", _facts.ElectrodeArea);
        if (!(nominal > 0))
            throw _cell.Wrong("nominal_capacity", "must be above zero; the cell states none either");
        if (!(area > 0))
            throw _cell.Wrong("area", "must be above zero; the cell states none either");
        var with = new CellParameters
        {
            Name = model,
            Source =
                (
                    book.Find(model)?.Parameters.FirstOrDefault(p => p.Name == "source")?.Value.Bare
                    as PlanValue.Text
                )?.Value
                ?? "",
            Negative = Electrode("negative"),
            Separator = Separator(),
            Positive = Electrode("positive"),
            Electrolyte = Salt(),
            Area = area,
            NominalCapacity = nominal,
            LowerCutOff = _cell.Number("lower_cut_off", "V", _facts.LowestVoltage),
            UpperCutOff = _cell.Number("upper_cut_off", "V", _facts.HighestVoltage),
            ContactResistance = _cell.Number("contact_resistance", "Ω", 0),
            Thermal = Thermal(Section("thermal")),
            Interphase = Interphase(Section("interphase")),
            InitialTemperature = _cell.Number("temperature", "K", Arrhenius.Reference),
        };
        double charge = _cell.Number("initial_charge", "1", double.NaN);
        if (double.IsNaN(charge))
            return with;
        try
        {
            return ChargeBalance.At(with, charge);
        }
        catch (ArgumentException exception)
        {
            throw _cell.Wrong("initial_charge", $"cannot be set: {exception.Message}");
        }
    }

    /// <summary>A block of this model, with that of the model under <c>parameters</c> behind it.</summary>
    private ModelSection? Section(string block) => book.Own(block, model);

    private ModelSection Required(string block) =>
        Section(block)
        ?? throw new SimulationException(
            $"Model `{model}` has no block `{block}`, which a whole cell needs; `parameters: …` in `full_cell` names a model that has."
        );

    private ElectrodeParameters Electrode(string block)
    {
        var section = Required(block);
        return new()
        {
            Thickness = section.Number("thickness", "m"),
            Porosity = section.Number("porosity", "1"),
            ActiveFraction = section.Number("active_fraction", "1"),
            ParticleRadius = section.Number("particle_radius", "m"),
            MaximumConcentration = section.Number("maximum_concentration", "mol/m³"),
            InitialConcentration = section.Number("initial_concentration", "mol/m³"),
            Diffusivity = section.Number("diffusivity", "m²/s"),
            DiffusionActivation = section.Number("diffusion_activation", "J/mol", 0),
            Conductivity = section.Number("conductivity", "S/m"),
            ElectrolyteBruggeman = section.Number("electrolyte_exponent", "1", 1.5),
            SolidBruggeman = section.Number("solid_exponent", "1", 1.5),
            ExchangeConstant = section.Number("exchange_constant", "1"),
            ExchangeActivation = section.Number("exchange_activation", "J/mol", 0),
            DoubleLayer = section.Number("double_layer", null, 0.2),
            LossPerThroughput = section.Number("loss_per_throughput", "1", 0),
            OpenCircuit = Potential(section),
        };
    }

    private static OpenCircuitCurve Potential(ModelSection section)
    {
        if (section.Inner("potential") is not { } terms)
            return section.Curve("open_circuit", section.Table("open_circuit", "lithiation", "potential"));
        var formula = new PotentialFormula
        {
            Constant = terms.Number("constant", "V", 0),
            Linear = terms.Number("linear", "V", 0),
            Exponentials = [.. terms.Rows("exponentials", 2).Select(r => (r[0], r[1]))],
            Steps = [.. terms.Rows("steps", 3).Select(r => (r[0], r[1], r[2]))],
        };
        return new OpenCircuitCurve(formula.At);
    }

    private SeparatorParameters Separator()
    {
        var section = Required("separator");
        return new()
        {
            Thickness = section.Number("thickness", "m"),
            Porosity = section.Number("porosity", "1"),
            Bruggeman = section.Number("exponent", "1", 1.5),
        };
    }

    private ElectrolyteParameters Salt()
    {
        var section = Required("salt");
        return new()
        {
            Concentration = section.Number("concentration", "mol/m³"),
            Transference = section.Number("transference", "1"),
            ThermodynamicFactor = section.Number("thermodynamic_factor", "1", 1),
            Diffusivity = Property("diffusivity"),
            DiffusionActivation = section.Number("diffusion_activation", "J/mol", 0),
            Conductivity = Property("conductivity"),
            ConductionActivation = section.Number("conduction_activation", "J/mol", 0),
        };

        PropertyCurve Property(string name)
        {
            var terms = section.Table(name, "power", "factor");
            double decay = section.Number($"{name}_decay", "1", 0);
            return new(concentration =>
            {
                double molar = concentration / 1000;
                return terms.Sum(t => t.Value * Math.Pow(molar, t.Argument)) * Math.Exp(decay * molar);
            });
        }
    }

    internal static ThermalParameters? Thermal(ModelSection? section) =>
        section is null
            ? null
            : new()
            {
                HeatCapacity = section.Number("heat_capacity", "J/K"),
                Cooling = section.Number("cooling", "W/K"),
                ChamberLag = section.Number("chamber_lag", "s", 0),
            };

    private static InterphaseParameters? Interphase(ModelSection? section) =>
        section is null
            ? null
            : new()
            {
                InitialThickness = section.Number("thickness", "m", 5e-9),
                Diffusivity = section.Number("diffusivity", "m²/s"),
                SolventConcentration = section.Number("solvent", "mol/m³"),
                RateConstant = section.Number("rate", "m/s", double.PositiveInfinity),
                TransferCoefficient = section.Number("transfer_coefficient", "1", 0.5),
                MolarVolume = section.Number("molar_volume", "m³/mol", 9.585e-5),
                LithiumPerFilm = section.Number("lithium", "1", 2),
                Resistivity = section.Number("resistivity", "Ω·m", 2e5),
                Activation = section.Number("activation", "J/mol", 0),
            };
}
