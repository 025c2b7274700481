using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Compiler.Exchange.Fitting;

public sealed partial class ProgramFitting
{
    private void SplitLimitedHolds()
    {
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            if (step.Control is not CyclerControl.Hold hold)
                continue;
            bool isLimited = hold.Limit is not null;
            if (isLimited && !_format.Controls.Contains(ControlKind.LimitedHold))
            {
                if (_format.HoldsKeepCurrent || ProgramEdits.IsLimitImplied(_program, i))
                    Change(i, step with { Control = hold with { Limit = null } });
                else
                    i += Split(i, step, hold);
            }
            else if (
                hold.Way == Way.Unknown
                && (_format.HoldsNeedWay || (isLimited && _format.LimitedHoldsNeedWay))
            )
            {
                Lose(
                    Rules.StepNotCarried,
                    step,
                    "a voltage hold that may pass current either way",
                    "it is written as a charge",
                    "say the way: `charge at 1 mA to 4.2 V until …`, or hold right after a charge or a discharge"
                );
                Change(i, step with { Control = hold with { Way = Way.Charge } });
            }
        }
    }

    /// <summary>A CC–CV as a constant current up to the voltage and a hold. Returns how many steps were added.</summary>
    private int Split(int index, CyclerStep step, CyclerControl.Hold hold)
    {
        if (hold is not { Voltage: { } voltage, Limit: { } limit } || hold.Way == Way.Unknown)
        {
            Lose(
                Rules.StepNotCarried,
                step,
                "a current limit of a voltage hold",
                "the hold is written without it",
                "charge or discharge to the voltage first, then hold: `charge at C/10 until voltage >= 4.2 V then hold until …`"
            );
            Change(index, step with { Control = hold with { Limit = null } });
            return 0;
        }
        var both = step.Ends.Where(end => !EndsOnCurrent(end)).ToList();
        if (both.Find(end => end.All.Any(IsCounted)) is { } counted)
            Lose(
                Rules.EndNotCarried,
                step with
                {
                    Source = counted.Source ?? step.Source,
                },
                $"`{counted.Name ?? "a time"}` over a constant current and the hold behind it together",
                _format.Jumps
                    ? "each part may take the whole of it"
                    : "each part may take the whole of it, and the hold follows in any case",
                "make two statements of it, which end by themselves: `charge at C/10 until voltage >= 4.2 V or for 12 h`, and on the next line, without `then`, `hold at 4.2 V until |current| <= C/50 or for 2 h`"
            );
        bool isCharge = hold.Way == Way.Charge;
        var current = step with
        {
            Control = new CyclerControl.Current(isCharge ? limit : -limit),
            Ends = [CyclerEnd.When(CyclerCondition.Voltage(isCharge, voltage)), .. both],
        };
        var held = step with { Id = $"{step.Id}.hold", Control = hold with { Limit = null } };
        // Ends to the step behind both must name it, seen from the first part.
        var skipping = _format.Jumps
            ? ProgramEdits.Named(current, index, end => !ReferenceEquals(end, current.Ends[0]))
            : current;
        _program = ProgramEdits.Replace(_program, index, 1, [skipping, held]);
        return 1;
    }

    private static bool EndsOnCurrent(CyclerEnd end) =>
        end.All.Any(condition =>
            condition.Quantity is CyclerQuantity.Current or CyclerQuantity.CurrentMagnitude
        );

    private static bool IsCounted(CyclerCondition condition) =>
        condition.Quantity
            is CyclerQuantity.StepTime
                or CyclerQuantity.StepCapacity
                or CyclerQuantity.StepEnergy;
}
