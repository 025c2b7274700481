namespace CellDsl.Language.Units;

/// <summary>What keeps quantities of one dimension apart where mixing them would be a mistake in the laboratory.</summary>
public enum Tag : byte
{
    /// <summary>Nothing beyond the dimension; for pure numbers, a ratio.</summary>
    None,

    /// <summary>A number of things or of repetitions.</summary>
    Count,

    /// <summary>A temperature on the absolute scale, as every °C literal is.</summary>
    TemperaturePoint,

    /// <summary>A difference of two temperatures.</summary>
    TemperatureDifference,
    MassFraction,
    MoleFraction,
    VolumeFraction,
    AtomFraction,

    /// <summary>A current as a multiple of a capacity per hour: 2C, D/5.</summary>
    CRate,

    /// <summary>Turns per time.</summary>
    RotationSpeed,

    /// <summary>Periods per time.</summary>
    Frequency,

    /// <summary>A plane angle, counted in degrees, since π is no fraction.</summary>
    Angle,
    StateOfCharge,

    /// <summary>A gas volume counted at 0 °C and 1 atm, whatever the gas is at now (sccm).</summary>
    StandardVolume,
}

/// <summary>Per what a normalised quantity is counted.</summary>
public enum Basis : byte
{
    /// <summary>Not normalised, or not yet said.</summary>
    None,
    ActiveMass,
    CompositeMass,
    ElectrodeArea,
    NominalCapacity,
    MeasuredCapacity,
    TheoreticalCapacity,
}

/// <summary>How a basis reads in a sentence.</summary>
public static class BasisText
{
    /// <summary>As <c>of active mass</c>; empty for <see cref="Basis.None"/>.</summary>
    public static string Phrase(this Basis basis) =>
        basis switch
        {
            Basis.ActiveMass => "of active mass",
            Basis.CompositeMass => "of composite mass",
            Basis.ElectrodeArea => "of electrode area",
            Basis.NominalCapacity => "of nominal capacity",
            Basis.MeasuredCapacity => "of measured capacity",
            Basis.TheoreticalCapacity => "of theoretical capacity",
            _ => "",
        };
}
