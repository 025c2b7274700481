namespace CellDsl.Language.Syntax.Tree;

/// <summary>Anything that has a value.</summary>
public abstract class ExpressionSyntax : SyntaxNode
{
    private protected ExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }
}

/// <summary><c>low .. high</c></summary>
public sealed class RangeExpressionSyntax : ExpressionSyntax
{
    internal RangeExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ExpressionSyntax Low => Required<ExpressionSyntax>(0);

    public SyntaxToken DotDot => TokenAt(1);

    public ExpressionSyntax High => Required<ExpressionSyntax>(2);
}

/// <summary><c>a or b or c</c>, flat.</summary>
public sealed class OrExpressionSyntax : ExpressionSyntax
{
    internal OrExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<ExpressionSyntax> Operands => ListAt<ExpressionSyntax>(0);
}

/// <summary><c>a and b and c</c>, flat.</summary>
public sealed class AndExpressionSyntax : ExpressionSyntax
{
    internal AndExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<ExpressionSyntax> Operands => ListAt<ExpressionSyntax>(0);
}

/// <summary><c>not a</c></summary>
public sealed class NotExpressionSyntax : ExpressionSyntax
{
    internal NotExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax Operand => Required<ExpressionSyntax>(1);
}

/// <summary><c>a &lt; b [for t]</c>, <c>a within tolerance of target [for t]</c>, <c>a in range [for t]</c>, or <c>a for t</c> without operator.</summary>
public sealed class RelationExpressionSyntax : ExpressionSyntax
{
    internal RelationExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ExpressionSyntax Left => Required<ExpressionSyntax>(0);

    public SyntaxToken Operator => TokenAt(1);

    public ExpressionSyntax? Right => NodeAt<ExpressionSyntax>(2);

    public SyntaxToken For => TokenAt(3);

    public ExpressionSyntax? Duration => NodeAt<ExpressionSyntax>(4);
}

/// <summary><c>for 12 h</c> as a condition: so long after the step began.</summary>
public sealed class ElapsedExpressionSyntax : ExpressionSyntax
{
    internal ElapsedExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken For => TokenAt(0);

    public ExpressionSyntax Duration => Required<ExpressionSyntax>(1);
}

/// <summary><c>a + b - c</c>, flat: operands with operator tokens between them.</summary>
public sealed class SumExpressionSyntax : ExpressionSyntax
{
    internal SumExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ListSyntax Items => Required<ListSyntax>(0);
}

/// <summary><c>a * b / c</c>, flat: operands with operator tokens between them.</summary>
public sealed class ProductExpressionSyntax : ExpressionSyntax
{
    internal ProductExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ListSyntax Items => Required<ListSyntax>(0);
}

/// <summary><c>- a</c>; a minus tight before a number is part of the quantity.</summary>
public sealed class NegateExpressionSyntax : ExpressionSyntax
{
    internal NegateExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Minus => TokenAt(0);

    public ExpressionSyntax Operand => Required<ExpressionSyntax>(1);
}

/// <summary><c>left of right</c>: scale, basis or selection.</summary>
public sealed class OfExpressionSyntax : ExpressionSyntax
{
    internal OfExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ExpressionSyntax Left => Required<ExpressionSyntax>(0);

    public SyntaxToken Of => TokenAt(1);

    public ExpressionSyntax Right => Required<ExpressionSyntax>(2);
}

/// <summary>An atom with members, indices, arguments, a power or a reference behind it.</summary>
public sealed class PostfixExpressionSyntax : ExpressionSyntax
{
    internal PostfixExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ExpressionSyntax Atom => Required<ExpressionSyntax>(0);

    public SyntaxList<SyntaxNode> Suffixes => ListAt<SyntaxNode>(1);
}

/// <summary><c>.name</c></summary>
public sealed class MemberAccessSyntax : SyntaxNode
{
    internal MemberAccessSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Dot => TokenAt(0);

    public SyntaxToken Name => TokenAt(1);
}

/// <summary><c>[index]</c>; the index may be a range.</summary>
public sealed class IndexAccessSyntax : SyntaxNode
{
    internal IndexAccessSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public ExpressionSyntax Index => Required<ExpressionSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>( argument, … )</c></summary>
public sealed class ArgumentListSyntax : SyntaxNode
{
    internal ArgumentListSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<ArgumentSyntax> Arguments => ListAt<ArgumentSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>value</c> or <c>name: value</c></summary>
public sealed class ArgumentSyntax : SyntaxNode
{
    internal ArgumentSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Name => TokenAt(0);

    public SyntaxToken Colon => TokenAt(1);

    public ExpressionSyntax Value => Required<ExpressionSyntax>(2);
}

/// <summary><c>^2</c> or <c>^-1</c></summary>
public sealed class PowerSuffixSyntax : SyntaxNode
{
    internal PowerSuffixSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Caret => TokenAt(0);

    public SyntaxToken Minus => TokenAt(1);

    public SyntaxToken Exponent => TokenAt(2);
}

/// <summary><c>vs Li</c></summary>
public sealed class VersusSuffixSyntax : SyntaxNode
{
    internal VersusSuffixSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Reference => TokenAt(1);
}

/// <summary><c>-10 °C</c>, <c>2.00 ± 0.05 mg</c>, <c>1 h 30 min</c>, <c>2C</c>, or a bare number.</summary>
public sealed class QuantityExpressionSyntax : ExpressionSyntax
{
    internal QuantityExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<QuantityPartSyntax> Parts => ListAt<QuantityPartSyntax>(0);
}

/// <summary>One number with its unit; a tight minus folds into it.</summary>
public sealed class QuantityPartSyntax : SyntaxNode
{
    internal QuantityPartSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Minus => TokenAt(0);

    public SyntaxToken Number => TokenAt(1);

    public SyntaxToken Unit => TokenAt(2);

    public SyntaxToken PlusMinus => TokenAt(3);

    public SyntaxToken Uncertainty => TokenAt(4);

    public SyntaxToken UncertaintyUnit => TokenAt(5);
}

/// <summary>A name.</summary>
public sealed class NameExpressionSyntax : ExpressionSyntax
{
    internal NameExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Name => TokenAt(0);
}

/// <summary><c>last charge</c></summary>
public sealed class LastExpressionSyntax : ExpressionSyntax
{
    internal LastExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Name => TokenAt(1);
}

/// <summary>A text in double quotes.</summary>
public sealed class TextExpressionSyntax : ExpressionSyntax
{
    internal TextExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Token => TokenAt(0);
}

/// <summary>A formula in backticks or after <c>formula:</c>.</summary>
public sealed class FormulaExpressionSyntax : ExpressionSyntax
{
    internal FormulaExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Token => TokenAt(0);
}

/// <summary><c>[a, b, c] unit</c></summary>
public sealed class ListExpressionSyntax : ExpressionSyntax
{
    internal ListExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<ExpressionSyntax> Items => ListAt<ExpressionSyntax>(1);

    public SyntaxToken Close => TokenAt(2);

    public SyntaxToken Unit => TokenAt(3);
}

/// <summary><c>(a)</c>, or a tuple <c>(a, b)</c>.</summary>
public sealed class ParenthesizedExpressionSyntax : ExpressionSyntax
{
    internal ParenthesizedExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<ExpressionSyntax> Items => ListAt<ExpressionSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>|a|</c></summary>
public sealed class AbsoluteExpressionSyntax : ExpressionSyntax
{
    internal AbsoluteExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public ExpressionSyntax Operand => Required<ExpressionSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>unspecified</c></summary>
public sealed class UnspecifiedExpressionSyntax : ExpressionSyntax
{
    internal UnspecifiedExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);
}

/// <summary><c>assumed value "why"</c></summary>
public sealed class AssumedExpressionSyntax : ExpressionSyntax
{
    internal AssumedExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax Value => Required<ExpressionSyntax>(1);

    public SyntaxToken Reason => TokenAt(2);
}

/// <summary><c>A : B : C = 47 : 45 : 8 by mass</c>, or the parts alone.</summary>
public sealed class MixtureExpressionSyntax : ExpressionSyntax
{
    internal MixtureExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<ExpressionSyntax> Parts => ListAt<ExpressionSyntax>(0);

    public ShareClauseSyntax? Shares => NodeAt<ShareClauseSyntax>(1);
}

/// <summary>A property value with prepositions behind it: <c>0.5 MPa at 25 °C</c>.</summary>
public sealed class PrepositionedExpressionSyntax : ExpressionSyntax
{
    internal PrepositionedExpressionSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public ExpressionSyntax Value => Required<ExpressionSyntax>(0);

    public SyntaxList<PrepositionClauseSyntax> Clauses => ListAt<PrepositionClauseSyntax>(1);
}
