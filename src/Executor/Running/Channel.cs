using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.Journal;
using CellDsl.Executor.World;

namespace CellDsl.Executor.Running;

/// <summary>
/// Drives one cell through one protocol. What the machine decides is on the disk before the instrument hears of it; what the
/// instrument did is read back, never supposed. Program time stands still while the cell is left alone at open circuit.
/// </summary>
internal sealed partial class Channel<TMachine, TState> : IChannel
    where TMachine : struct, IMachine<TState>
    where TState : struct
{
    private readonly ChannelPlan _plan;
    private readonly ICycler _cycler;
    private readonly RunLog _log;
    private readonly IRunClock _clock;
    private readonly RunSettings _settings;
    private readonly CellFacts _cell;

    private TState _state;
    private Command _command = new() { Temperature = double.NaN, Step = -1 };
    private long _number;
    private Observation _seen;
    private Counters _counters;
    private double _ambient = double.NaN;
    private long _behind;
    private long _began;
    private long _lastContact;
    private long _checkpointed;
    private readonly List<Row> _rows = [];

    public Channel(ChannelPlan plan, ICycler cycler, RunLog log, IRunClock clock, RunSettings settings)
    {
        (_plan, _cycler, _log, _clock, _settings) = (plan, cycler, log, clock, settings);
        _cell = plan.Facts;
    }

    public int Index => _plan.Index;

    public long Due { get; private set; }

    public ChannelPhase Phase { get; private set; }

    public void Begin()
    {
        if (_log.MemoryOf(Index) is { Standing: not null } memory)
            TakeUp(memory);
        else
            (_takeUp, Due) = (Start, _clock.Now);
    }

    public void Look()
    {
        if (_takeUp is { } takeUp)
        {
            // Kept until it has worked: contact may be lost meanwhile.
            Phase = ChannelPhase.Running;
            Try(() =>
            {
                takeUp();
                _takeUp = null;
            });
        }
        else if (Phase == ChannelPhase.Running)
            Try(Watch);
        else if (Phase == ChannelPhase.Lost)
            Try(ComeBack);
    }

    public void Checkpoint()
    {
        if (Phase != ChannelPhase.Running || _takeUp is not null)
            return;
        if (_rows.Count > 0 || _clock.Stamp.Monotonic - _checkpointed > _settings.CheckpointInterval)
            Write(new Checkpoint(Index, Standing(), Foresight(), _clock.Stamp));
    }

    /// <summary>Rows wait for where the channel stands behind them, so that the journal never ends between the two.</summary>
    private void Write(Entry entry)
    {
        if (entry is Row row)
        {
            _rows.Add(row);
            return;
        }
        foreach (var waiting in _rows)
            _log.Write(waiting);
        _rows.Clear();
        _log.Write(entry);
        if (entry is Checkpoint)
            _checkpointed = _clock.Stamp.Monotonic;
    }

    private void Start()
    {
        var reading = _cycler.Read();
        _began = _behind = _clock.Now;
        _counters = reading.Counters;
        _seen = new()
        {
            Voltage = reading.Voltage,
            Current = reading.Current,
            Temperature = TemperatureOf(in reading),
        };
        _ambient = reading.Ambient;
        _number = Math.Max(0, reading.Command);
        Write(
            new ChannelBegan(
                Index,
                _plan.Run,
                _plan.Cell,
                _cycler.Identity,
                _cycler.Abilities,
                TMachine.Info.LayoutHash,
                _cell,
                _plan.Arguments,
                _began
            )
        );
        SendLimits();
        var before = _state;
        Settle(TMachine.Start(ref _state, in _cell, _plan.Arguments, in _seen, ref _command), in before);
    }

    /// <summary>Before the first command: what the channel must never do, whatever becomes of this computer.</summary>
    private void SendLimits()
    {
        if (!_cycler.Abilities.HoldsLimits)
            return;
        var limits = Envelope();
        Write(new LimitsSent(Index, limits, _clock.Now));
        _log.Sync();
        _cycler.Hold(in limits);
    }

    private CyclerLimits Envelope() =>
        new(
            _cell.LowestVoltage - _settings.VoltageMargin,
            _cell.HighestVoltage + _settings.VoltageMargin,
            _cell.HighestCurrent * 1.01,
            _cell.LowestTemperature - _settings.TemperatureMargin,
            _cell.HighestTemperature + _settings.TemperatureMargin,
            _settings.ContactTimeout
        );

    /// <summary>Follows the machine through what it decides at one moment.</summary>
    private void Settle(TickResult result, in TState start)
    {
        var before = start;
        for (int moves = 0; result != TickResult.Stay; moves++)
        {
            if (moves > _settings.MostMovesAtOnce)
            {
                Ask(
                    $"The protocol went through {moves} steps without time passing: it does not seem to end.",
                    [Choice.Stop]
                );
                return;
            }
            Decide(result, in before);
            if (result != TickResult.Moved)
            {
                End(result, result == TickResult.LimitReached ? _command.EndedBy : -1, null);
                return;
            }
            Send();
            if (Phase != ChannelPhase.Running)
                return;
            before = _state;
            result = TMachine.Tick(ref _state, in _cell, in _seen, ref _command);
        }
        Plan();
    }

    private void Decide(TickResult result, in TState before)
    {
        if (result == TickResult.Moved)
            _number++;
        MarkRow();
        Write(new Decided(Index, result, BytesOf(in before), Standing(), _clock.Stamp));
        _log.Sync();
        // From here on the journal knows where to go on.
        _takeUp = null;
    }

    private void End(TickResult result, int limit, string? words)
    {
        MakeSafe(words ?? "the protocol has ended");
        Write(
            new ChannelEnded(
                Index,
                result,
                result == TickResult.Stopped && words is null ? TMachine.StopReason(in _state) : -1,
                limit,
                result == TickResult.Stay ? _command.Step : _command.EndedStep,
                words,
                _clock.Now,
                _clock.Stamp
            )
        );
        _log.Sync();
        Phase = ChannelPhase.Ended;
        Due = MachineTime.Never;
    }

    private Standing Standing() =>
        new(BytesOf(in _state), _command, _number, _seen, _counters, _ambient, _behind, _clock.Now);

    private static byte[] BytesOf(in TState state)
    {
        var bytes = new byte[TMachine.Info.StateSize];
        TMachine.Write(in state, bytes);
        return bytes;
    }
}
