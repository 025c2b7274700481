using System.Numerics;

namespace CellDsl.Contracts.Instruments;

/// <summary>One channel of a cycler with a cell on it.</summary>
public interface ICycler : IInstrument
{
    CyclerAbilities Abilities { get; }

    /// <summary>
    /// Has the channel hold these limits itself, whatever its commands say, before the first command. A channel whose
    /// <see cref="CyclerAbilities.HoldsLimits"/> is false refuses.
    /// </summary>
    void Hold(in CyclerLimits limits);

    /// <summary>
    /// Puts the cell under a command until the next one. Commands are absolute, and each has a number larger than that of
    /// the one before: a channel that knows the number already does nothing.
    /// </summary>
    void Apply(long number, in Command command);

    /// <summary>How the cell and the channel are now. A successful read is a sign of life to the channel.</summary>
    CyclerReading Read();

    /// <summary>The impedance spectrum that ended last: frequencies in Hz, impedances in Ω.</summary>
    (double[] Frequencies, Complex[] Impedances) ReadSpectrum();
}

/// <summary>What a channel can do by itself.</summary>
/// <param name="HoldsLimits">Whether it holds <see cref="CyclerLimits"/> without the computer.</param>
/// <param name="DropsOut">Whether it goes to open circuit when it hears nothing for <see cref="CyclerLimits.ContactTimeout"/>.</param>
/// <param name="Counts">Whether it counts charge and energy itself, also while nobody reads it.</param>
/// <param name="KnowsCommand">Whether it tells the number of the command that it follows.</param>
/// <param name="MeasuresImpedance">Whether it can take a spectrum.</param>
public sealed record CyclerAbilities(
    bool HoldsLimits,
    bool DropsOut,
    bool Counts,
    bool KnowsCommand,
    bool MeasuresImpedance
);

/// <summary>Bounds that a channel holds itself; infinite where there is none.</summary>
/// <param name="LowestVoltage">V; below it the channel goes to open circuit, likewise for the others.</param>
/// <param name="HighestCurrent">A, positive, in both directions.</param>
/// <param name="LowestTemperature">K.</param>
/// <param name="ContactTimeout">ns without a call after which the channel goes to open circuit.</param>
public readonly record struct CyclerLimits(
    double LowestVoltage,
    double HighestVoltage,
    double HighestCurrent,
    double LowestTemperature,
    double HighestTemperature,
    long ContactTimeout
);

/// <summary>Why a channel has left its command by itself.</summary>
public enum Halt : byte
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>It was made safe by <see cref="IInstrument.MakeSafe"/>.</summary>
    MadeSafe,

    /// <summary>It heard nothing for too long.</summary>
    LostContact,

    /// <summary>A limit that it holds itself was passed.</summary>
    Limit,

    /// <summary>Someone stopped it at its front panel, or it was switched off, or it does not say.</summary>
    Other,
}

/// <summary>What one read of a channel tells.</summary>
public struct CyclerReading
{
    /// <summary>Number of the last command that it took; 0 for none; -1 where it does not tell.</summary>
    public long Command;

    /// <summary>Grows with every measurement that the channel takes, so that an old one is known as such; -1 where it does not count them.</summary>
    public long Sequence;

    public Halt Halt;

    /// <summary>For how long it has been halted, ns; -1 where it does not tell.</summary>
    public long HaltedFor;

    /// <summary>V.</summary>
    public double Voltage;

    /// <summary>A; positive charges.</summary>
    public double Current;

    /// <summary>Of the cell, K; NaN where it has no sensor.</summary>
    public double Temperature;

    /// <summary>Of the chamber, K; NaN where it has no sensor.</summary>
    public double Ambient;

    /// <summary>Charge and energy since the channel was switched on.</summary>
    public Counters Counters;

    /// <summary>Whether a measurement that ends by itself has ended since its command.</summary>
    public bool MeasurementDone;
}

/// <summary>Cumulative charge (A·s) and energy (J), each direction for itself and positive; NaN where they are not counted.</summary>
public readonly record struct Counters(double ChargeIn, double ChargeOut, double EnergyIn, double EnergyOut)
{
    public static Counters Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
