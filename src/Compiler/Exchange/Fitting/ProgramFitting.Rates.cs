using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Compiler.Exchange.Fitting;

public sealed partial class ProgramFitting
{
    /// <summary>Makes rates and shares absolute where the format wants them so.</summary>
    private void FitRates()
    {
        bool isMissing = false;
        bool Missing()
        {
            isMissing = true;
            return false;
        }
        Amperage Current(Amperage value)
        {
            if (!value.IsRate || _format.Rates == RateSupport.Native)
                return value;
            if (value.In(_program.Sample.NominalCapacity) is not { } amperes)
                return Missing() ? value : Amperage.Amperes(0);
            return _format.Rates == RateSupport.WithCapacity ? value : Amperage.Amperes(amperes);
        }
        CyclerCondition Condition(CyclerCondition condition)
        {
            if (!condition.IsRelative)
                return condition;
            if (condition.Quantity == CyclerQuantity.StepCapacity)
            {
                // No format writes a share of the capacity; at a constant rate it becomes a time.
                if (condition.In(_program.Sample.NominalCapacity) is { } charge)
                    return condition with { Value = charge, IsRelative = false };
                return condition;
            }
            var current = Current(condition.Amperage);
            return condition with { Value = current.Value, IsRelative = current.IsRate };
        }
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            isMissing = false;
            var fitted = step with
            {
                Control = step.Control switch
                {
                    CyclerControl.Current current => current with { Value = Current(current.Value) },
                    CyclerControl.Hold { Limit: { } limit } hold => hold with { Limit = Current(limit) },
                    _ => step.Control,
                },
                Ends = [.. step.Ends.Select(end => end with { All = [.. end.All.Select(Condition)] })],
                Guard = step.Guard is { } guard ? Current(guard) : null,
                Record = step.Record with
                {
                    Current = step.Record.Current is { } change ? Current(change) : null,
                },
            };
            if (isMissing)
                Lose(
                    Rules.ValueNotKnown,
                    step,
                    "a rate while the capacity that it refers to is not known",
                    "nothing is written",
                    "say `nominal_capacity: 5 mAh` in the cell",
                    isFatal: true
                );
            if (fitted != step)
                Change(i, fitted);
        }
    }
}
