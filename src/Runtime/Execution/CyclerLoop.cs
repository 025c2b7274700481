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
    private TickResult _result;

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

    /// <summary>The cell as the run left it.</summary>
    public TModel Model => _model;

    /// <summary>Runs to the protocol's end or to the first cancellation between two steps.</summary>
    /// <exception cref="EndlessProtocolException">The protocol would never end.</exception>
    /// <exception cref="ModelFailedException">The model's voltage or current is no number.</exception>
    public LoopOutcome Run(ReadOnlySpan<double> arguments, CancellationToken cancellation)
    {
        _model.Apply(in _command);
        _now = Observe(ref _model, 0);
        var before = _command;
        Settle(TMachine.Start(ref _state, in _cell, arguments, in _now, ref _command), before);
        while (_result == TickResult.Stay && !cancellation.IsCancellationRequested)
            Step();
        int last = _result == TickResult.Stay ? _command.Step : _command.EndedStep;
        return new(
            _result,
            _result == TickResult.Stopped ? TMachine.StopReason(in _state) : -1,
            _result == TickResult.LimitReached ? _command.EndedBy : -1,
            last,
            _result == TickResult.Stay
        );
    }

    /// <summary>Moves on to the next step's end, or to the first event within it.</summary>
    private void Step()
    {
        long deadline = TMachine.NextDeadline(in _state, in _cell);
        long due = Math.Min(_clock.Until(deadline), _clock.Until(_measurementEnd));
        TryStep(Math.Min(Math.Min(_suggested, _settings.LongestStep), due));

        long moved = _length;
        int crossed = FindCrossing(out long at);
        if (crossed != NoGuard)
            moved = at;
        bool ticks = crossed >= 0 || moved == due;
        WriteRows(ticks ? moved - 1 : moved);
        Commit(moved);
        if (_clock.Now > _settings.LongestRun)
            throw new EndlessProtocolException(
                $"The protocol `{TMachine.Info.Name}` still runs after {_settings.LongestRun / 86_400_000_000_000} days "
                    + $"of program time, in `{StepText(_command.Step)}`: it does not seem to end."
            );
        if (_clock.Now >= _measurementEnd)
            Measure();
        if (_model.SwitchDistance <= 0)
            Reapply();
        if (ticks)
            Tick();
    }

    private void Tick()
    {
        var before = _command;
        Settle(TMachine.Tick(ref _state, in _cell, in _now, ref _command), before);
    }

    /// <summary>Follows the machine through steps that take no time, each under an observation of its own command.</summary>
    private void Settle(TickResult result, Command before)
    {
        for (int moves = 0; ; moves++)
        {
            _result = result;
            if (result == TickResult.Stay)
                return;
            if (before.Step >= 0)
            {
                WriteRow(in _now, in before, ref _model);
                _observer.StepEnded(
                    in _now,
                    in before,
                    _command.EndedBy,
                    byLimit: result == TickResult.LimitReached
                );
            }
            if (result != TickResult.Moved)
                return;
            if (moves >= _settings.MostMovesAtOnce || ++_moves > _settings.MostMoves)
                throw new EndlessProtocolException(
                    $"The protocol `{TMachine.Info.Name}` went through {Math.Max(moves, _moves)} steps"
                        + $"{(moves >= _settings.MostMovesAtOnce ? " without time passing" : "")}, the last of them "
                        + $"`{StepText(_command.Step)}`: it does not seem to end."
                );
            BeginStep();
            before = _command;
            result = TMachine.Tick(ref _state, in _cell, in _now, ref _command);
        }
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
