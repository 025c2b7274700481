using CellDsl.Contracts;

namespace CellDsl.Compiler.Tests;

/// <summary>A machine with its state and command, its types hidden.</summary>
internal interface IDriver
{
    MachineInfo Info { get; }

    Command Command { get; }

    /// <summary>The observation at the next call; tests write it in place.</summary>
    ref Observation Now { get; }

    ref CellFacts Cell { get; }

    /// <summary>The field of the state by name.</summary>
    object? this[string field] { get; }

    TickResult Start(params double[] arguments);

    TickResult Tick();

    /// <summary>Lets time pass, in seconds, and ticks.</summary>
    TickResult TickAfter(double seconds);

    double[] Guards();

    long NextDeadline();

    ResumeResult Resume(long gap);

    string StopReason { get; }

    byte[] Write();

    void Read(byte[] bytes);

    long AllocatedBy(int ticks);
}

internal sealed class DriverFactory : IMachineVisitor<IDriver>
{
    public IDriver Visit<TMachine, TState>()
        where TMachine : struct, IMachine<TState>
        where TState : struct => new Driver<TMachine, TState>();
}

internal sealed class Driver<TMachine, TState> : IDriver
    where TMachine : struct, IMachine<TState>
    where TState : struct
{
    private TState _state;
    private Command _command;
    private Observation _now;
    private CellFacts _cell = new()
    {
        ActiveMass = 0.002,
        TheoreticalCapacity = 1,
        NominalCapacity = 1,
        LowestVoltage = double.NegativeInfinity,
        HighestVoltage = double.PositiveInfinity,
        LowestTemperature = double.NegativeInfinity,
        HighestTemperature = double.PositiveInfinity,
        HighestCurrent = double.PositiveInfinity,
        HighestCurrentRatio = double.PositiveInfinity,
    };

    public MachineInfo Info => TMachine.Info;

    public Command Command => _command;

    public ref Observation Now => ref _now;

    public ref CellFacts Cell => ref _cell;

    public object? this[string field] => typeof(TState).GetField(field)?.GetValue(_state);

    public TickResult Start(params double[] arguments) =>
        TMachine.Start(ref _state, in _cell, arguments, in _now, ref _command);

    public TickResult Tick() => TMachine.Tick(ref _state, in _cell, in _now, ref _command);

    public TickResult TickAfter(double seconds)
    {
        var time = MachineTime.Nanoseconds(seconds);
        _now.Time += time;
        _now.WallTime += time;
        return Tick();
    }

    public double[] Guards()
    {
        var distances = new double[TMachine.Info.GuardCount];
        int count = TMachine.Guards(in _state, in _cell, in _now, distances);
        return distances[..count];
    }

    public long NextDeadline() => TMachine.NextDeadline(in _state, in _cell);

    public ResumeResult Resume(long gap) =>
        TMachine.Resume(ref _state, in _cell, new Gap(gap, _now), ref _command);

    public string StopReason => TMachine.Info.StopReasons[TMachine.StopReason(in _state)];

    public byte[] Write()
    {
        var bytes = new byte[TMachine.Info.StateSize];
        Assert.Equal(bytes.Length, TMachine.Write(in _state, bytes));
        return bytes;
    }

    public void Read(byte[] bytes) => TMachine.Read(ref _state, bytes);

    public long AllocatedBy(int ticks)
    {
        Span<double> distances = stackalloc double[TMachine.Info.GuardCount];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks; i++)
        {
            _now.Time += 1_000_000_000;
            _now.WallTime += 1_000_000_000;
            _now.Voltage += 0.001;
            TMachine.Tick(ref _state, in _cell, in _now, ref _command);
            TMachine.Guards(in _state, in _cell, in _now, distances);
            _now.Time += TMachine.NextDeadline(in _state, in _cell) & 1;
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
