using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CellDsl.Language.Units;

/// <summary>The names of kinds with their usual units. A kind is called by the first name that lists it alone.</summary>
internal static class KindTable
{
    public static ImmutableArray<KindName> Names { get; } =
    [
        One(nameof(Kinds.Ratio), Kinds.Ratio, "a ratio", "%"),
        Family(
            "Fraction",
            "a fraction",
            [Kinds.Ratio, Kinds.MassFraction, Kinds.MoleFraction, Kinds.VolumeFraction, Kinds.AtomFraction],
            "%",
            "wt%",
            "mol%",
            "vol%",
            "at%",
            "ppm"
        ),
        One(nameof(Kinds.Count), Kinds.Count, "a count"),
        One(nameof(Kinds.MassFraction), Kinds.MassFraction, "a mass fraction", "wt%", "ppmw"),
        One(nameof(Kinds.MoleFraction), Kinds.MoleFraction, "a mole fraction", "mol%"),
        One(nameof(Kinds.VolumeFraction), Kinds.VolumeFraction, "a volume fraction", "vol%", "ppmv"),
        One(nameof(Kinds.AtomFraction), Kinds.AtomFraction, "an atom fraction", "at%"),
        One(nameof(Kinds.StateOfCharge), Kinds.StateOfCharge, "a state of charge", "%"),
        One(nameof(Kinds.Angle), Kinds.Angle, "an angle", "°"),
        One(nameof(Kinds.Time), Kinds.Time, "a time", "h", "min", "s", "d", "ms"),
        One(nameof(Kinds.Temperature), Kinds.Temperature, "a temperature", "°C", "K"),
        One(
            nameof(Kinds.TemperatureDifference),
            Kinds.TemperatureDifference,
            "a temperature difference",
            "K"
        ),
        One(nameof(Kinds.HeatingRate), Kinds.HeatingRate, "a heating rate", "K/min", "K/h", "K/s"),
        One(nameof(Kinds.RotationSpeed), Kinds.RotationSpeed, "a rotation speed", "rpm"),
        One(nameof(Kinds.Frequency), Kinds.Frequency, "a frequency", "Hz", "mHz", "kHz", "MHz"),
        One(nameof(Kinds.Mass), Kinds.Mass, "a mass", "g", "mg", "kg", "µg"),
        One(nameof(Kinds.Length), Kinds.Length, "a length", "mm", "µm", "cm", "m", "nm", "Å"),
        One(nameof(Kinds.Area), Kinds.Area, "an area", "cm²", "mm²", "m²"),
        One(nameof(Kinds.Volume), Kinds.Volume, "a volume", "mL", "µL", "L", "cm³"),
        One(nameof(Kinds.Amount), Kinds.Amount, "an amount of substance", "mol", "mmol"),
        One(nameof(Kinds.Voltage), Kinds.Voltage, "a voltage", "V", "mV", "µV"),
        Family(
            "Rate",
            "a rate",
            [Kinds.Current, Kinds.SpecificCurrent, Kinds.CurrentDensity, Kinds.CRate],
            "C",
            "mA/g",
            "mA/cm²",
            "mA"
        ),
        One(nameof(Kinds.Current), Kinds.Current, "a current", "mA", "A", "µA", "nA"),
        One(nameof(Kinds.SpecificCurrent), Kinds.SpecificCurrent, "a specific current", "mA/g", "A/g"),
        One(nameof(Kinds.CurrentDensity), Kinds.CurrentDensity, "a current density", "mA/cm²", "µA/cm²"),
        One(nameof(Kinds.CRate), Kinds.CRate, "a C-rate", "C", "D"),
        One(nameof(Kinds.Charge), Kinds.Charge, "a charge", "mAh", "Ah", "µAh", "coulomb"),
        Family(
            "Capacity",
            "a capacity",
            [Kinds.Charge, Kinds.SpecificCapacity, Kinds.ArealCapacity, Kinds.VolumetricCapacity],
            "mAh",
            "mAh/g",
            "mAh/cm²"
        ),
        One(nameof(Kinds.SpecificCapacity), Kinds.SpecificCapacity, "a specific capacity", "mAh/g", "Ah/kg"),
        One(nameof(Kinds.ArealCapacity), Kinds.ArealCapacity, "an areal capacity", "mAh/cm²", "µAh/cm²"),
        One(
            nameof(Kinds.VolumetricCapacity),
            Kinds.VolumetricCapacity,
            "a volumetric capacity",
            "mAh/cm³",
            "Ah/L"
        ),
        One(nameof(Kinds.Loading), Kinds.Loading, "a loading", "mg/cm²", "g/m²"),
        One(nameof(Kinds.Power), Kinds.Power, "a power", "W", "mW", "µW", "kW"),
        One(nameof(Kinds.SpecificPower), Kinds.SpecificPower, "a specific power", "W/kg", "mW/g"),
        One(nameof(Kinds.Energy), Kinds.Energy, "an energy", "Wh", "mWh", "J", "kJ", "kWh"),
        One(nameof(Kinds.SpecificEnergy), Kinds.SpecificEnergy, "a specific energy", "Wh/kg", "J/g"),
        One(nameof(Kinds.Resistance), Kinds.Resistance, "a resistance", "Ω", "mΩ", "kΩ"),
        One(nameof(Kinds.ArealResistance), Kinds.ArealResistance, "an areal resistance", "Ω·cm²"),
        One(nameof(Kinds.Resistivity), Kinds.Resistivity, "a resistivity", "Ω·cm", "Ω·m"),
        One(nameof(Kinds.Conductance), Kinds.Conductance, "a conductance", "S", "mS"),
        One(nameof(Kinds.Conductivity), Kinds.Conductivity, "a conductivity", "S/cm", "mS/cm", "S/m"),
        One(nameof(Kinds.Capacitance), Kinds.Capacitance, "a capacitance", "F", "mF", "µF"),
        One(nameof(Kinds.Inductance), Kinds.Inductance, "an inductance", "H", "mH", "µH"),
        One(nameof(Kinds.SweepRate), Kinds.SweepRate, "a scan rate", "mV/s", "V/s", "mV/h"),
        One(nameof(Kinds.CurrentSlope), Kinds.CurrentSlope, "a current slope", "mA/s", "mA/h"),
        One(
            nameof(Kinds.VolumePerCapacity),
            Kinds.VolumePerCapacity,
            "a volume per capacity",
            "mL/Ah",
            "µL/mAh"
        ),
        One(nameof(Kinds.MassPerCapacity), Kinds.MassPerCapacity, "a mass per capacity", "g/Ah", "mg/mAh"),
        One(nameof(Kinds.Pressure), Kinds.Pressure, "a pressure", "MPa", "bar", "mbar", "kPa", "Pa"),
        One(nameof(Kinds.Force), Kinds.Force, "a force", "N", "kN"),
        One(nameof(Kinds.Density), Kinds.Density, "a density", "g/cm³", "kg/m³"),
        One(nameof(Kinds.Concentration), Kinds.Concentration, "a concentration", "mol/L", "M", "mM"),
        One(nameof(Kinds.Molality), Kinds.Molality, "a molality", "mol/kg"),
        One(nameof(Kinds.MolarMass), Kinds.MolarMass, "a molar mass", "g/mol"),
        One(nameof(Kinds.MolarEnergy), Kinds.MolarEnergy, "a molar energy", "kJ/mol", "J/mol"),
        One(nameof(Kinds.SpecificArea), Kinds.SpecificArea, "a specific surface area", "m²/g"),
        One(nameof(Kinds.SpecificVolume), Kinds.SpecificVolume, "a specific volume", "mL/g", "µL/mg"),
        Family("Flow", "a flow", [Kinds.Flow, Kinds.StandardFlow], "mL/min", "sccm", "L/min"),
        One("VolumeFlow", Kinds.Flow, "a volume flow", "mL/min", "L/min", "mL/h"),
        One(nameof(Kinds.StandardFlow), Kinds.StandardFlow, "a standard gas flow", "sccm", "slm"),
        One(nameof(Kinds.MassFlow), Kinds.MassFlow, "a mass flow", "g/min", "g/h", "mg/min"),
        One(nameof(Kinds.MolarFlow), Kinds.MolarFlow, "a molar flow", "mol/h", "mmol/min"),
        One(nameof(Kinds.Speed), Kinds.Speed, "a speed", "mm/s", "cm/s", "m/min", "m/s"),
        One(nameof(Kinds.Diffusivity), Kinds.Diffusivity, "a diffusivity", "cm²/s", "m²/s"),
        One(nameof(Kinds.Viscosity), Kinds.Viscosity, "a viscosity", "mPa·s", "Pa·s"),
        One(nameof(Kinds.Wavenumber), Kinds.Wavenumber, "a wavenumber", "cm⁻¹"),
        One(nameof(Kinds.SpecificHeat), Kinds.SpecificHeat, "a specific heat", "J/(g·K)", "J/(kg·K)"),
        One(nameof(Kinds.HeatTransfer), Kinds.HeatTransfer, "a heat transfer coefficient", "W/(m²·K)"),
        One(
            nameof(Kinds.ThermalConductivity),
            Kinds.ThermalConductivity,
            "a thermal conductivity",
            "W/(m·K)"
        ),
        One(nameof(Kinds.PerTime), Kinds.PerTime, "a rate per time", "s⁻¹"),
        One(nameof(Kinds.Kelvin), Kinds.Kelvin, "a temperature", "K"),
    ];

    private static readonly FrozenDictionary<string, KindName> s_byName = Names.ToFrozenDictionary(k =>
        k.Name
    );

    private static readonly FrozenDictionary<Kind, KindName> s_byKind = Names
        .Where(k => !k.IsFamily)
        .ToFrozenDictionary(k => k.Kinds[0]);

    public static FrozenDictionary<string, KindName>.AlternateLookup<ReadOnlySpan<char>> ByName { get; } =
        s_byName.GetAlternateLookup<ReadOnlySpan<char>>();

    public static KindTitle NameOf(Kind kind)
    {
        if (!s_byKind.TryGetValue(kind.With(Basis.None), out var name))
        {
            // A tag that the table does not list with this dimension says nothing that the dimension does not.
            return s_byKind.TryGetValue(new Kind(kind.Dimension), out name)
                ? Title(name, kind.Basis)
                : new($"{kind.Dimension}", $"a quantity of dimension {kind.Dimension}");
        }

        return Title(name, kind.Basis);
    }

    public static ImmutableArray<string> UsualUnits(Kind kind) =>
        s_byKind.TryGetValue(kind.With(Basis.None), out var name) ? name.Units : [];

    private static KindTitle Title(KindName name, Basis basis)
    {
        // A unit helps the reader only where the name alone leaves the normalisation open.
        var unit = name.Units is [var first, ..] && first.Contains('/') ? $" ({first})" : "";
        var phrase = basis == Basis.None ? "" : $" {basis.Phrase()}";
        return new(name.Name + phrase, name.Article + unit + phrase);
    }

    private static KindName One(
        string name,
        Kind kind,
        string article,
        params ImmutableArray<string> units
    ) => new(name, [kind], article, units);

    private static KindName Family(
        string name,
        string article,
        ImmutableArray<Kind> kinds,
        params ImmutableArray<string> units
    ) => new(name, kinds, article, units);
}
