using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Bench.Simulation;

/// <summary>Keeps the ends of steps, and rows where asked to.</summary>
internal sealed class Ledger(bool keepsRows) : ICyclerObserver
{
    public List<Observation> Ends { get; } = new(16);

    public List<(int Step, long SinceStart, double Voltage)> Rows { get; } = [];

    private long _start;

    public void StepBegan(in Observation now, in Command command) => _start = now.Time;

    public void Row(in Observation now, in Command command, double ambient)
    {
        if (keepsRows)
            Rows.Add((command.StepCount, now.Time - _start, now.Voltage));
    }

    public void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit) => Ends.Add(now);

    public void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    ) { }
}
