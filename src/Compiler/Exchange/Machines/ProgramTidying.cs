using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>
/// Puts a program that was read from a machine the way cyclers say it: a hold where the voltage is becomes one at the
/// voltage that the step before ended with, a sweep takes the hold at its start into itself.
/// </summary>
internal static class ProgramTidying
{
    public static CyclerProgram Tidy(CyclerProgram program)
    {
        program = SweepTargets(program);
        program = SweepStarts(program);
        return Holds(program);
    }

    private static CyclerProgram SweepTargets(CyclerProgram program) =>
        program with
        {
            Steps =
            [
                .. program.Steps.Select(step =>
                {
                    if (step.Control is not CyclerControl.Sweep { To: null } sweep)
                        return step;
                    var arrival = step.Ends.FirstOrDefault(end =>
                        end.Target.Kind == TargetKind.Next
                        && end.Single is { Quantity: CyclerQuantity.Voltage } reached
                        && reached.IsAbove == sweep.Rate.Sign > 0
                    );
                    if (arrival is null)
                        return step;
                    return step with
                    {
                        Control = sweep with { To = arrival.Single?.Value },
                        Ends = [.. step.Ends.Where(end => !ReferenceEquals(end, arrival))],
                    };
                }),
            ],
        };

    private static CyclerProgram SweepStarts(CyclerProgram program)
    {
        for (int i = program.Steps.Count - 2; i >= 0; i--)
        {
            var (hold, sweep) = (program.Steps[i], program.Steps[i + 1]);
            if (
                sweep.Control is not CyclerControl.Sweep { From: null } swept
                || hold.Control is not CyclerControl.Hold { Voltage: { } start, Limit: null }
                || !IsArrival(hold, start)
                || ProgramEdits.Sources(program, i + 1).Any(from => from != i)
            )
                continue;
            var joined = sweep with { Id = hold.Id, Control = swept with { From = start } };
            program = ProgramEdits.Replace(program, i, 2, [joined]);
        }
        return program;
    }

    private static bool IsArrival(CyclerStep step, Rational start)
    {
        var millivolt = Rational.Of(1, 1000);
        return step.Ends.All(end => end.Target.Kind == TargetKind.Next)
            && step.Ends
                is [
                    {
                        All: [
                            { Quantity: CyclerQuantity.Voltage, IsAbove: true, Value: var low },
                            { Quantity: CyclerQuantity.Voltage, IsAbove: false, Value: var high },
                        ]
                    },
                    { Single: { Quantity: CyclerQuantity.StepTime, Value: var longest } },
                ]
            && low == start - millivolt
            && high == start + millivolt
            && longest == 60;
    }

    private static CyclerProgram Holds(CyclerProgram program)
    {
        var steps = program.Steps.ToList();
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Control is not CyclerControl.Hold hold)
                continue;
            var (voltage, way) = ProgramEdits.Arrival(program, i);
            steps[i] = steps[i] with
            {
                Control = hold with
                {
                    Voltage = hold.Voltage ?? voltage,
                    Way = hold.Way == Way.Unknown ? way : hold.Way,
                },
            };
        }
        return program with { Steps = [.. steps] };
    }
}
