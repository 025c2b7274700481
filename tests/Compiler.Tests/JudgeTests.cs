using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Loading;
using static CellDsl.Compiler.Tests.Fixtures;
using R = CellDsl.Planning.Plans.ResultExpression;

namespace CellDsl.Compiler.Tests;

public sealed class JudgeTests
{
    [Theory]
    [InlineData(0.44, true, true)]
    [InlineData(0.36, true, true)]
    [InlineData(0.35, true, false)]
    [InlineData(double.NaN, false, false)]
    public void An_expectation_is_judged_with_its_bounds(double capacity, bool known, bool passed)
    {
        var verdict = Judge(Within(lowStrict: false), new Results(capacity, 3));
        Assert.Equal((known, passed), (verdict.Known, verdict.Passed));
        Assert.Equal((180, 220), (verdict.Low, verdict.High));
    }

    [Fact]
    public void A_strict_bound_fails_itself()
    {
        Assert.True(Judge(Within(lowStrict: false), new Results(0.36, 3)).Passed);
        Assert.False(Judge(Within(lowStrict: true), new Results(0.36, 3)).Passed);
    }

    [Fact]
    public void Counts_cycles_and_measurements_reach_the_code()
    {
        var halves = Expectation(
            new R.Arithmetic(ArithmeticOperator.Divide, new R.CycleCount(), N(2)),
            new R.Absolute(new R.Measured("bet.area")),
            null
        );
        var verdict = Judge(halves, new Results(0, 3));
        Assert.Equal(new Verdict(true, false, 1.5, 20, double.PositiveInfinity), verdict);
        var last = Judge(Expectation(new R.Cycle(-1, CycleFigure.Retention), null, N(1)), new Results(0, 3));
        Assert.Equal((true, -1.0), (last.Passed, last.Actual));
    }

    private static Verdict Judge(PlanExpectation expectation, IRunResults results)
    {
        var machine = Chain();
        var compiled = CSharpBackend.Emit(PlanOf(Within(false), expectation), [machine], NoSources);
        using var loaded = ProgramLoader.Load(compiled.Assembly);
        Assert.Throws<ArgumentOutOfRangeException>(() => loaded.Program.Judge(2, results));
        return loaded.Program.Judge(1, results);
    }

    private static R.Number N(Rational value) => new(value, "");

    private static PlanExpectation Within(bool lowStrict) =>
        Expectation(
            new R.Arithmetic(
                ArithmeticOperator.Divide,
                new R.Step("discharge", 1, StepFigure.Capacity),
                new R.Fact(CellFact.ActiveMass)
            ),
            N(180),
            N(220),
            lowStrict
        );

    private static PlanExpectation Expectation(R actual, R? low, R? high, bool lowStrict = false) =>
        new("expect that", Nowhere, [], actual, low, high, lowStrict, false, "", 1);

    private sealed class Results(double capacity, int cycles) : IRunResults
    {
        public CellFacts Cell => new() { ActiveMass = 0.002 };

        public int CycleCount => cycles;

        public double Cycle(int k, CycleFigure figure) => figure == CycleFigure.Retention ? k : double.NaN;

        public double Step(string kind, int k, StepFigure figure) =>
            (kind, k, figure) == ("discharge", 1, StepFigure.Capacity) ? capacity : double.NaN;

        public double Measured(string name) => name == "bet.area" ? -20 : double.NaN;
    }
}
