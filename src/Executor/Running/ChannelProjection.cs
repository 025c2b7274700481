using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Executor.Journal;
using CellDsl.Runtime.Execution;

namespace CellDsl.Executor.Running;

/// <summary>Turns the journal's entries of one channel into the steps and rows that a recorder sees.</summary>
internal sealed class ChannelProjection(ICyclerObserver observer)
{
    private Command _command = new() { Step = -1 };
    private bool _begins;
    private double _ambient = double.NaN;
    private long _rowTime = -1;
    private int _rowStep = -1;

    public void Take(Entry entry)
    {
        switch (entry)
        {
            case Decided decided:
                Decide(decided.Standing, decided.Result);
                break;
            case Applied applied:
                Begin(applied.Standing);
                break;
            case Interrupted interrupted:
                Begin(interrupted.Standing);
                Restart(interrupted.Standing);
                break;
            case Row row:
                Write(row.Seen, row.Ambient);
                break;
            case SpectrumTaken spectrum:
                observer.Spectrum(
                    spectrum.Seen,
                    in _command,
                    spectrum.Frequencies,
                    [.. spectrum.Real.Zip(spectrum.Imaginary, (re, im) => new Complex(re, im))]
                );
                break;
        }
    }

    private void Decide(Standing standing, TickResult result)
    {
        bool wasRunning = _command.Step >= 0;
        if (wasRunning)
            Write(standing.Seen, standing.Ambient);
        // A rest that an interruption policy asked for is over: the step itself goes on.
        if (wasRunning && result == TickResult.Moved && standing.Command.EndedStep < 0)
        {
            _command = standing.Command;
            return;
        }
        if (wasRunning)
        {
            observer.StepEnded(
                standing.Seen,
                in _command,
                standing.Command.EndedBy,
                byLimit: result == TickResult.LimitReached
            );
        }
        _command = standing.Command;
        _begins = result == TickResult.Moved;
    }

    /// <summary>The policy may have begun the step anew: the part that is given up counts as a step that nothing ended.</summary>
    private void Restart(Standing standing)
    {
        bool anew = standing.Command.StepCount != _command.StepCount;
        if (anew)
            observer.StepEnded(standing.Seen, in _command, -1, byLimit: false);
        _command = standing.Command;
        if (!anew)
            return;
        observer.StepBegan(standing.Seen, in _command);
        Write(standing.Seen, standing.Ambient);
    }

    /// <summary>A row, and before it the step's beginning where the instrument has just come under its command.</summary>
    private void Begin(Standing standing)
    {
        if (_begins)
        {
            _begins = false;
            observer.StepBegan(standing.Seen, in _command);
        }
        Write(standing.Seen, standing.Ambient);
    }

    private void Write(in Observation seen, double ambient)
    {
        if (_command.Step < 0 || (seen.Time == _rowTime && _command.StepCount == _rowStep))
            return;
        (_rowTime, _rowStep) = (seen.Time, _command.StepCount);
        if (!double.IsNaN(ambient))
            _ambient = ambient;
        observer.Row(in seen, in _command, _ambient);
    }
}
