using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Tests.Simulation;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>Where the electrolyte is used up no step is short enough, and a run ends with a sentence.</summary>
public sealed class ExhaustionTests
{
    [Fact]
    public void A_porous_electrode_at_5C_runs_out_of_salt_in_the_positive_electrode()
    {
        var failure = Assert.Throws<CellExhaustedException>(() => Run(new PorousElectrode(Drive.Half)));
        Assert.Contains(
            "the electrolyte is depleted in the positive electrode at",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("`discharge at rate`", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_the_same_with_other_volumes()
    {
        var failure = Assert.Throws<CellExhaustedException>(() =>
            Run(new PorousElectrode(Drive.Half, 10, 5, 10))
        );
        Assert.Contains("in the positive electrode", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>25 A without an end that could come before: to −1000 V.</summary>
    private static void Run<T>(T cell)
        where T : struct, ICellModel
    {
        // The charge that begins a cycle ends at once: 3.5 V is below what the cell rests at.
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, T>(
            cell,
            Cells.Facts,
            Silent.Instance,
            LoopSettings.Default
        );
        loop.Run([25, 3.5, -1000, 1, 1e6, 0], TestContext.Current.CancellationToken);
    }
}
