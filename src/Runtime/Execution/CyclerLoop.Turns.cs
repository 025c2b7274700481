using CellDsl.Contracts;

namespace CellDsl.Runtime.Execution;

/// <summary>What the next turn of a loop does.</summary>
public enum LoopPhase : byte
{
    /// <summary>Time passes, up to the next event at the latest.</summary>
    Advance,

    /// <summary>The step that the machine has moved to begins.</summary>
    Begin,

    /// <summary>The machine ticks without time passing: the step that has just begun may end at once.</summary>
    Settle,

    /// <summary>Nothing: the protocol has ended.</summary>
    Ended,
}

/// <summary>
/// The loop a turn at a time, for one who watches: a turn ends at most one step or begins one. A turn is a function of
/// what <see cref="Save"/> keeps, so that a run can be taken back to any turn and goes on as it went before.
/// </summary>
public sealed partial class CyclerLoop<TMachine, TState, TModel>
{
    public LoopPhase Phase => _phase;

    public LoopOutcome Result => Outcome;

    public ref readonly Observation Now => ref _now;

    public ref readonly Command Command => ref _command;

    public ref readonly CellFacts Cell => ref _cell;

    public ref readonly TState State => ref _state;

    /// <summary>Temperature of the chamber, K.</summary>
    public double Ambient => _model.Ambient;

    /// <summary>Puts the machine before its first step.</summary>
    public void Open(ReadOnlySpan<double> arguments) => Start(arguments);

    /// <summary>Takes the next turn.</summary>
    /// <exception cref="EndlessProtocolException">The protocol would never end.</exception>
    /// <exception cref="ModelFailedException">The model's voltage or current is no number.</exception>
    public void TakeTurn() => Turn();

    /// <summary>
    /// How far the next turn leads in time, ns; 0 where no time passes in it. What is between can be looked at with
    /// <see cref="Within"/> before it becomes real, and looking changes nothing.
    /// </summary>
    /// <exception cref="ModelFailedException">The model's voltage or current is no number.</exception>
    public long LookAhead()
    {
        if (_phase != LoopPhase.Advance)
            return 0;
        if (!_tried)
            Try();
        return _moved;
    }

    /// <summary>What is seen so many ns into the next turn, after <see cref="LookAhead"/>.</summary>
    public Observation Within(long at)
    {
        if (at <= 0 || !_tried)
            return _now;
        Sample(Math.Min(at, _moved), out _, out var seen);
        return seen;
    }

    /// <summary>Everything that the next turns depend on. Only between two turns, before <see cref="LookAhead"/>.</summary>
    /// <exception cref="InvalidOperationException">The next turn has been looked into.</exception>
    public object Save() =>
        _tried
            ? throw new InvalidOperationException("A turn that has been looked into must be taken first.")
            : new Saved(
                _model,
                _state,
                _command,
                _now,
                _clock,
                _suggested,
                _slope,
                _measurementEnd,
                _frequencies,
                _moves,
                _movesAtOnce,
                _result,
                _phase,
                (_rowTime, _rowStep, _rowVoltage, _rowCurrent)
            );

    /// <summary>Goes back, or on, to where <see cref="Save"/> was called.</summary>
    public void Restore(object saved)
    {
        var at = (Saved)saved;
        (_model, _state, _command, _now, _clock) = (at.Model, at.State, at.Command, at.Now, at.Clock);
        (_suggested, _slope) = (at.Suggested, at.Slope);
        (_measurementEnd, _frequencies) = (at.MeasurementEnd, at.Frequencies);
        (_moves, _movesAtOnce, _result, _phase) = (at.Moves, at.MovesAtOnce, at.Result, at.Phase);
        (_rowTime, _rowStep, _rowVoltage, _rowCurrent) = at.Row;
        _tried = false;
    }

    private sealed record Saved(
        TModel Model,
        TState State,
        Command Command,
        Observation Now,
        VirtualClock Clock,
        long Suggested,
        double Slope,
        long MeasurementEnd,
        double[] Frequencies,
        long Moves,
        int MovesAtOnce,
        TickResult Result,
        LoopPhase Phase,
        (long Time, int Step, double Voltage, double Current) Row
    );
}
