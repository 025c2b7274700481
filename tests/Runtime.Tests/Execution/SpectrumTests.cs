using CellDsl.Contracts;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Simulation.Cells;
using CellDsl.Runtime.Tests.Simulation;

namespace CellDsl.Runtime.Tests.Execution;

public sealed class SpectrumTests
{
    private static (Watcher Seen, HalfCell Cell) Run(double first, double last)
    {
        var seen = new Watcher();
        var loop = new CyclerLoop<ScanMachine, ScanMachine.State, HalfCell>(
            new HalfCell(Cells.Plain),
            Cells.Facts,
            seen,
            LoopSettings.Default
        );
        var outcome = loop.Run([first, last], TestContext.Current.CancellationToken);
        Assert.Equal(TickResult.Completed, outcome.Result);
        return (seen, loop.Model);
    }

    [Theory]
    [InlineData(1e5, 0.1, 37)]
    [InlineData(0.1, 1e5, 37)]
    [InlineData(2000, 50, 11)]
    [InlineData(100, 99, 2)]
    public void Is_taken_from_the_first_frequency_to_the_last(double first, double last, int count)
    {
        var (seen, cell) = Run(first, last);
        double[] frequencies = Assert.Single(seen.Frequencies);
        Assert.Equal(count, frequencies.Length);
        Assert.Equal(first, frequencies[0]);
        Assert.Equal(last, frequencies[^1]);
        double ratio = Math.Pow(last / first, 1.0 / (count - 1));
        for (int i = 1; i < count; i++)
            Assert.Equal(ratio, frequencies[i] / frequencies[i - 1], 1e-9 * ratio);
        // A cell at rest that was at rest before does not change while it is measured.
        var impedances = seen.Spectra[0];
        for (int i = 0; i < count; i++)
            Assert.Equal(0, (cell.Impedance(frequencies[i]) - impedances[i]).Magnitude, 1e-9);
    }

    [Fact]
    public void Of_one_frequency_has_one_point() => Assert.Equal([50.0], Run(50, 50).Seen.Frequencies[0]);

    [Fact]
    public void Is_left_to_the_instrument_where_nothing_is_said()
    {
        double[] frequencies = Run(0, 0).Seen.Frequencies[0];
        Assert.Equal(49, frequencies.Length);
        Assert.Equal((1e6, 0.01), (frequencies[0], frequencies[^1]));
        Assert.Equal((1000.0, 0.01), Ends(Run(1000, 0)));
        Assert.Equal((1e6, 10.0), Ends(Run(0, 10)));

        static (double, double) Ends((Watcher Seen, HalfCell) run) =>
            (run.Seen.Frequencies[0][0], run.Seen.Frequencies[0][^1]);
    }

    [Fact]
    public void Takes_two_periods_and_a_second_for_each_frequency()
    {
        var (seen, _) = Run(10, 0.1);
        double expected = seen.Frequencies[0].Sum(f => 1 + 2 / f);
        Assert.Equal(expected, Assert.Single(seen.Ends).Seen.Time * 1e-9, 1e-8);
    }
}
