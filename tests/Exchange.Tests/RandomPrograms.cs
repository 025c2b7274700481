using System.Globalization;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;
using CsCheck;

namespace CellDsl.Exchange.Tests;

/// <summary>
/// Made-up programs that a 1 mA·h cell can run: steps that all end after some time at the latest, loops around them, ends
/// that jump. Whether a format can carry one is for the format to say.
/// </summary>
internal static class RandomPrograms
{
    public static readonly Rational Capacity = Rational.Of(36, 10);

    public static Gen<CyclerProgram> Any => Of(jumps: true);

    public static Gen<CyclerProgram> Straight => Of(jumps: false);

    /// <summary>What every cycler can say: rests, currents and holds in loops, bounded in time.</summary>
    public static Gen<CyclerProgram> Plain =>
        Gen.Select(
                Gen.Select(Amperes, HighVolts, LowVolts, Gen.Long[1, 100_000], Gen.Int[0, 4]).Array[1, 5],
                Gen.Long[0, 3],
                Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[2, 4]).Array[0, 2]
            )
            .Select(made =>
                Assembled(
                    [.. made.Item1.SelectMany(Bounded)],
                    made.Item2 == 0 ? default : new(made.Item2 * 10, null, null),
                    made.Item3,
                    [],
                    0
                )
            );

    private static IEnumerable<(CyclerControl, CyclerEnd[])> Bounded(
        (Rational Amperes, Rational High, Rational Low, long Seconds, int Kind) made
    )
    {
        var time = CyclerEnd.When(CyclerCondition.For(made.Seconds));
        if (made.Kind == 0)
        {
            yield return (new CyclerControl.Rest(), [time]);
            yield break;
        }
        bool isCharge = made.Kind < 3;
        var volts = isCharge ? made.High : made.Low;
        yield return (
            new CyclerControl.Current(Amperage.Amperes(isCharge ? made.Amperes : -made.Amperes)),
            [CyclerEnd.When(CyclerCondition.Voltage(isCharge, volts)), time]
        );
        if (made.Kind % 2 == 0)
            yield return (
                new CyclerControl.Hold(volts, null, isCharge ? Way.Charge : Way.Discharge),
                [CyclerEnd.When(CyclerCondition.CurrentBelow(Amperage.Amperes(made.Amperes / 10))), time]
            );
    }

    // From tenths of a microampere: what peers round to nothing.
    private static readonly Gen<Rational> Amperes = Gen.OneOf(
        Gen.Long[1, 2000].Select(value => Rational.Of(value, 1_000_000)),
        Gen.Long[1, 99_999].Select(value => Rational.Of(value, 10_000_000)),
        Gen.Long[1, 9].Select(value => Rational.Of(36, 10_000 * value))
    );

    private static readonly Gen<Rational> Seconds = Gen.OneOf(
        Gen.Long[1, 7200].Select(value => (Rational)value),
        Gen.Long[1, 2_000].Select(value => Rational.Of(value, 100)),
        Gen.Long[1, 20].Select(value => (Rational)(value * 3600))
    );

    private static readonly Gen<Rational> HighVolts = Gen.Long[30_001, 42_000]
        .Select(value => Rational.Of(value, 10_000));

    private static readonly Gen<Rational> LowVolts = Gen.Long[20_000, 29_999]
        .Select(value => Rational.Of(value, 10_000));

    private static readonly Gen<CyclerRecord> Records = Gen.Select(
        Gen.Long[1, 600],
        Gen.Long[0, 3],
        (seconds, kind) =>
            new CyclerRecord(
                kind == 0 ? null : Rational.Of(seconds, 2),
                kind == 2 ? Rational.Of(seconds, 10_000) : null,
                kind == 3 ? Amperage.Amperes(Rational.Of(seconds, 1_000_000)) : null
            )
    );

    private static readonly Gen<(CyclerControl Control, CyclerEnd[] Ends)> Body = Gen.OneOf(
        Seconds.Select(time =>
            ((CyclerControl)new CyclerControl.Rest(), new[] { CyclerEnd.When(CyclerCondition.For(time)) })
        ),
        Gen.Select(Amperes, HighVolts, Seconds, Gen.Int[0, 3]).Select(made => Galvanostatic(made, 1)),
        Gen.Select(Amperes, LowVolts, Seconds, Gen.Int[0, 3]).Select(made => Galvanostatic(made, -1)),
        Gen.Select(Amperes, HighVolts, Seconds, Gen.Int[0, 2]).Select(made => Limited(made, Way.Charge)),
        Gen.Select(Amperes, LowVolts, Seconds, Gen.Int[0, 2]).Select(made => Limited(made, Way.Discharge))
    );

    private static (CyclerControl, CyclerEnd[]) Galvanostatic(
        (Rational Amperes, Rational Volts, Rational Seconds, int Kind) made,
        int sign
    )
    {
        var ends = new List<CyclerEnd> { CyclerEnd.When(CyclerCondition.Voltage(sign > 0, made.Volts)) };
        if (made.Kind > 0)
            ends.Add(CyclerEnd.When(CyclerCondition.For(made.Seconds + 20 * 3600)));
        if (made.Kind == 2)
            ends.Insert(0, CyclerEnd.When(CyclerCondition.Capacity(new(made.Seconds / 5000, false))));
        if (made.Kind == 3)
            ends.RemoveAt(0);
        return (new CyclerControl.Current(Amperage.Amperes(made.Amperes * sign)), [.. ends]);
    }

    private static (CyclerControl, CyclerEnd[]) Limited(
        (Rational Amperes, Rational Volts, Rational Seconds, int Kind) made,
        Way way
    )
    {
        var ends = new List<CyclerEnd>
        {
            CyclerEnd.When(CyclerCondition.CurrentBelow(Amperage.Amperes(made.Amperes / 10))),
        };
        if (made.Kind > 0)
            ends.Add(CyclerEnd.When(CyclerCondition.For(made.Seconds + 3600)));
        return (new CyclerControl.Hold(made.Volts, Amperage.Amperes(made.Amperes), way), [.. ends]);
    }

    private static Gen<CyclerProgram> Of(bool jumps) =>
        Gen.Select(
                Body.Array[1, 8],
                Records,
                Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[2, 4]).Array[0, 2],
                Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9], Gen.Int[0, 2]).Array[0, jumps ? 3 : 0],
                Gen.Int[0, 3]
            )
            .Select(made => Assembled(made.Item1, made.Item2, made.Item3, made.Item4, made.Item5));

    private static CyclerProgram Assembled(
        (CyclerControl Control, CyclerEnd[] Ends)[] bodies,
        CyclerRecord record,
        (int From, int To, int Count)[] loops,
        (int Step, int Target, int Kind)[] jumps,
        int safety
    )
    {
        var steps = new List<CyclerStep>();
        foreach (var (control, ends) in bodies)
            steps.Add(new("", control, [.. ends], record));
        foreach (var (from, to, count) in loops)
            AddLoop(steps, Math.Min(from, to), Math.Max(from, to), count);
        foreach (var (step, target, kind) in jumps)
            AddJump(steps, step, target, kind);
        for (int i = 0; i < steps.Count; i++)
            steps[i] = steps[i] with { Id = string.Create(CultureInfo.InvariantCulture, $"step{i + 1}") };
        var program = CyclerProgram.Of("made_up", [.. steps]) with
        {
            Sample = new("cell 7", Capacity, null),
            Safety = SafetyLimits.None with
            {
                LowestVoltage = safety > 0 ? Rational.Of(15, 10) : null,
                HighestVoltage = safety > 1 ? Rational.Of(43, 10) : null,
                ChargeCurrent = safety > 2 ? Amperage.Amperes(Rational.Of(1, 10)) : null,
                DischargeCurrent = safety > 2 ? Amperage.Amperes(Rational.Of(1, 10)) : null,
            },
        };
        return ProgramEdits.Normalise(program);
    }

    // Loops stand one in the other or side by side, as every cycler wants them.
    private static void AddLoop(List<CyclerStep> steps, int from, int to, int count)
    {
        if (to >= steps.Count)
            return;
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Control is CyclerControl.Loop known)
            {
                bool isApart = to < known.Start || from > i;
                bool isInside = from > known.Start && to < i;
                bool isAround = from <= known.Start && to >= i;
                if (!isApart && !isInside && !isAround)
                    return;
            }
        }
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Control is CyclerControl.Loop known && known.Start > to)
                steps[i] = steps[i] with { Control = known with { Start = known.Start + 1 } };
        }
        steps.Insert(to + 1, new("", new CyclerControl.Loop(from, count), []));
    }

    // Forward only, so that every program ends.
    private static void AddJump(List<CyclerStep> steps, int step, int target, int kind)
    {
        if (step >= steps.Count || steps[step].Control is CyclerControl.Loop || steps[step].Ends.Count == 0)
            return;
        var onward =
            kind == 0 ? CyclerTarget.Stop("something is wrong")
            : target > step + 1 && target < steps.Count ? CyclerTarget.To(target)
            : CyclerTarget.End;
        CyclerEnd[] ends = [.. steps[step].Ends];
        ends[0] = ends[0] with { Target = onward };
        steps[step] = steps[step] with { Ends = [.. ends] };
    }
}
