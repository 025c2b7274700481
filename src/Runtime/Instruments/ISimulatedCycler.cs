using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Runtime.Instruments;

/// <summary>A simulated channel, with what it takes to bring it back to where it was: the same calls at the same run times.</summary>
public interface ISimulatedCycler : ICycler
{
    void HoldAt(long time, in CyclerLimits limits);

    void ApplyAt(long time, long number, in Command command);

    void MakeSafeAt(long time);

    /// <summary>The channel hears something at a time.</summary>
    /// <param name="watched">Whether it also heard enough since the contact before, so that it has not dropped out.</param>
    void ContactAt(long time, bool watched);
}
