using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>Keeps what it sees.</summary>
internal sealed class Watcher : ICyclerObserver
{
    public List<(Observation Seen, Command Command)> Rows { get; } = [];

    public List<(Observation Seen, Command Command, int EndedBy, bool ByLimit)> Ends { get; } = [];

    public List<(Observation Seen, Command Command)> Begins { get; } = [];

    public List<Complex[]> Spectra { get; } = [];

    public List<double[]> Frequencies { get; } = [];

    public bool KeepRows { get; init; } = true;

    public long RowCount { get; private set; }

    public void StepBegan(in Observation now, in Command command) => Begins.Add((now, command));

    public void Row(in Observation now, in Command command, double ambient)
    {
        RowCount++;
        if (KeepRows)
            Rows.Add((now, command));
    }

    public void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit) =>
        Ends.Add((now, command, endedBy, byLimit));

    public void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    )
    {
        Frequencies.Add([.. frequencies]);
        Spectra.Add([.. impedances]);
    }
}
