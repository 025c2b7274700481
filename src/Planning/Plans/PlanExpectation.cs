using System.Text.Json.Serialization;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;

namespace CellDsl.Planning.Plans;

/// <summary>What an author expects of results: <c>low ≤ actual ≤ high</c> for each of its runs.</summary>
/// <param name="Runs">Run ids to which it applies, its filter already evaluated.</param>
/// <param name="Low">Null for no lower bound.</param>
/// <param name="High">Null for no upper bound.</param>
/// <param name="LowStrict">Whether the bound itself fails.</param>
/// <param name="Unit">To print the numbers in, as written: <c>mAh/g</c>.</param>
/// <param name="UnitFactor">SI value of one such unit.</param>
public sealed record PlanExpectation(
    string Text,
    SourceRef Source,
    EquatableList<string> Runs,
    ResultExpression Actual,
    ResultExpression? Low,
    ResultExpression? High,
    bool LowStrict,
    bool HighStrict,
    string Unit,
    Rational UnitFactor
);

/// <summary>A number over the results of one run, SI.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Cycle), "cycle")]
[JsonDerivedType(typeof(CycleCount), "cycleCount")]
[JsonDerivedType(typeof(Step), "step")]
[JsonDerivedType(typeof(Measured), "measured")]
[JsonDerivedType(typeof(Fact), "fact")]
[JsonDerivedType(typeof(Arithmetic), "arithmetic")]
[JsonDerivedType(typeof(Absolute), "absolute")]
public abstract record ResultExpression
{
    public sealed record Number(Rational Value, string Spelling) : ResultExpression;

    /// <param name="Index">From 1; 0 for the whole test; -1 for the last cycle, -2 for the one before…</param>
    public sealed record Cycle(int Index, CycleFigure Figure) : ResultExpression;

    /// <summary>How many cycles were completed.</summary>
    public sealed record CycleCount : ResultExpression;

    /// <param name="Kind">charge, discharge, hold, rest, …</param>
    /// <param name="Index">From 1 among the counted steps of the kind; negative counts from the last.</param>
    public sealed record Step(string Kind, int Index, StepFigure Figure) : ResultExpression;

    /// <param name="Name">Measurement and attribute, <c>bet.area</c>.</param>
    public sealed record Measured(string Name) : ResultExpression;

    public sealed record Fact(CellFact What) : ResultExpression;

    public sealed record Arithmetic(
        ArithmeticOperator Operator,
        ResultExpression Left,
        ResultExpression Right
    ) : ResultExpression;

    public sealed record Absolute(ResultExpression Operand) : ResultExpression;
}
