using System.Numerics;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>Sees a run as it happens: what a recorder and a ledger of results are made of.</summary>
public interface ICyclerObserver
{
    /// <summary>A step began; the observation was taken under its command.</summary>
    void StepBegan(in Observation now, in Command command);

    /// <summary>A row is due by the recording rule, or a step begins or ends.</summary>
    /// <param name="ambient">Temperature of the chamber, K.</param>
    void Row(in Observation now, in Command command, double ambient);

    /// <summary>The step of this command ended by one of its ends, or by a limit of the test.</summary>
    /// <param name="endedBy">Index into the step's ends, or into the machine's limits; -1 where none fired.</param>
    void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit);

    /// <summary>An impedance spectrum was taken.</summary>
    void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    );
}
