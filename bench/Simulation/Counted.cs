using System.Numerics;
using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;

namespace CellDsl.Bench.Simulation;

/// <summary>How often the copies of a model were moved.</summary>
internal sealed class MoveCounter
{
    public int Moves { get; set; }
}

/// <summary>A model whose moves are counted, over all of its copies.</summary>
internal struct Counted<T>(T model, MoveCounter counter) : ICellModel
    where T : struct, ICellModel
{
    private T _model = model;

    public readonly double Voltage => _model.Voltage;

    public readonly double Current => _model.Current;

    public readonly double Temperature => _model.Temperature;

    public readonly double Ambient => _model.Ambient;

    public readonly double SwitchDistance => _model.SwitchDistance;

    public readonly double StepError => _model.StepError;

    public readonly string? Exhaustion => _model.Exhaustion;

    public void Apply(in Command command) => _model.Apply(in command);

    public void Advance(double seconds)
    {
        counter.Moves++;
        _model.Advance(seconds);
    }

    public readonly Complex Impedance(double frequency) => _model.Impedance(frequency);
}
