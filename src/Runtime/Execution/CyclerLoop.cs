using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Execution;

/// <summary>
/// Runs a protocol on a simulated cell: moves the cell on in error-controlled steps, finds the moment at which an end
/// fires, and lets the machine tick there. The steps do not depend on what is recorded: rows are samples of copies of
/// the cell between two steps, so results are the same at every recording rate. One instance runs once.
/// </summary>
public sealed partial class CyclerLoop<TMachine, TState, TModel>
    where TMachine : struct, IMachine<TState>
    where TState : struct
    where TModel : struct, ICellModel
{
    private readonly LoopSettings _settings;
    private readonly ICyclerObserver _observer;
    private readonly CellFacts _cell;

    private readonly bool _observesElectrodes = TMachine.Info.ObservesElectrodes;

    private TModel _model;
    private TState _state;
    private Command _command = new() { Temperature = double.NaN, Step = -1 };
    private Observation _now;
    private VirtualClock _clock;
    private long _suggested;
    private long _measurementEnd = MachineTime.Never;
    private double[] _frequencies = [];
    private long _moves;
    private int _movesAtOnce;
    private TickResult _result;
    private LoopPhase _phase;

    public CyclerLoop(in TModel model, in CellFacts cell, ICyclerObserver observer, LoopSettings settings)
    {
        _model = model;
        _cell = cell;
        _observer = observer;
        _settings = settings;
        _suggested = settings.FirstStep;
        // What nothing measures compares with nothing.
        (_now.NegativePotential, _now.Pressure) = (double.NaN, double.NaN);
        if (_observesElectrodes && !TModel.TellsElectrodes)
            throw new SimulationException(
                $"`{TMachine.Info.Name}` asks for the potential of single electrodes, and the model of this cell tells none: "
                    + "choose a model of the whole cell with `method: SPM` or `method: SPMe`, as `chen_2020` has."
            );
    }

    /// <summary>The cell as it stands; after the last turn, as the run left it.</summary>
    public TModel Model => _model;

    /// <summary>Runs to the protocol's end or to the first cancellation between two steps.</summary>
    /// <exception cref="EndlessProtocolException">The protocol would never end.</exception>
    /// <exception cref="ModelFailedException">The model's voltage or current is no number.</exception>
    public LoopOutcome Run(ReadOnlySpan<double> arguments, CancellationToken cancellation)
    {
        Start(arguments);
        while (_phase != LoopPhase.Ended && !cancellation.IsCancellationRequested)
            Turn();
        return Outcome;
    }

    /// <summary>Puts the machine before its first step; no time has passed.</summary>
    private void Start(ReadOnlySpan<double> arguments)
    {
        _model.Apply(in _command);
        _now = Observe(ref _model, 0);
        var before = _command;
        Take(TMachine.Start(ref _state, in _cell, arguments, in _now, ref _command), in before);
    }

    private LoopOutcome Outcome
    {
        get
        {
            bool ended = _phase == LoopPhase.Ended;
            var result = ended ? _result : TickResult.Stay;
            return new(
                result,
                result == TickResult.Stopped ? TMachine.StopReason(in _state) : -1,
                result == TickResult.LimitReached ? _command.EndedBy : -1,
                _phase is LoopPhase.Ended or LoopPhase.Begin ? _command.EndedStep : _command.Step,
                !ended
            );
        }
    }

    private void Turn()
    {
        switch (_phase)
        {
            case LoopPhase.Advance:
                Step();
                break;
            case LoopPhase.Begin:
                Begin();
                break;
            case LoopPhase.Settle:
                Tick();
                break;
        }
    }

    /// <summary>Moves on to the next step's end, or to the first event within it.</summary>
    private void Step()
    {
        if (!_tried)
            Try();
        _tried = false;
        WriteRows(_ticks ? _moved - 1 : _moved);
        Commit(_moved);
        if (_clock.Now > _settings.LongestRun)
            throw new EndlessProtocolException(
                $"The protocol `{TMachine.Info.Name}` still runs after {_settings.LongestRun / 86_400_000_000_000} days "
                    + $"of program time, in `{StepText(_command.Step)}`: it does not seem to end."
            );
        if (_clock.Now >= _measurementEnd)
            Measure();
        if (_model.SwitchDistance <= 0)
            Reapply();
        if (_ticks)
            Tick();
    }

    private void Try()
    {
        long deadline = TMachine.NextDeadline(in _state, in _cell);
        long due = Math.Min(_clock.Until(deadline), _clock.Until(_measurementEnd));
        TryStep(Math.Min(Math.Min(_suggested, _settings.LongestStep), due));
        _moved = _length;
        int crossed = FindCrossing(out long at);
        if (crossed != NoGuard)
            _moved = at;
        _ticks = crossed >= 0 || _moved == due;
        _tried = true;
    }

    private void Tick()
    {
        var before = _command;
        Take(TMachine.Tick(ref _state, in _cell, in _now, ref _command), in before);
    }

    /// <summary>Follows the machine where a tick led it: a step that ended is seen under its own command.</summary>
    private void Take(TickResult result, in Command before)
    {
        _result = result;
        if (result == TickResult.Stay)
        {
            _phase = LoopPhase.Advance;
            _movesAtOnce = 0;
            return;
        }
        _phase = result == TickResult.Moved ? LoopPhase.Begin : LoopPhase.Ended;
        if (before.Step < 0)
            return;
        WriteRow(in _now, in before, ref _model);
        _observer.StepEnded(in _now, in before, _command.EndedBy, byLimit: result == TickResult.LimitReached);
    }

    private void Begin()
    {
        bool atOnce = _movesAtOnce >= _settings.MostMovesAtOnce;
        if (atOnce || ++_moves > _settings.MostMoves)
            throw new EndlessProtocolException(
                $"The protocol `{TMachine.Info.Name}` went through {Math.Max(_movesAtOnce, _moves)} steps"
                    + $"{(atOnce ? " without time passing" : "")}, the last of them "
                    + $"`{StepText(_command.Step)}`: it does not seem to end."
            );
        _movesAtOnce++;
        BeginStep();
        _phase = LoopPhase.Settle;
    }

    private void BeginStep()
    {
        _now.MeasurementDone = false;
        _measurementEnd = MachineTime.Never;
        if (_command.Mode == ControlMode.Impedance)
        {
            _frequencies = SpectrumScan.Of(in _command, _settings);
            _measurementEnd = _clock.Now + SpectrumScan.Time(_frequencies);
        }
        Reapply();
        _observer.StepBegan(in _now, in _command);
        WriteRow(in _now, in _command, ref _model);
    }

    /// <summary>Puts the cell under the command and looks at it anew: its voltage and current may have jumped.</summary>
    private void Reapply()
    {
        _model.Apply(in _command);
        _now = Observe(ref _model, _clock.Now);
        _suggested = _settings.FirstStep;
        _slope = double.NaN;
    }

    private void Measure()
    {
        _measurementEnd = MachineTime.Never;
        _now.MeasurementDone = true;
        var impedances = new Complex[_frequencies.Length];
        for (int i = 0; i < impedances.Length; i++)
            impedances[i] = _model.Impedance(_frequencies[i]);
        _observer.Spectrum(in _now, in _command, _frequencies, impedances);
    }

    /// <summary>What is seen of a cell at a time; charge and energy stand as at the last step's end.</summary>
    private Observation Observe(ref TModel model, long time)
    {
        var seen = _now;
        seen.Time = time;
        seen.WallTime = time;
        seen.Voltage = model.Voltage;
        seen.Current = model.Current;
        seen.Temperature = model.Temperature;
        if (_observesElectrodes)
            seen.NegativePotential = model.NegativePotential - _cell.ReferencePotential;
        return seen;
    }

    private static string StepText(int step) =>
        step >= 0 && step < TMachine.Info.Steps.Count ? TMachine.Info.Steps[step].Text : "the start";
}
