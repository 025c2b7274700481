using System.Numerics;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Simulation;

/// <summary>
/// A cell on a cycler, as a value: copying it copies the whole cell, so that a step can be tried, sampled in its middle
/// and thrown away. Implement it as a struct; nothing in it may allocate.
/// </summary>
public interface ICellModel
{
    /// <summary>Cell voltage, V.</summary>
    double Voltage { get; }

    /// <summary>Cell current, A; positive charges.</summary>
    double Current { get; }

    /// <summary>Cell temperature, K.</summary>
    double Temperature { get; }

    /// <summary>Temperature of the chamber around the cell, K.</summary>
    double Ambient { get; }

    /// <summary>
    /// How far the cell is from where it stops following the command in its present manner (a hold that has been limited
    /// by its current reaches its voltage); positive before, infinite where there is nothing of the kind. When it changes
    /// sign the command is applied anew.
    /// </summary>
    double SwitchDistance { get; }

    /// <summary>
    /// Estimated error that the last <see cref="Advance"/> made in the voltage, as a ratio of what the model tolerates:
    /// 0 where the step is integrated without one, above 1 where a shorter step should be tried, NaN where it failed.
    /// </summary>
    double StepError { get; }

    /// <summary>Whether the model knows its electrodes apart, and <see cref="NegativePotential"/> with them.</summary>
    static virtual bool TellsElectrodes => false;

    /// <summary>
    /// Potential of the negative electrode against lithium in the electrolyte beside its particles, V; asked for only
    /// where the model tells its electrodes apart.
    /// </summary>
    double NegativePotential => double.NaN;

    /// <summary>
    /// Why the cell can carry its current no longer, in a few words; null while nothing of the kind is in sight. Asked only
    /// where no step is short enough.
    /// </summary>
    string? Exhaustion { get; }

    /// <summary>Puts the cell under a command at the present moment: voltage and current jump, charge does not.</summary>
    void Apply(in Command command);

    /// <summary>Moves on by so many seconds under the command, in one step.</summary>
    void Advance(double seconds);

    /// <summary>Small-signal impedance at the present state, Ω, at a frequency in Hz.</summary>
    Complex Impedance(double frequency);
}
