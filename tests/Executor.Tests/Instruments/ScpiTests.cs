using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Instruments;
using CellDsl.Executor.Instruments.Scpi;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Instruments;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Executor.Tests.Instruments;

/// <summary>A channel behind lines of text, here and over TCP, and what any driver must do.</summary>
public sealed class ScpiTests
{
    private long _time;

    private ICycler Channel() =>
        ExperimentRunner
            .Prepare(Programs.TwoCycles.Program, "first")
            .Jobs[0]
            .Cell.Description.Visit(new Maker(() => _time));

    [Fact]
    public void The_simulated_cycler_passes_the_kit() => Passes(Channel());

    [Fact]
    public void A_channel_over_TCP_passes_the_kit()
    {
        using var server = new ScpiServer([Channel()], 0);
        using var cycler = new ScpiCycler(
            new TcpLineLink("127.0.0.1", server.Port, "INST:NSEL 1", TimeSpan.FromMinutes(2))
        );
        Passes(cycler);
    }

    [Fact]
    public void The_kit_finds_a_driver_that_does_everything_twice()
    {
        var findings = new CyclerKit(new Forgetful(Channel()), Pass, 1e-4).Try();
        Assert.Contains(
            findings,
            f => f.Check == "the same number is no second command" && f.Complaint is not null
        );
    }

    [Fact]
    public void A_channel_that_is_not_there()
    {
        using var server = new ScpiServer([Channel()], 0);
        using var cycler = new ScpiCycler(
            new TcpLineLink("127.0.0.1", server.Port, null, TimeSpan.FromMinutes(2))
        );
        var channel = Channel();
        Assert.Equal("ERR there is no channel 7: there are 1", server.Answer("INST:NSEL 7", ref channel));
        Assert.Equal("ERR nothing known is called `FOO?`", server.Answer("FOO?", ref channel));
        Assert.StartsWith("ERR ", server.Answer("CELL:APPL 1,Rest", ref channel), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_listens()
    {
        int port;
        using (var server = new ScpiServer([Channel()], 0))
            port = server.Port;
        using var cycler = new ScpiCycler(new TcpLineLink("127.0.0.1", port, null, TimeSpan.FromMinutes(2)));
        var e = Assert.Throws<InstrumentException>(() => cycler.Read());
        Assert.Equal(InstrumentFault.Unreachable, e.Fault);
    }

    [Theory]
    [InlineData("OK", InstrumentFault.Unreachable)]
    [InlineData("1,2,None,0,3.4,0.1,298", InstrumentFault.Unreachable)]
    [InlineData("1,2,None,0,3.4,0.1,298,298,0,0,0,0,", null)]
    [InlineData("ERR out of order", InstrumentFault.Refused)]
    public void A_garbled_reading_is_none(string reply, InstrumentFault? fault)
    {
        using var cycler = new ScpiCycler(new Parrot(reply));
        if (fault is null)
            Assert.False(cycler.Read().MeasurementDone);
        else
            Assert.Equal(fault, Assert.Throws<InstrumentException>(() => cycler.Read()).Fault);
    }

    [Fact]
    public void A_command_whose_reply_is_garbled_may_have_been_taken()
    {
        using var cycler = new ScpiCycler(new Parrot("O"));
        var command = new Command { Mode = ControlMode.Rest, Temperature = double.NaN };
        var e = Assert.Throws<InstrumentException>(() => cycler.Apply(1, in command));
        Assert.Equal(InstrumentFault.Ambiguous, e.Fault);
    }

    private void Passes(ICycler cycler)
    {
        var wrong = new CyclerKit(cycler, Pass, 1e-4).Try().Where(f => f.Complaint is not null);
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    private void Pass(long nanoseconds) => _time += nanoseconds;

    private sealed class Parrot(string reply) : ILineLink
    {
        public string Ask(string line) => reply;

        public void Dispose() { }
    }

    /// <summary>Gives every command a new number.</summary>
    private sealed class Forgetful(ICycler inner) : ICycler
    {
        private long _number;

        public string Identity => inner.Identity;

        public CyclerAbilities Abilities => inner.Abilities;

        public void Hold(in CyclerLimits limits) => inner.Hold(in limits);

        public void Apply(long number, in Command command) => inner.Apply(++_number, in command);

        public CyclerReading Read() => inner.Read();

        public (double[] Frequencies, System.Numerics.Complex[] Impedances) ReadSpectrum() =>
            inner.ReadSpectrum();

        public void MakeSafe() => inner.MakeSafe();

        public void Dispose() => inner.Dispose();
    }

    private sealed class Maker(Func<long> clock) : ICellVisitor<ISimulatedCycler>
    {
        public ISimulatedCycler Visit<TModel>(TModel model)
            where TModel : struct, ICellModel =>
            new SimulatedCycler<TModel>("coin", in model, clock, LoopSettings.Default);
    }
}
