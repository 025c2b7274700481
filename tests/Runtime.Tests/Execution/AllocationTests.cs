using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Simulation.Parameters;
using CellDsl.Runtime.Tests.Simulation;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>A simulated step allocates nothing: forty cycles take the memory of one.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void A_half_cell() =>
        Check(new HalfCell(Cells.Plain), Cells.Facts, [3.6 / 3600 / 5, 3.8, 2.2], 40);

    [Fact]
    public void A_single_particle() =>
        Check(new SingleParticle<UniformElectrolyte>(Drive.Half), Cells.Facts, [5, 4.2, 2.6], 40);

    [Fact]
    public void A_single_particle_with_electrolyte_heat_and_film() =>
        Check(
            new SingleParticle<DiffusingElectrolyte>(
                Drive.Half with
                {
                    Thermal = Chen2020.Thermal,
                    Interphase = InterphaseParameters.Yang2017,
                }
            ),
            Cells.Facts,
            [5, 4.2, 2.6],
            20
        );

    [Fact]
    public void A_porous_electrode() =>
        Check(new PorousElectrode(Drive.Half, 10, 5, 10), Cells.Facts, [5, 4.2, 2.6], 4);

    private static void Check<T>(T cell, CellFacts facts, double[] arguments, double cycles)
        where T : struct, ICellModel
    {
        // What is allocated once (tables of the modes, scratch of the thread) has been by then.
        Allocated(cell, facts, arguments, 1);
        long one = Allocated(cell, facts, arguments, 1);
        // A few bytes may be the runtime's own; one object a step would be hundreds of kilobytes.
        Assert.InRange(Allocated(cell, facts, arguments, cycles) - one, -1024, 1024);
    }

    private static long Allocated<T>(T cell, CellFacts facts, double[] arguments, double cycles)
        where T : struct, ICellModel
    {
        double[] all = [.. arguments, cycles, 1e6, 0];
        var token = TestContext.Current.CancellationToken;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var loop = new CyclerLoop<CyclingMachine, CyclingMachine.State, T>(
            cell,
            facts,
            Silent.Instance,
            LoopSettings.Default
        );
        loop.Run(all, token);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
