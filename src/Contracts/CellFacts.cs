namespace CellDsl.Contracts;

/// <summary>What a machine must know of its cell to turn normalised quantities into absolute ones. NaN where unknown.</summary>
public struct CellFacts
{
    /// <summary>Mass of active material in the electrode that counts, kg.</summary>
    public double ActiveMass;

    /// <summary>Mass of the whole composite of that electrode, kg.</summary>
    public double CompositeMass;

    /// <summary>Electrode area, m².</summary>
    public double ElectrodeArea;

    /// <summary>Capacity that C-rates refer to, A·s.</summary>
    public double NominalCapacity;

    /// <summary>Capacity computed from the active material's formula, A·s.</summary>
    public double TheoreticalCapacity;

    /// <summary>Potential of the counter electrode against lithium, V; subtract it from a potential against lithium.</summary>
    public double CounterPotential;

    /// <summary>Potential of the reference electrode against lithium, V; zero for one of lithium and without one.</summary>
    public double ReferencePotential;

    /// <summary>Lowest and highest voltage that the cell may see, V; infinite where none is stated.</summary>
    public double LowestVoltage;
    public double HighestVoltage;

    /// <summary>Lowest and highest temperature that the cell may see, K; infinite where none is stated.</summary>
    public double LowestTemperature;
    public double HighestTemperature;

    /// <summary>Largest current, as a fixed bound, A; infinite where none is stated.</summary>
    public double HighestCurrent;

    /// <summary>Lowest and highest pressure that the stack may see, Pa; infinite where none is stated.</summary>
    public double LowestPressure;
    public double HighestPressure;

    /// <summary>Largest charge that one step may pass, A·s; infinite where none is stated.</summary>
    public double HighestCapacity;

    /// <summary>Largest current as a multiple of the programmed one; infinite where none is stated.</summary>
    public double HighestCurrentRatio;
}
