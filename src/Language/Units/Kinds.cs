using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using static CellDsl.Language.Units.Dimension;

namespace CellDsl.Language.Units;

/// <summary>
/// A name that a <c>.cell</c> file writes after a parameter. Most stand for one kind; a family such as <c>Rate</c> stands
/// for several, of which a value has one.
/// </summary>
/// <param name="Article">How a message says it: <c>a voltage</c>.</param>
/// <param name="Units">Spellings of the usual units, the commonest first; empty for pure numbers.</param>
public sealed record KindName(
    string Name,
    ImmutableArray<Kind> Kinds,
    string Article,
    ImmutableArray<string> Units
)
{
    public bool IsFamily => Kinds.Length > 1;

    /// <summary>Whether a value of this kind can stand where the name is asked for.</summary>
    public bool Accepts(Kind given)
    {
        foreach (var kind in Kinds)
        {
            if (kind.Accepts(given))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How messages speak of a kind.</summary>
/// <param name="Title">As <c>Voltage</c>, for the brackets beside a dimension.</param>
/// <param name="Article">As <c>a specific current (mA/g)</c>, for sentences.</param>
public readonly record struct KindTitle(string Title, string Article);

/// <summary>The kinds that have a name.</summary>
public static class Kinds
{
    public static Kind Ratio => default;
    public static Kind Count { get; } = new(None, Tag.Count);
    public static Kind MassFraction { get; } = new(None, Tag.MassFraction);
    public static Kind MoleFraction { get; } = new(None, Tag.MoleFraction);
    public static Kind VolumeFraction { get; } = new(None, Tag.VolumeFraction);
    public static Kind AtomFraction { get; } = new(None, Tag.AtomFraction);
    public static Kind StateOfCharge { get; } = new(None, Tag.StateOfCharge);
    public static Kind Angle { get; } = new(None, Tag.Angle);

    public static Kind Time { get; } = new(Dimension.Time);
    public static Kind PerTime { get; } = new(None / Dimension.Time);
    public static Kind Frequency { get; } = PerTime.With(Tag.Frequency);
    public static Kind RotationSpeed { get; } = PerTime.With(Tag.RotationSpeed);
    public static Kind CRate { get; } = PerTime.With(Tag.CRate);

    public static Kind Mass { get; } = new(Dimension.Mass);
    public static Kind Length { get; } = new(Dimension.Length);
    public static Kind Area { get; } = new(Dimension.Length.Power(2));
    public static Kind Volume { get; } = new(Dimension.Length.Power(3));
    public static Kind Amount { get; } = new(Dimension.Amount);

    /// <summary>A temperature in kelvin, which may be a point or a difference.</summary>
    public static Kind Kelvin { get; } = new(Dimension.Temperature);
    public static Kind Temperature { get; } = Kelvin.With(Tag.TemperaturePoint);
    public static Kind TemperatureDifference { get; } = Kelvin.With(Tag.TemperatureDifference);
    public static Kind HeatingRate { get; } = new(Dimension.Temperature / Dimension.Time);

    public static Kind Current { get; } = new(Dimension.Current);
    public static Kind Charge { get; } = new(Dimension.Current * Dimension.Time);
    public static Kind Force { get; } = new(Dimension.Mass * Dimension.Length * Dimension.Time.Power(-2));
    public static Kind Energy { get; } = new(Force.Dimension * Dimension.Length);
    public static Kind Power { get; } = new(Energy.Dimension / Dimension.Time);
    public static Kind Voltage { get; } = new(Power.Dimension / Dimension.Current);
    public static Kind Resistance { get; } = new(Voltage.Dimension / Dimension.Current);
    public static Kind Conductance { get; } = new(Dimension.Current / Voltage.Dimension);
    public static Kind Capacitance { get; } = new(Charge.Dimension / Voltage.Dimension);
    public static Kind Inductance { get; } = new(Resistance.Dimension * Dimension.Time);

    public static Kind SpecificCapacity { get; } = new(Charge.Dimension / Dimension.Mass);
    public static Kind SpecificCurrent { get; } = new(Dimension.Current / Dimension.Mass);
    public static Kind SpecificEnergy { get; } = new(Energy.Dimension / Dimension.Mass);
    public static Kind SpecificPower { get; } = new(Power.Dimension / Dimension.Mass);
    public static Kind CurrentDensity { get; } = new(Dimension.Current / Area.Dimension);
    public static Kind ArealCapacity { get; } = new(Charge.Dimension / Area.Dimension);
    public static Kind VolumetricCapacity { get; } = new(Charge.Dimension / Volume.Dimension);
    public static Kind ArealResistance { get; } = new(Resistance.Dimension * Area.Dimension);
    public static Kind Resistivity { get; } = new(Resistance.Dimension * Dimension.Length);
    public static Kind Conductivity { get; } = new(Conductance.Dimension / Dimension.Length);
    public static Kind Loading { get; } = new(Dimension.Mass / Area.Dimension);
    public static Kind SweepRate { get; } = new(Voltage.Dimension / Dimension.Time);
    public static Kind CurrentSlope { get; } = new(Dimension.Current / Dimension.Time);
    public static Kind VolumePerCapacity { get; } = new(Volume.Dimension / Charge.Dimension);
    public static Kind MassPerCapacity { get; } = new(Dimension.Mass / Charge.Dimension);

    public static Kind Pressure { get; } = new(Force.Dimension / Area.Dimension);
    public static Kind Density { get; } = new(Dimension.Mass / Volume.Dimension);
    public static Kind Concentration { get; } = new(Dimension.Amount / Volume.Dimension);
    public static Kind Molality { get; } = new(Dimension.Amount / Dimension.Mass);
    public static Kind MolarMass { get; } = new(Dimension.Mass / Dimension.Amount);
    public static Kind MolarEnergy { get; } = new(Energy.Dimension / Dimension.Amount);
    public static Kind SpecificArea { get; } = new(Area.Dimension / Dimension.Mass);
    public static Kind SpecificVolume { get; } = new(Volume.Dimension / Dimension.Mass);
    public static Kind Flow { get; } = new(Volume.Dimension / Dimension.Time);
    public static Kind StandardFlow { get; } = Flow.With(Tag.StandardVolume);
    public static Kind MassFlow { get; } = new(Dimension.Mass / Dimension.Time);
    public static Kind MolarFlow { get; } = new(Dimension.Amount / Dimension.Time);
    public static Kind Speed { get; } = new(Dimension.Length / Dimension.Time);
    public static Kind Diffusivity { get; } = new(Area.Dimension / Dimension.Time);
    public static Kind Viscosity { get; } = new(Pressure.Dimension * Dimension.Time);
    public static Kind Wavenumber { get; } = new(None / Dimension.Length);
    public static Kind SpecificHeat { get; } = new(SpecificEnergy.Dimension / Dimension.Temperature);
    public static Kind HeatTransfer { get; } = new(Power.Dimension / Area.Dimension / Dimension.Temperature);
    public static Kind ThermalConductivity { get; } =
        new(Power.Dimension / Dimension.Length / Dimension.Temperature);

    /// <summary>Every name, in the order in which documentation lists them.</summary>
    public static ImmutableArray<KindName> Names => KindTable.Names;

    public static bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out KindName? found) =>
        KindTable.ByName.TryGetValue(name, out found);

    /// <summary>The name that was probably meant, or null.</summary>
    public static string? Nearest(string name) => Spelling.Nearest(name, KindTable.Names, static k => k.Name);

    /// <summary>How to speak of a kind; one without a name of its own is told by its dimension.</summary>
    public static KindTitle NameOf(Kind kind) => KindTable.NameOf(kind);

    /// <summary>Spellings of the usual units of a kind, the commonest first; empty where none is usual.</summary>
    public static ImmutableArray<string> UsualUnits(Kind kind) => KindTable.UsualUnits(kind);
}
