using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>Keeps nothing.</summary>
internal sealed class Silent : ICyclerObserver
{
    public static Silent Instance { get; } = new();

    public void StepBegan(in Observation now, in Command command) { }

    public void Row(in Observation now, in Command command, double ambient) { }

    public void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit) { }

    public void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    ) { }
}
