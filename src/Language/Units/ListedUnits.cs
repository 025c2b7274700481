using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CellDsl.Language.Units;

/// <summary>A listed unit with all its spellings, the canonical one first.</summary>
internal sealed record ListedUnit(Unit Unit, ImmutableArray<string> Spellings);

/// <summary>
/// The list. Factors are exact: the SI Brochure (9th edition, 2019), NIST SP 811 (2008) for psi, torr and atm, and
/// CODATA 2018 for the electronvolt, exact since the SI of 2019. Texts are already folded (<see cref="UnitParser"/>).
/// </summary>
internal static class ListedUnits
{
    public static ImmutableArray<ListedUnit> All { get; } =
    [
        .. Series(Kinds.Time, "s", ("s", "1"), ("ms", "1e-3"), ("µs us", "1e-6"), ("ns", "1e-9")),
        .. Series(Kinds.Time, "h", ("min", "60"), ("h", "3600"), ("d", "86400"), ("week weeks", "604800")),
        .. Series(Kinds.Voltage, "V", ("V", "1"), ("mV", "1e-3"), ("µV uV", "1e-6"), ("kV", "1e3")),
        .. Series(
            Kinds.Current,
            "A",
            ("A", "1"),
            ("mA", "1e-3"),
            ("µA uA", "1e-6"),
            ("nA", "1e-9"),
            ("pA", "1e-12"),
            ("kA", "1e3")
        ),
        .. Series(
            Kinds.Charge,
            "Ah",
            ("Ah", "3600"),
            ("mAh", "3.6"),
            ("µAh uAh", "3.6e-3"),
            ("nAh", "3.6e-6"),
            ("coulomb coulombs", "1")
        ),
        .. Series(
            Kinds.Energy,
            "Wh",
            ("Wh", "3600"),
            ("mWh", "3.6"),
            ("µWh uWh", "3.6e-3"),
            ("kWh", "3.6e6"),
            ("MWh", "3.6e9")
        ),
        .. Series(
            Kinds.Energy,
            "J",
            ("J", "1"),
            ("mJ", "1e-3"),
            ("µJ uJ", "1e-6"),
            ("kJ", "1e3"),
            ("MJ", "1e6")
        ),
        .. Series(Kinds.Energy, "eV", ("eV", "1.602176634e-19"), ("meV", "1.602176634e-22")),
        .. Series(
            Kinds.Power,
            "W",
            ("W", "1"),
            ("mW", "1e-3"),
            ("µW uW", "1e-6"),
            ("nW", "1e-9"),
            ("kW", "1e3"),
            ("MW", "1e6")
        ),
        .. Series(
            Kinds.Resistance,
            "Ω",
            ("Ω Ohm ohm", "1"),
            ("mΩ mOhm mohm", "1e-3"),
            ("µΩ uΩ µOhm uOhm µohm uohm", "1e-6"),
            ("kΩ kOhm kohm", "1e3"),
            ("MΩ MOhm Mohm", "1e6"),
            ("GΩ GOhm Gohm", "1e9")
        ),
        .. Series(Kinds.Conductance, "S", ("S", "1"), ("mS", "1e-3"), ("µS uS", "1e-6"), ("nS", "1e-9")),
        .. Series(
            Kinds.Capacitance,
            "F",
            ("F", "1"),
            ("mF", "1e-3"),
            ("µF uF", "1e-6"),
            ("nF", "1e-9"),
            ("pF", "1e-12")
        ),
        .. Series(Kinds.Inductance, "H", ("H", "1"), ("mH", "1e-3"), ("µH uH", "1e-6"), ("nH", "1e-9")),
        .. Series(
            Kinds.Pressure,
            "Pa",
            ("Pa", "1"),
            ("hPa", "1e2"),
            ("kPa", "1e3"),
            ("MPa", "1e6"),
            ("GPa", "1e9")
        ),
        .. Series(Kinds.Pressure, "bar", ("bar", "1e5"), ("mbar", "1e2"), ("µbar ubar", "0.1")),
        .. Series(Kinds.Pressure, "atm", ("atm", "101325")),
        .. Series(Kinds.Pressure, "torr", ("torr Torr", "101325/760"), ("mtorr mTorr", "101325/760000")),
        .. Series(Kinds.Pressure, "psi", ("psi", "8896443230521/1290320000")),
        .. Series(Kinds.Viscosity, "Pa·s", ("mPa·s mPas", "1e-3"), ("cP", "1e-3")),
        .. Series(Kinds.Force, "N", ("N", "1"), ("mN", "1e-3"), ("kN", "1e3")),
        .. Series(
            Kinds.Mass,
            "g",
            ("g", "1e-3"),
            ("mg", "1e-6"),
            ("µg ug", "1e-9"),
            ("ng", "1e-12"),
            ("kg", "1"),
            ("t", "1e3")
        ),
        .. Series(
            Kinds.Length,
            "m",
            ("m", "1"),
            ("cm", "1e-2"),
            ("mm", "1e-3"),
            ("µm um", "1e-6"),
            ("nm", "1e-9"),
            ("pm", "1e-12")
        ),
        .. Series(Kinds.Length, "Å", ("Å angstrom", "1e-10")),
        .. Series(
            Kinds.Volume,
            "L",
            ("L l", "1e-3"),
            ("mL ml", "1e-6"),
            ("µL uL µl ul", "1e-9"),
            ("nL nl", "1e-12")
        ),
        .. Series(
            Kinds.Amount,
            "mol",
            ("mol", "1"),
            ("mmol", "1e-3"),
            ("µmol umol", "1e-6"),
            ("nmol", "1e-9"),
            ("kmol", "1e3")
        ),
        .. Series(Kinds.Concentration, "M", ("M", "1e3"), ("mM", "1"), ("µM uM", "1e-3")),
        .. Series(Kinds.Kelvin, "K", ("K", "1"), ("mK", "1e-3")),
        Offset(Kinds.Temperature, "°C degC ℃", "273.15"),
        .. Series(Kinds.Ratio, "%", ("%", "1e-2"), ("‰", "1e-3"), ("ppm", "1e-6"), ("ppb", "1e-9")),
        .. Series(Kinds.MassFraction, "wt%", ("wt%", "1e-2"), ("ppmw", "1e-6")),
        .. Series(Kinds.MoleFraction, "mol%", ("mol%", "1e-2")),
        .. Series(Kinds.VolumeFraction, "vol%", ("vol%", "1e-2"), ("ppmv", "1e-6")),
        .. Series(Kinds.AtomFraction, "at%", ("at%", "1e-2")),
        .. Series(Kinds.CRate, "C", ("C", "1/3600"), ("D", "1/3600")),
        .. Series(Kinds.RotationSpeed, "rpm", ("rpm", "1/60")),
        .. Series(
            Kinds.Frequency,
            "Hz",
            ("Hz", "1"),
            ("mHz", "1e-3"),
            ("µHz uHz", "1e-6"),
            ("kHz", "1e3"),
            ("MHz", "1e6")
        ),
        .. Series(Kinds.StandardFlow, "sccm", ("sccm", "1/60000000"), ("slm slpm", "1/60000")),
        .. Series(Kinds.Wavenumber, "m⁻¹", ("cm⁻¹ cm^-1", "1e2")),
        .. Series(Kinds.PerTime, "s⁻¹", ("s⁻¹ s^-1", "1"), ("h⁻¹ h^-1", "1/3600")),
        .. Series(Kinds.Angle, "°", ("° deg", "1")),
        .. Counts(
            "cycles cycle",
            "times",
            "cells cell",
            "coins coin",
            "pouches pouch",
            "coatings coating",
            "batches batch",
            "samples sample",
            "pieces piece",
            "pellets pellet",
            "electrodes electrode",
            "sheets sheet",
            "layers layer",
            "balls ball",
            "replicates replicate",
            "points point",
            "pulses pulse",
            "decades decade"
        ),
    ];

    /// <summary>Words in common use that are no spelling here, in lower case, with the spelling that is.</summary>
    public static FrozenDictionary<string, string> Respelled { get; } =
        new Dictionary<string, string>
        {
            ["hr"] = "h",
            ["hrs"] = "h",
            ["hour"] = "h",
            ["hours"] = "h",
            ["sec"] = "s",
            ["secs"] = "s",
            ["second"] = "s",
            ["seconds"] = "s",
            ["mins"] = "min",
            ["minute"] = "min",
            ["minutes"] = "min",
            ["day"] = "d",
            ["days"] = "d",
            ["volt"] = "V",
            ["volts"] = "V",
            ["amp"] = "A",
            ["amps"] = "A",
            ["ampere"] = "A",
            ["watt"] = "W",
            ["watts"] = "W",
            ["joule"] = "J",
            ["kelvin"] = "K",
            ["celsius"] = "°C",
            ["°f"] = "°C",
            ["degf"] = "°C",
            ["gram"] = "g",
            ["grams"] = "g",
            ["meter"] = "m",
            ["metre"] = "m",
            ["micron"] = "µm",
            ["microns"] = "µm",
            ["liter"] = "L",
            ["litre"] = "L",
            ["cc"] = "mL",
            ["mole"] = "mol",
            ["moles"] = "mol",
            ["mmhg"] = "torr",
            ["percent"] = "%",
            ["degree"] = "°C",
            ["degrees"] = "°C",
        }.ToFrozenDictionary();

    private static List<ListedUnit> Series(
        Kind kind,
        string series,
        params ReadOnlySpan<(string Spellings, string Factor)> units
    )
    {
        var listed = new List<ListedUnit>(units.Length);
        foreach (var (spellings, factor) in units)
        {
            listed.Add(Listed(kind, spellings, Number(factor), Rational.Zero, series));
        }

        return listed;
    }

    private static ListedUnit Offset(Kind kind, string spellings, string offset) =>
        Listed(kind, spellings, Rational.One, Number(offset), "K");

    private static List<ListedUnit> Counts(params ReadOnlySpan<string> units)
    {
        var listed = new List<ListedUnit>(units.Length);
        foreach (var spellings in units)
        {
            listed.Add(Listed(Kinds.Count, spellings, Rational.One, Rational.Zero, spellings));
        }

        return listed;
    }

    private static ListedUnit Listed(
        Kind kind,
        string spellings,
        Rational factor,
        Rational offset,
        string series
    )
    {
        ImmutableArray<string> all = [.. spellings.Split(' ')];
        return new(new Unit(all[0], kind, factor, offset, series), all);
    }

    private static Rational Number(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? Rational.Parse(text)
            : Rational.Parse(text.AsSpan(0, slash)) / Rational.Parse(text.AsSpan(slash + 1));
    }
}
