using System.Globalization;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>A subscript: a number, or arithmetic over named parameters as in <c>Li[1+x]</c>.</summary>
/// <param name="Span">Within the text of the formula.</param>
public abstract record FormulaAmount(TextSpan Span)
{
    /// <summary>A subscript that is not written.</summary>
    public static FormulaAmount One(int position) => new FormulaNumber(Rational.One, new(position, 0));

    internal abstract Rational? Evaluate(FormulaEvaluator evaluator);
}

/// <summary>A subscript in figures.</summary>
public sealed record FormulaNumber(Rational Value, TextSpan Span) : FormulaAmount(Span)
{
    public override string ToString() => Value.ToString();

    internal override Rational? Evaluate(FormulaEvaluator evaluator) => Value;
}

/// <summary>A parameter of the formula.</summary>
public sealed record FormulaName(string Name, TextSpan Span) : FormulaAmount(Span)
{
    public override string ToString() => Name;

    internal override Rational? Evaluate(FormulaEvaluator evaluator) => evaluator.Parameter(this);
}

/// <summary>An amount with its sign turned.</summary>
public sealed record FormulaNegation(FormulaAmount Operand, TextSpan Span) : FormulaAmount(Span)
{
    public override string ToString() => $"-{Operand}";

    internal override Rational? Evaluate(FormulaEvaluator evaluator) => -Operand.Evaluate(evaluator);
}

/// <summary>Two amounts joined.</summary>
/// <param name="Operator">One of <c>+ - * /</c>.</param>
public sealed record FormulaOperation(char Operator, FormulaAmount Left, FormulaAmount Right, TextSpan Span)
    : FormulaAmount(Span)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Inner(Left, false)}{Operator}{Inner(Right, true)}");

    internal override Rational? Evaluate(FormulaEvaluator evaluator)
    {
        if (Left.Evaluate(evaluator) is not { } left || Right.Evaluate(evaluator) is not { } right)
        {
            return null;
        }

        return Operator switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => right.IsZero ? evaluator.Fail(FormulaFault.DivisionByZero, Right.Span) : left / right,
        };
    }

    private bool IsSum => Operator is '+' or '-';

    private string Inner(FormulaAmount operand, bool right) =>
        operand is FormulaOperation inner
        && ((inner.IsSum && (!IsSum || right)) || (!inner.IsSum && right && Operator == '/'))
            ? $"({operand})"
            : $"{operand}";
}
