using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>The electrolyte of a single-particle model: what it adds to the voltage and to the kinetics.</summary>
public interface IElectrolyte
{
    /// <summary>Fills the cell; grids are made once here.</summary>
    void Fill(CellParameters cell);

    /// <summary>Whether it answers to a current at all, so that a current that is not known yet takes iterations.</summary>
    static abstract bool Answers { get; }

    /// <summary>Takes on a temperature as 1/R·(1/T₀ − 1/T), mol/J.</summary>
    void Warm(double inverse);

    /// <summary>The current has jumped to this one, A.</summary>
    void Jump(double current);

    /// <summary>Begins a step of so many seconds.</summary>
    void Begin(double seconds);

    /// <summary>Ends the step with this current; may be called again with a better one, unless it is given.</summary>
    void End(double current, bool isGiven);

    /// <summary>Keeps what the last call of <see cref="End"/> found.</summary>
    void Take();

    /// <summary>Mean of ln(c/c₀) over the positive electrode minus that over the negative, at the end's current.</summary>
    double Polarisation { get; }

    /// <summary>How that changes with the end's current, 1/A.</summary>
    double PolarisationSlope { get; }

    /// <summary>(2RT/F)(1 − t₊)·thermodynamic factor, over RT/F.</summary>
    double PolarisationFactor { get; }

    /// <summary>√(c/c₀) at the negative's particles: the geometric mean over the electrode.</summary>
    double SaltNegative { get; }

    /// <summary>The same at the positive's.</summary>
    double SaltPositive { get; }

    /// <summary>Of the electrolyte, Ω.</summary>
    double Resistance { get; }

    /// <summary>Estimated error of the step, as a ratio of what ln(c/c₀) may be off.</summary>
    double Error { get; }

    /// <summary>Whether salt is as good as used up somewhere: below a fiftieth of what was filled in.</summary>
    bool IsDepleted { get; }

    /// <summary>Small-signal response of <see cref="Polarisation"/> to the current, 1/A.</summary>
    System.Numerics.Complex Response(double angular);
}

/// <summary>Electrolyte as filled, everywhere and without resistance: what makes the plain single-particle model.</summary>
public struct UniformElectrolyte : IElectrolyte
{
    public static bool Answers => false;

    public readonly double Polarisation => 0;

    public readonly double PolarisationSlope => 0;

    public readonly double PolarisationFactor => 0;

    public readonly double SaltNegative => 1;

    public readonly double SaltPositive => 1;

    public readonly double Resistance => 0;

    public readonly double Error => 0;

    public readonly bool IsDepleted => false;

    public readonly void Fill(CellParameters cell) { }

    public readonly void Warm(double inverse) { }

    public readonly void Jump(double current) { }

    public readonly void Begin(double seconds) { }

    public readonly void End(double current, bool isGiven) { }

    public readonly void Take() { }

    public readonly System.Numerics.Complex Response(double angular) => 0;
}
