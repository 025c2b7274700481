using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Fitting;

public sealed partial class ProgramFitting
{
    private void FitSafety()
    {
        var safety = _program.Safety;
        bool Can(SafetyKinds kind) => _format.Safety.HasFlag(kind);
        if (
            !Can(SafetyKinds.Temperature)
            && (safety.LowestTemperature ?? safety.HighestTemperature) is not null
        )
        {
            LoseLimit("limits of the cell's temperature", "watch the temperature with the chamber");
            safety = safety with { LowestTemperature = null, HighestTemperature = null };
        }
        if (!Can(SafetyKinds.Voltage) && (safety.LowestVoltage ?? safety.HighestVoltage) is not null)
        {
            LoseLimit("limits of the cell's voltage", "set them on the instrument");
            safety = safety with { LowestVoltage = null, HighestVoltage = null };
        }
        if (!Can(SafetyKinds.Current) && (safety.ChargeCurrent ?? safety.DischargeCurrent) is not null)
        {
            LoseLimit("limits of the cell's current", "set them on the instrument");
            safety = safety with { ChargeCurrent = null, DischargeCurrent = null };
        }
        if (!Can(SafetyKinds.Capacity) && safety.Capacity is not null)
        {
            LoseLimit("a limit of the charge in a step", "end each step on capacity");
            safety = safety with { Capacity = null };
        }
        if (!Can(SafetyKinds.Delay) && safety.Delay is not null)
        {
            LoseLimit("a delay of the safety limits", "leave the delay out: limits then act at once");
            safety = safety with { Delay = null };
        }
        if (_format.LongestDelay is { } longest && safety.Delay > longest)
        {
            LoseLimit(
                $"a delay of the safety limits above {Text.DecimalText.Write(longest)} s",
                $"wait no more than {Text.DecimalText.Write(longest)} s"
            );
            safety = safety with { Delay = longest };
        }
        if (_format.OneCurrentLimit && safety.ChargeCurrent != safety.DischargeCurrent)
        {
            LoseLimit(
                "different limits of the current for charge and discharge",
                "state one largest current"
            );
            safety = safety with { ChargeCurrent = null, DischargeCurrent = null };
        }
        _program = _program with { Safety = safety };
        FitGuards();
        if (_format.SafetyAsEnds)
            SafetyAsEnds(safety);
    }

    private void LoseLimit(string what, string help) =>
        _losses.Add(new(Rules.LimitNotCarried, what, "nothing watches them", help, null, LimitSource()));

    private SourceRef? LimitSource() => _program.LimitsSource ?? _program.Source;

    private void FitGuards()
    {
        if (_format.Guards)
            return;
        // The limit of the whole program guards the step where it is no looser.
        bool hasRoom = _format is { Stops: true, MostEnds: null };
        bool isLost = false;
        for (int i = 0; i < _program.Steps.Count; i++)
        {
            var step = _program.Steps[i];
            if (step.Guard is not { } guard)
                continue;
            if (hasRoom && _format.JumpEnds.Contains(CyclerQuantity.CurrentMagnitude))
            {
                var condition = CyclerCondition.Of(CyclerQuantity.CurrentMagnitude, true, guard.Value) with
                {
                    IsRelative = guard.IsRate,
                };
                var end = new CyclerEnd([condition], CyclerTarget.Stop("the largest current was passed"));
                step = step with { Ends = [end, .. step.Ends] };
            }
            else if (!isLost)
            {
                isLost = true;
                Lose(
                    Rules.LimitNotCarried,
                    step,
                    "a limit of the current that changes with the programmed one",
                    "the limit is left out",
                    "limit the current of the cell to a fixed value: `limits { current: below 2 mA }`"
                );
            }
            Change(i, step with { Guard = null });
        }
    }

    private void SafetyAsEnds(SafetyLimits safety)
    {
        var stop = CyclerTarget.Stop("a safety limit was passed");
        var ends = new List<CyclerEnd>();
        if (safety.HighestVoltage is { } highest)
            ends.Add(new([CyclerCondition.Voltage(true, highest)], stop));
        if (safety.LowestVoltage is { } lowest)
            ends.Add(new([CyclerCondition.Voltage(false, lowest)], stop));
        if (safety.ChargeCurrent is { } current)
        {
            ends.Add(
                new(
                    [
                        CyclerCondition.Of(CyclerQuantity.CurrentMagnitude, true, current.Value) with
                        {
                            IsRelative = current.IsRate,
                        },
                    ],
                    stop
                )
            );
        }
        for (int i = 0; i < _program.Steps.Count && ends.Count > 0; i++)
        {
            var step = _program.Steps[i];
            if (step.Control is CyclerControl.Loop or CyclerControl.Temperature or CyclerControl.Pause)
                continue;
            Change(i, step with { Ends = [.. step.Ends, .. ends] });
        }
        _program = _program with { Safety = SafetyLimits.None };
    }
}
