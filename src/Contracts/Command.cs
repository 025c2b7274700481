namespace CellDsl.Contracts;

/// <summary>What a machine asks of a cycler and of the recorder until its next tick.</summary>
public struct Command
{
    public ControlMode Mode;

    /// <summary>A, V, W, Ω or V/s by <see cref="Mode"/>.</summary>
    public double Setpoint;

    /// <summary>The largest current while a voltage is held or swept, A, positive; infinite where none is stated.</summary>
    public double CurrentLimit;

    /// <summary>Where an impedance spectrum begins, Hz; 0 where that is left to the instrument.</summary>
    public double FirstFrequency;

    /// <summary>Where it ends, Hz; 0 where that is left to the instrument.</summary>
    public double LastFrequency;

    /// <summary>Chamber temperature, K; NaN where the protocol has not set one.</summary>
    public double Temperature;

    /// <summary>Index of the running step in <see cref="MachineInfo.Steps"/>; -1 before the first and once the run has ended.</summary>
    public int Step;

    /// <summary>Counts every step entry since the start; never resets.</summary>
    public int StepCount;

    /// <summary>The cycle that runs, from 1; 0 outside cycles.</summary>
    public int Cycle;

    /// <summary>Whether the running step lies in a check-up that does not count.</summary>
    public bool Uncounted;

    /// <summary>Record at least this often, ns; 0 where no interval is stated.</summary>
    public long RecordInterval;

    /// <summary>Record when the voltage has moved so far since the last row, V; 0 where not stated.</summary>
    public double RecordVoltage;

    /// <summary>Record when the current has moved so far since the last row, A; 0 where not stated.</summary>
    public double RecordCurrent;

    /// <summary>The step that the last transition left, or -1.</summary>
    public int EndedStep;

    /// <summary>
    /// Index of the end that fired in that step's <see cref="StepInfo.Ends"/>, or -1; after
    /// <see cref="TickResult.LimitReached"/> an index into <see cref="MachineInfo.Limits"/>.
    /// </summary>
    public int EndedBy;
}
