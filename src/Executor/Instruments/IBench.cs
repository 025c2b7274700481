using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Runtime.Execution;

namespace CellDsl.Executor.Instruments;

/// <summary>The instruments of a run.</summary>
public interface IBench : IDisposable
{
    /// <summary>The channel on which a cell lies; always the same one.</summary>
    /// <exception cref="InstrumentException">There is none for it.</exception>
    ICycler CyclerOf(CellJob job);

    /// <summary>Whether the cells are models: then nothing here was measured.</summary>
    bool IsSimulated { get; }

    /// <summary>Told every entry of an earlier process before anything is asked of an instrument.</summary>
    void Recall(Entry entry);
}
