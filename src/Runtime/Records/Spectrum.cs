using System.Numerics;

namespace CellDsl.Runtime.Records;

/// <summary>An impedance spectrum: frequencies in Hz, impedances in Ω.</summary>
/// <param name="Time">s since the start of the run.</param>
public sealed record Spectrum(
    double Time,
    int Cycle,
    string StepId,
    IReadOnlyList<double> Frequencies,
    IReadOnlyList<Complex> Impedances
);
