using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Tests.Rendering;

public sealed class ProgressLineTests : IDisposable
{
    /// <summary>A clock that stands still until it is moved.</summary>
    private sealed class SetClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _seconds;

        public void Advance(double seconds) => _seconds += (long)(seconds * 1000);
    }

    private readonly SetClock _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Nothing_is_shown_in_the_first_second()
    {
        using var progress = new ProgressLine(_output, terminal: true, 80, _clock);
        _clock.Advance(0.9);
        progress.Report(0.5, "first");
        Assert.Equal("", _output.ToString());
        _clock.Advance(0.2);
        progress.Report(0.5, "second");
        Assert.Equal("\r 50 %, 2 s left  second", _output.ToString());
    }

    [Fact]
    public void The_line_is_taken_away_at_the_end()
    {
        using (var progress = new ProgressLine(_output, terminal: true, 80, _clock))
        {
            _clock.Advance(2);
            progress.Report(0.1, "a");
        }
        string line = " 10 %, 18 s left  a";
        Assert.Equal("\r" + line + "\r" + new string(' ', line.Length) + "\r", _output.ToString());
    }

    [Fact]
    public void A_line_fits_the_terminal()
    {
        using var progress = new ProgressLine(_output, terminal: true, 20, _clock);
        _clock.Advance(2);
        progress.Report(0.25, "a long name of a long experiment");
        Assert.Equal(20, _output.ToString().Length);
    }

    [Fact]
    public void Elsewhere_there_is_a_line_every_ten_seconds()
    {
        using var progress = new ProgressLine(_output, terminal: false, 80, _clock);
        for (int i = 0; i < 400; i++)
        {
            _clock.Advance(0.1);
            progress.Report((i + 1) / 400.0, "cycling");
        }
        Assert.Equal(
            "25 %, 30 s left  cycling\n50 %, 20 s left  cycling\n75 %, 10 s left  cycling\n100 %, 0 s left  cycling\n",
            _output.ToString()
        );
    }

    [Theory]
    [InlineData(100, 0.5, "50 %, 1 min 40 s left  x\n")]
    [InlineData(3600, 0.25, "25 %, 3 h 00 min left  x\n")]
    [InlineData(36000, 0.0001, "0 %  x\n")]
    public void The_time_left_reads_well(double seconds, double done, string line)
    {
        using var progress = new ProgressLine(_output, terminal: false, 80, _clock);
        _clock.Advance(seconds);
        progress.Report(done, "x");
        Assert.Equal(line, _output.ToString());
    }
}
