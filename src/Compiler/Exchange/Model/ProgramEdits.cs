using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>Changes of a program that keep its jumps right, and questions about them.</summary>
public static class ProgramEdits
{
    /// <summary>Indices of the steps from which a step can be reached at once.</summary>
    public static IEnumerable<int> Sources(CyclerProgram program, int step)
    {
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (Successors(program, i).Contains(step))
                yield return i;
        }
    }

    /// <summary>Where a step can lead; the index past the last is the program's end.</summary>
    public static IEnumerable<int> Successors(CyclerProgram program, int step)
    {
        var at = program.Steps[step];
        foreach (var end in at.Ends)
        {
            if (program.Resolve(end.Target, step) is { } target)
                yield return target;
        }
        if (at.Control is CyclerControl.Loop loop)
        {
            yield return loop.Start;
            if (at.Ends.Count == 0)
                yield return step + 1;
        }
        else if (EndsByItself(at.Control))
        {
            yield return step + 1;
        }
    }

    public static bool EndsByItself(CyclerControl control) =>
        control
            is CyclerControl.Impedance
                or CyclerControl.Temperature
                or CyclerControl.Pause
                or CyclerControl.Sweep { To: not null };

    /// <summary>
    /// The voltage with which every way into a step arrives and the way current passed on it, where all steps before are
    /// constant currents that agree; null and unknown else.
    /// </summary>
    public static (Rational? Voltage, Way Way) Arrival(CyclerProgram program, int step)
    {
        Rational? voltage = null;
        Way? way = null;
        bool isFirst = true;
        foreach (int source in Sources(program, step))
        {
            var before = program.Steps[source];
            if (before.Control is not CyclerControl.Current current)
                return (null, Way.Unknown);
            var passed = current.Value.Sign < 0 ? Way.Discharge : Way.Charge;
            way = way is null || way == passed ? passed : Way.Unknown;
            foreach (var end in before.Ends)
            {
                if (program.Resolve(end.Target, source) != step)
                    continue;
                var reached = end.Single is { Quantity: CyclerQuantity.Voltage } only
                    ? only.Value
                    : (Rational?)null;
                voltage = isFirst || voltage == reached ? reached : null;
                isFirst = false;
            }
        }
        return (voltage, step == 0 ? Way.Unknown : way ?? Way.Unknown);
    }

    /// <summary>
    /// Whether a hold's current limit says nothing: all ways into it are constant currents no larger than the limit, and
    /// they arrive at the voltage that is held.
    /// </summary>
    public static bool IsLimitImplied(CyclerProgram program, int step)
    {
        if (
            step == 0
            || program.Steps[step].Control is not CyclerControl.Hold { Limit: { } limit, Voltage: { } held }
            || Arrival(program, step).Voltage != held
        )
            return false;
        var capacity = program.Sample.NominalCapacity;
        return Sources(program, step)
            .All(source =>
                program.Steps[source].Control is CyclerControl.Current current
                && (
                    current.Value.Abs() == limit
                    || (
                        current.Value.Abs().In(capacity) is { } passed
                        && limit.In(capacity) is { } most
                        && passed <= most
                    )
                )
            );
    }

    /// <summary>
    /// Puts other steps in the place of some. Jumps to the first of the replaced steps lead to the first new one, jumps to
    /// those behind follow; targets in the new steps count as in the program before.
    /// </summary>
    public static CyclerProgram Replace(
        CyclerProgram program,
        int at,
        int count,
        IReadOnlyList<CyclerStep> steps
    )
    {
        int shift = steps.Count - count;
        int Moved(int target) =>
            target <= at ? target
            : target >= at + count ? target + shift
            : at;
        var all = new List<CyclerStep>();
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (i == at)
                all.AddRange(steps.Select(step => Retarget(step, Moved)));
            if (i < at || i >= at + count)
                all.Add(Retarget(program.Steps[i], Moved));
        }
        return program with { Steps = [.. all] };
    }

    /// <summary>
    /// The program without a step: what led to it leads to the one behind it, and a loop over it alone goes with it.
    /// </summary>
    public static CyclerProgram Remove(CyclerProgram program, int at)
    {
        program = Replace(program, at, 1, []);
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (program.Steps[i].Control is CyclerControl.Loop loop && loop.Start >= i)
                program = Replace(program, i--, 1, []);
        }
        return program;
    }

    /// <summary>Says the number of the step behind <paramref name="at"/> where chosen ends say “next”.</summary>
    public static CyclerStep Named(CyclerStep step, int at, Func<CyclerEnd, bool> chosen) =>
        step with
        {
            Ends =
            [
                .. step.Ends.Select(end =>
                    end.Target.Kind == TargetKind.Next && chosen(end)
                        ? end with
                        {
                            Target = CyclerTarget.To(at + 1),
                        }
                        : end
                ),
            ],
        };

    /// <summary>Gives all jumps of a step new targets.</summary>
    public static CyclerStep Retarget(CyclerStep step, Func<int, int> moved) =>
        step with
        {
            Ends =
            [
                .. step.Ends.Select(end =>
                    end.Target.Kind == TargetKind.Step
                        ? end with
                        {
                            Target = CyclerTarget.To(moved(end.Target.Step)),
                        }
                        : end
                ),
            ],
            Control = step.Control is CyclerControl.Loop loop
                ? loop with
                {
                    Start = moved(loop.Start),
                }
                : step.Control,
        };

    /// <summary>Says “the next step” for every jump to it, and for the end after the last.</summary>
    public static CyclerProgram Normalise(CyclerProgram program) =>
        program with
        {
            Steps =
            [
                .. program.Steps.Select(
                    (step, i) =>
                        step with
                        {
                            Ends =
                            [
                                .. step.Ends.Select(end =>
                                    program.Resolve(end.Target, i) == i + 1
                                        ? end with
                                        {
                                            Target = CyclerTarget.Next,
                                        }
                                        : end
                                ),
                            ],
                        }
                ),
            ],
        };
}
