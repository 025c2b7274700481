using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Execution;

namespace CellDsl.Runtime.Records;

/// <summary>Sees one run: writes its rows, keeps its books, its curves and its spectra.</summary>
public sealed class RunRecorder(
    MachineInfo machine,
    BdfWriter? rows,
    double capacity,
    Action<int>? onCycle = null,
    RowNoise? noise = null
) : ICyclerObserver, IDisposable
{
    private readonly List<Spectrum> _spectra = [];
    private int _cycle;

    public RunLedger Ledger { get; } = new(machine);

    public CurveStore Curves { get; } = new(capacity);

    public IReadOnlyList<Spectrum> Spectra => _spectra;

    public void StepBegan(in Observation now, in Command command)
    {
        Ledger.Begin(in now);
        Curves.Begin(in now, in command);
        rows?.Begin(in now, in command);
        if (command.Cycle == _cycle)
            return;
        _cycle = command.Cycle;
        onCycle?.Invoke(_cycle);
    }

    public void Row(in Observation now, in Command command, double ambient)
    {
        var seen = noise?.On(in now) ?? now;
        rows?.Row(in seen, in command, ambient);
        Curves.Row(in seen, in command);
    }

    public void StepEnded(in Observation now, in Command command, int endedBy, bool byLimit) =>
        Ledger.End(in now, in command, endedBy, byLimit);

    public void Spectrum(
        in Observation now,
        in Command command,
        ReadOnlySpan<double> frequencies,
        ReadOnlySpan<Complex> impedances
    ) =>
        _spectra.Add(
            new(
                now.Time * 1e-9,
                command.Cycle,
                machine.Steps[command.Step].Id,
                frequencies.ToArray(),
                impedances.ToArray()
            )
        );

    /// <summary>Hands every row so far to its file.</summary>
    public void Flush() => rows?.Flush();

    public void Dispose() => rows?.Dispose();
}
