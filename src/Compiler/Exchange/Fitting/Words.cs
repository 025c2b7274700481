using CellDsl.Compiler.Exchange.Model;

namespace CellDsl.Compiler.Exchange.Fitting;

/// <summary>What the parts of a program are called in a sentence.</summary>
internal static class Words
{
    public static string Of(CyclerControl control) =>
        control switch
        {
            CyclerControl.Rest => "a rest",
            CyclerControl.Current => "a constant current",
            CyclerControl.Hold { Limit: null } => "a voltage hold",
            CyclerControl.Hold => "a constant current that becomes a voltage hold",
            CyclerControl.Power => "a step at constant power",
            CyclerControl.Load => "a discharge through a resistance",
            CyclerControl.Sweep => "a voltage sweep",
            CyclerControl.Impedance => "an impedance spectrum",
            CyclerControl.Temperature => "a change of the chamber's temperature",
            CyclerControl.Pause => "a pause for a person",
            _ => "a loop",
        };

    public static string Alternative(CyclerControl control) =>
        control switch
        {
            CyclerControl.Temperature => "set the chamber by hand, or run the protocol with `cell run`",
            CyclerControl.Impedance => "measure it on a potentiostat: `cell export --to ec-lab`",
            CyclerControl.Sweep => "sweep on a potentiostat: `cell export --to ec-lab`",
            CyclerControl.Power => "give a constant current instead",
            CyclerControl.Load => "give a constant current instead",
            CyclerControl.Pause => "make two protocols of it",
            _ => "choose another target: docs/exchange.md says what each can do",
        };

    public static string Of(CyclerCondition condition) =>
        condition.Quantity switch
        {
            CyclerQuantity.Voltage => "an end on voltage",
            CyclerQuantity.Current or CyclerQuantity.CurrentMagnitude => "an end on current",
            CyclerQuantity.StepTime => "an end on time",
            CyclerQuantity.StepCapacity => "an end on capacity",
            CyclerQuantity.StepEnergy => "an end on energy",
            CyclerQuantity.Temperature => "an end on temperature",
            CyclerQuantity.TestTime => "a bound on the time of the whole test",
            _ => $"the end `{condition.Text}`",
        };
}
