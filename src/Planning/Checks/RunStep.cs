using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Checks;

/// <summary>A condition of an end that compares what is observed with a number that is known for this run.</summary>
internal readonly record struct KnownEnd(
    MachineEnd End,
    Observable What,
    bool IsMagnitude,
    Comparison Operator,
    Rational Value
);

/// <summary>A step of a machine with the numbers that one run on one cell gives it, SI.</summary>
/// <param name="Setpoint">Null where it is open or known only while the test runs.</param>
/// <param name="Sign">Of the setpoint, also where its size is open; zero where it has none.</param>
/// <param name="Durations">After how many seconds an end of its own fires, whatever else happens.</param>
internal sealed record RunStep(
    MachineStep Step,
    Rational? Setpoint,
    int Sign,
    Rational? CurrentLimit,
    Rational? Temperature,
    IReadOnlyList<KnownEnd> Ends,
    IReadOnlyList<(MachineEnd End, Rational Seconds)> Durations
)
{
    public bool IsCharge => Step.Mode == ControlMode.Current && Sign > 0;

    public bool IsDischarge => Step.Mode == ControlMode.Current && Sign < 0;

    public static IEnumerable<RunStep> Of(PerformedRun run)
    {
        var numbers = new RunNumbers(run.Run, run.Built.Cell.Facts);
        foreach (var step in run.Machine.Machine.Steps)
        {
            var ends = new List<KnownEnd>();
            var durations = new List<(MachineEnd, Rational)>();
            foreach (var end in step.Ends.Where(end => !end.Budget))
            {
                foreach (var condition in Alternatives(end.Condition))
                {
                    if (condition is MachineExpression.Elapsed { SinceSlot: null } elapsed)
                    {
                        if (numbers.Of(elapsed.Duration) is { } seconds)
                            durations.Add((end, seconds));
                    }
                    else if (numbers.Comparison(end, condition) is { } known)
                    {
                        ends.Add(known);
                    }
                }
            }
            yield return new(
                step,
                step.Setpoint is null ? null : numbers.Of(step.Setpoint),
                step.Setpoint is null ? 0 : numbers.SignOf(step.Setpoint),
                step.CurrentLimit is null ? null : numbers.Of(step.CurrentLimit),
                step.Temperature is null ? null : numbers.Of(step.Temperature),
                ends,
                durations
            );
        }
    }

    private static IEnumerable<MachineExpression> Alternatives(MachineExpression condition) =>
        condition is MachineExpression.Any any ? any.Operands.SelectMany(Alternatives) : [condition];
}

/// <summary>Works out expressions of a machine from the arguments and the cell of one run.</summary>
internal sealed class RunNumbers(PlanRun run, PlanCellFacts facts)
{
    public Rational? Of(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Value,
            MachineExpression.Argument argument when argument.Index < run.Arguments.Count => run.Arguments[
                argument.Index
            ].Value,
            MachineExpression.Fact fact => FigureOf(facts, fact.What)?.Value ?? LimitOf(fact.What),
            MachineExpression.Negated negated => -Of(negated.Operand),
            MachineExpression.Absolute absolute => Of(absolute.Operand)?.Abs(),
            MachineExpression.Arithmetic { Operator: ArithmeticOperator.Add } sum => Of(sum.Left)
                + Of(sum.Right),
            MachineExpression.Arithmetic { Operator: ArithmeticOperator.Subtract } difference => Of(
                difference.Left
            ) - Of(difference.Right),
            MachineExpression.Arithmetic { Operator: ArithmeticOperator.Multiply } product => Of(product.Left)
                * Of(product.Right),
            MachineExpression.Arithmetic quotient => Of(quotient.Right) is { IsZero: false } divisor
                ? Of(quotient.Left) / divisor
                : null,
            _ => null,
        };

    /// <summary>The sign of a setpoint; what is open is a magnitude, which is positive.</summary>
    public int SignOf(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => number.Value.Sign,
            MachineExpression.Negated negated => -SignOf(negated.Operand),
            MachineExpression.Absolute or MachineExpression.Fact => 1,
            MachineExpression.Argument => Of(expression)?.Sign ?? 1,
            MachineExpression.Arithmetic
            {
                Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide,
            } product => SignOf(product.Left) * SignOf(product.Right),
            _ => 0,
        };

    /// <summary>A comparison of one observed value with a known number, the observed one on the left; else null.</summary>
    public KnownEnd? Comparison(MachineEnd end, MachineExpression condition)
    {
        if (condition is not MachineExpression.Compared compared)
            return null;
        if (Observed(compared.Left) is { } left && Of(compared.Right) is { } right)
            return new(end, left.What, left.IsMagnitude, compared.Operator, right);
        if (Observed(compared.Right) is { } swapped && Of(compared.Left) is { } value)
            return new(end, swapped.What, swapped.IsMagnitude, Mirrored(compared.Operator), value);
        return null;
    }

    private static (Observable What, bool IsMagnitude)? Observed(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Observed observed => (observed.What, false),
            MachineExpression.Absolute { Operand: MachineExpression.Observed observed } => (
                observed.What,
                true
            ),
            _ => null,
        };

    private static Comparison Mirrored(Comparison comparison) =>
        comparison switch
        {
            Machines.Comparison.Less => Machines.Comparison.Greater,
            Machines.Comparison.LessOrEqual => Machines.Comparison.GreaterOrEqual,
            Machines.Comparison.Greater => Machines.Comparison.Less,
            Machines.Comparison.GreaterOrEqual => Machines.Comparison.LessOrEqual,
            _ => comparison,
        };

    public static PlanFigure? FigureOf(PlanCellFacts facts, CellFact fact) =>
        fact switch
        {
            CellFact.ActiveMass => facts.ActiveMass,
            CellFact.CompositeMass => facts.CompositeMass,
            CellFact.ElectrodeArea => facts.ElectrodeArea,
            CellFact.NominalCapacity => facts.NominalCapacity,
            CellFact.TheoreticalCapacity => facts.TheoreticalCapacity,
            CellFact.CounterPotential => facts.CounterPotential,
            _ => null,
        };

    private Rational? LimitOf(CellFact fact) =>
        fact switch
        {
            CellFact.LowestVoltage => facts.Limits.LowestVoltage,
            CellFact.HighestVoltage => facts.Limits.HighestVoltage,
            CellFact.LowestTemperature => facts.Limits.LowestTemperature,
            CellFact.HighestTemperature => facts.Limits.HighestTemperature,
            CellFact.HighestCurrent => facts.Limits.HighestCurrent,
            _ => null,
        };
}

/// <summary>Numbers as a person would write them.</summary>
internal static class Shown
{
    public static string Volts(Rational value) => $"{value.ToDecimalString(4)} V";

    public static string Amperes(Rational value)
    {
        var size = value.Abs();
        return size >= Rational.One ? $"{value.ToDecimalString(4)} A"
            : size >= Rational.Of(1, 1000) ? $"{(value * 1000).ToDecimalString(4)} mA"
            : size >= Rational.Of(1, 1_000_000) ? $"{(value * 1_000_000).ToDecimalString(4)} µA"
            : $"{(value * 1_000_000_000).ToDecimalString(4)} nA";
    }

    /// <summary>Two digits are enough for what is only estimated.</summary>
    public static string About(Rational seconds)
    {
        var (size, unit) =
            seconds >= 172_800 ? (seconds / 86_400, "d")
            : seconds >= 7200 ? (seconds / 3600, "h")
            : seconds >= 120 ? (seconds / 60, "min")
            : (seconds, "s");
        return $"{size.ToDecimalString(2)} {unit}";
    }

    /// <summary>The place of a step or an end in the text; the run itself where it is not of this program.</summary>
    public static Location Place(SourceNames names, SourceRef source, Location otherwise) =>
        names.LocationOf(source) is { } at && !at.Source.Path.StartsWith("std/", StringComparison.Ordinal)
            ? at
            : otherwise;
}
