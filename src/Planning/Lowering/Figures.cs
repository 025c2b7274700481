using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

/// <summary>How the figures of results follow from what a machine observes.</summary>
internal static class Figures
{
    public static Kind KindOf(Figure figure) =>
        figure switch
        {
            Figure.Capacity or Figure.ChargeCapacity or Figure.DischargeCapacity => Kinds.Charge,
            Figure.Energy or Figure.ChargeEnergy or Figure.DischargeEnergy => Kinds.Energy,
            Figure.Time => Kinds.Time,
            Figure.MeanVoltage or Figure.StartVoltage or Figure.EndVoltage => Kinds.Voltage,
            Figure.EndCurrent => Kinds.Current,
            Figure.EndTemperature => Kinds.Temperature,
            Figure.Count => Kinds.Count,
            _ => Kinds.Ratio,
        };

    /// <summary>A figure of the step that runs or has just ended; null where it is not kept.</summary>
    public static MachineExpression? OfStep(Figure figure) =>
        figure switch
        {
            Figure.Capacity => Code.Observed(Observable.StepCapacity),
            Figure.Energy => Code.Observed(Observable.StepEnergy),
            Figure.Time => Code.Observed(Observable.StepTime),
            Figure.MeanVoltage => Code.Divide(
                Code.Observed(Observable.StepEnergy),
                Code.Observed(Observable.StepCapacity)
            ),
            Figure.EndVoltage => Code.Observed(Observable.Voltage),
            Figure.EndCurrent => Code.Observed(Observable.Current),
            Figure.EndTemperature => Code.Observed(Observable.Temperature),
            _ => null,
        };

    /// <summary>A figure over a stretch of the test from cumulative quantities; null where there is none.</summary>
    /// <param name="kind">charge or discharge to take that direction, or null.</param>
    /// <param name="passed">What has passed of a cumulative quantity in the stretch.</param>
    public static MachineExpression? OfStretch(
        string? kind,
        Figure figure,
        Func<Observable, MachineExpression> passed
    )
    {
        bool charges = kind == "charge";
        var (charge, energy) = charges
            ? (Observable.ChargeIn, Observable.EnergyIn)
            : (Observable.ChargeOut, Observable.EnergyOut);
        return figure switch
        {
            Figure.Capacity => passed(charge),
            Figure.Energy => passed(energy),
            Figure.MeanVoltage => Code.Divide(passed(energy), passed(charge)),
            _ when kind is not null => null,
            Figure.ChargeCapacity => passed(Observable.ChargeIn),
            Figure.DischargeCapacity => passed(Observable.ChargeOut),
            Figure.ChargeEnergy => passed(Observable.EnergyIn),
            Figure.DischargeEnergy => passed(Observable.EnergyOut),
            Figure.Time => passed(Observable.TestTime),
            Figure.Efficiency => Code.Divide(passed(Observable.ChargeOut), passed(Observable.ChargeIn)),
            Figure.EnergyEfficiency => Code.Divide(passed(Observable.EnergyOut), passed(Observable.EnergyIn)),
            Figure.EndVoltage => Code.Observed(Observable.Voltage),
            Figure.EndCurrent => Code.Observed(Observable.Current),
            Figure.EndTemperature => Code.Observed(Observable.Temperature),
            _ => null,
        };
    }
}
