using System.Collections.Immutable;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary><c>- a</c></summary>
public sealed record BoundNegation(SyntaxNode Syntax, CellType Type, BoundExpression Operand)
    : BoundExpression(Syntax, Type);

/// <summary><c>|a|</c></summary>
public sealed record BoundAbsolute(SyntaxNode Syntax, CellType Type, BoundExpression Operand)
    : BoundExpression(Syntax, Type);

/// <summary>One operand of a chain; inverse means subtracted in a sum, divided by in a product.</summary>
public readonly record struct ChainItem(BoundExpression Value, bool IsInverse);

/// <summary><c>a + b - c</c>, flat, from the left.</summary>
public sealed record BoundSum(SyntaxNode Syntax, CellType Type, ImmutableArray<ChainItem> Terms)
    : BoundExpression(Syntax, Type);

/// <summary><c>a * b / c</c>, flat, from the left.</summary>
public sealed record BoundProduct(SyntaxNode Syntax, CellType Type, ImmutableArray<ChainItem> Factors)
    : BoundExpression(Syntax, Type);

/// <summary><c>a^2</c></summary>
public sealed record BoundPower(SyntaxNode Syntax, CellType Type, BoundExpression Base, int Exponent)
    : BoundExpression(Syntax, Type);

public enum OfRole
{
    /// <summary><c>80 % of x</c>: a product.</summary>
    Scale,

    /// <summary><c>50 mA/g of active</c>: what the quantity is counted per.</summary>
    Basis,

    /// <summary><c>5 g of LTVO</c>, <c>2 mg/cm² of active</c>: what the quantity is an amount of.</summary>
    Selection,
}

/// <summary><c>left of right</c>. For a basis, the kind in <see cref="BoundExpression.Type"/> carries it.</summary>
public sealed record BoundOf(
    SyntaxNode Syntax,
    CellType Type,
    OfRole Role,
    BoundExpression Left,
    BoundExpression Right
) : BoundExpression(Syntax, Type);

/// <summary>What a quantity is counted per, or a part of it: <c>active</c>, <c>composite</c>, <c>range</c>.</summary>
public sealed record BoundBasis(SyntaxNode Syntax, string Name) : BoundExpression(Syntax, WordType.Instance);

/// <summary><c>4.3 V vs Li</c></summary>
/// <param name="Reference">The material that the potential refers to, or the name where it is none.</param>
public sealed record BoundVersus(
    SyntaxNode Syntax,
    CellType Type,
    BoundExpression Value,
    string Reference,
    MaterialSymbol? Material
) : BoundExpression(Syntax, Type);

public enum RelationOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary><c>a &lt; b</c></summary>
public sealed record BoundRelation(
    SyntaxNode Syntax,
    RelationOperator Operator,
    BoundExpression Left,
    BoundExpression Right
) : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>value within tolerance of target</c>; a ratio as tolerance is relative to the target.</summary>
public sealed record BoundWithin(
    SyntaxNode Syntax,
    BoundExpression Value,
    BoundExpression Tolerance,
    BoundExpression Target,
    bool IsRelative
) : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>value in low .. high</c> or <c>value in [a, b]</c></summary>
public sealed record BoundMembership(SyntaxNode Syntax, BoundExpression Value, BoundExpression Set)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>condition for 30 min</c>: it has held without a break for so long.</summary>
public sealed record BoundSustained(SyntaxNode Syntax, BoundExpression Condition, BoundExpression Duration)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>for 12 h</c>: so long after the step began.</summary>
public sealed record BoundElapsed(SyntaxNode Syntax, BoundExpression Duration)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>a and b and c</c>, flat.</summary>
public sealed record BoundAnd(SyntaxNode Syntax, ImmutableArray<BoundExpression> Operands)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>a or b or c</c>, flat.</summary>
public sealed record BoundOr(SyntaxNode Syntax, ImmutableArray<BoundExpression> Operands)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary><c>not a</c></summary>
public sealed record BoundNot(SyntaxNode Syntax, BoundExpression Operand)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary>A function of the core over values: <c>slope(voltage, over: 10 min)</c>, <c>max(a, b)</c>, <c>zip(a, b)</c>.</summary>
public sealed record BoundIntrinsic(
    SyntaxNode Syntax,
    CellType Type,
    Intrinsic Function,
    ImmutableArray<BoundExpression> Operands,
    ImmutableArray<BoundProperty> Options
) : BoundExpression(Syntax, Type);

/// <summary>A route, an electrode, a cell or a protocol with its arguments.</summary>
/// <param name="Arguments">One for each parameter, in their order.</param>
public sealed record BoundCall(
    SyntaxNode Syntax,
    CellType Type,
    DeclarationSymbol Callee,
    ImmutableArray<BoundArgument> Arguments
) : BoundExpression(Syntax, Type);

public enum ArgumentOrigin
{
    Given,

    /// <summary>The parameter's default.</summary>
    Default,

    /// <summary>Left out although needed: the value is a hole.</summary>
    Hole,

    /// <summary>Left out of an optional parameter: there is no value.</summary>
    None,
}

/// <summary>What a parameter gets.</summary>
/// <param name="Value">Null only for <see cref="ArgumentOrigin.None"/>.</param>
public sealed record BoundArgument(ParameterSymbol Parameter, BoundExpression? Value, ArgumentOrigin Origin);
