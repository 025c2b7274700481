using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

/// <summary>Whether a blank stands between two tokens of one line.</summary>
internal static class Spacing
{
    public static bool Between(SyntaxToken left, SyntaxToken right) =>
        !(IsTightAfter(left) || IsTightBefore(left, right));

    /// <summary>The node that a token belongs to; a list is part of the node around it.</summary>
    public static SyntaxNode? Owner(SyntaxToken token) =>
        token.Parent is ListSyntax list ? list.Parent : token.Parent;

    private static bool IsTightAfter(SyntaxToken left)
    {
        switch (left.Kind)
        {
            case SyntaxKind.OpenParen:
            case SyntaxKind.OpenBracket:
            case SyntaxKind.Dot:
            case SyntaxKind.Caret:
                return true;
            case SyntaxKind.Bar:
                return IsOpeningBar(left);
            case SyntaxKind.Minus:
                return Owner(left) switch
                {
                    QuantityPartSyntax or PowerSuffixSyntax => true,
                    // `- 5 V` and `-5 V` differ: the one negates a quantity, the other is one below zero.
                    NegateExpressionSyntax negation => FirstKind(negation.Operand) != SyntaxKind.Number,
                    var owner => IsTightOperator(owner),
                };
            case SyntaxKind.Plus:
            case SyntaxKind.Slash:
                return IsTightOperator(Owner(left));
            default:
                return false;
        }
    }

    private static bool IsTightBefore(SyntaxToken left, SyntaxToken right)
    {
        switch (right.Kind)
        {
            case SyntaxKind.CloseParen:
            case SyntaxKind.CloseBracket:
            case SyntaxKind.Comma:
            case SyntaxKind.Dot:
            case SyntaxKind.Caret:
            case SyntaxKind.StatementEnd:
                return true;
            case SyntaxKind.Colon:
                return Owner(right) is not (MixtureExpressionSyntax or ShareClauseSyntax);
            case SyntaxKind.Bar:
                return !IsOpeningBar(right);
            case SyntaxKind.OpenBracket:
                return right.Parent is IndexAccessSyntax;
            case SyntaxKind.OpenParen:
                return right.Parent is ParameterListSyntax
                    || (right.Parent is ArgumentListSyntax && IsTight(right));
            case SyntaxKind.Unit:
                return left.Kind == SyntaxKind.Number && right.Chars is "C" or "D";
            case SyntaxKind.Plus:
            case SyntaxKind.Minus:
            case SyntaxKind.Slash:
                return Owner(right) is var owner && IsTightOperator(owner);
            default:
                return false;
        }
    }

    private static bool IsTight(SyntaxToken token) =>
        token.Green is { } green && (green.Flags & TokenFlags.Tight) != 0;

    private static bool IsOpeningBar(SyntaxToken bar) =>
        bar.Parent is AbsoluteExpressionSyntax absolute && absolute.Open.Position == bar.Position;

    private static SyntaxKind FirstKind(SyntaxNode node) => SyntaxDump.TokensOf(node).FirstOrDefault().Kind;

    /// <summary><c>cycle[n-1]</c>, the rate <c>C/10</c> and the couple <c>V(III)/V(V)</c> are written tight.</summary>
    private static bool IsTightOperator(SyntaxNode? owner) =>
        owner switch
        {
            SumExpressionSyntax sum => sum.Parent is IndexAccessSyntax,
            ProductExpressionSyntax product => IsRate(product) || IsCouple(product),
            _ => false,
        };

    private static bool IsRate(ProductExpressionSyntax product) =>
        product.Items.Nodes is [NameExpressionSyntax { Name.Chars: "C" or "D" }, QuantityExpressionSyntax];

    private static bool IsCouple(ProductExpressionSyntax product) =>
        product.Items.Nodes.All(node =>
            node
                is PostfixExpressionSyntax
                {
                    Atom: NameExpressionSyntax,
                    Suffixes: [ArgumentListSyntax state]
                }
            && state.Arguments is [{ Value: NameExpressionSyntax name }]
            && name.Name.Chars.IndexOfAnyExcept("IVX") < 0
        );
}
