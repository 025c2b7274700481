using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Compiler.CSharp;

/// <summary>The expectations of a plan as C# over the results of a run.</summary>
internal static class JudgeWriter
{
    public static void Write(IReadOnlyList<PlanExpectation> expectations, CodeWriter code)
    {
        code.Line("public Verdict Judge(int expectation, IRunResults results) =>");
        code.Indent(1);
        code.Open("expectation switch");
        for (int i = 0; i < expectations.Count; i++)
            code.Line($"{Literals.Integer(i)} => {Name(i)}(results),");
        code.Line("_ => throw new ArgumentOutOfRangeException(nameof(expectation)),");
        code.Close("};");
        code.Indent(-1);

        for (int i = 0; i < expectations.Count; i++)
        {
            var expectation = expectations[i];
            code.Line();
            code.Line($"// {Literals.OneLine(expectation.Text)}");
            code.Open($"private static Verdict {Name(i)}(IRunResults results)");
            code.Line($"double actual = {Number(expectation.Actual)};");
            code.Line($"double low = {Bound(expectation.Low, double.NegativeInfinity)};");
            code.Line($"double high = {Bound(expectation.High, double.PositiveInfinity)};");
            var strict = $"{Truth(expectation.LowStrict)}, {Truth(expectation.HighStrict)}";
            code.Mapped(expectation.Source, $"return Verdict.Of(actual, low, high, {strict});");
            code.Close();
        }
    }

    private static string Name(int index) => "Expectation" + Literals.Integer(index);

    private static string Truth(bool value) => value ? "true" : "false";

    private static string Bound(ResultExpression? bound, double otherwise) =>
        bound is null ? Literals.Number(otherwise) : Number(bound);

    private static string Number(ResultExpression expression) => Write(expression).Text;

    private static Term Write(ResultExpression expression) =>
        expression switch
        {
            ResultExpression.Number number => Constant(number),
            ResultExpression.Cycle cycle => Primary(
                $"results.Cycle({Literals.Integer(cycle.Index)}, CycleFigure.{cycle.Figure})"
            ),
            ResultExpression.CycleCount => Primary("((double)results.CycleCount)"),
            ResultExpression.Step step => Primary(
                $"results.Step({Literals.Text(step.Kind)}, {Literals.Integer(step.Index)}, StepFigure.{step.Figure})"
            ),
            ResultExpression.Measured measured => Primary(
                $"results.Measured({Literals.Text(measured.Name)})"
            ),
            ResultExpression.Fact fact => Primary($"results.Cell.{fact.What}"),
            ResultExpression.Absolute absolute => Primary($"Math.Abs({Number(absolute.Operand)})"),
            ResultExpression.Arithmetic arithmetic => Arithmetic(arithmetic),
            _ => throw new InternalCompilerException($"no C# for {expression.GetType().Name}"),
        };

    private static Term Constant(ResultExpression.Number number)
    {
        var literal = Literals.Number(number.Value);
        return new(
            literal + Literals.Comment(number.Spelling, literal),
            TermType.Number,
            number.Value.Sign < 0 ? Term.Unary : Term.Primary
        );
    }

    private static Term Arithmetic(ResultExpression.Arithmetic arithmetic)
    {
        var (symbol, precedence) = arithmetic.Operator switch
        {
            ArithmeticOperator.Add => ("+", Term.Additive),
            ArithmeticOperator.Subtract => ("-", Term.Additive),
            ArithmeticOperator.Multiply => ("*", Term.Multiplicative),
            _ => ("/", Term.Multiplicative),
        };
        var left = Write(arithmetic.Left).Within(precedence);
        var right = Write(arithmetic.Right).Within(precedence + 1);
        return new($"{left} {symbol} {right}", TermType.Number, precedence);
    }

    private static Term Primary(string text) => new(text, TermType.Number, Term.Primary);
}
