using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Changes of one quantity: another unit with the same value, or a mark that it is an assumption.</summary>
public static class QuantityActions
{
    public static IEnumerable<CodeAction> At(Document document, TextSpan within)
    {
        var token = SyntaxLookup.Touching(document.Tree, within.Start);
        var syntax = SyntaxLookup.Enclosing<QuantityExpressionSyntax>(token.Parent);
        if (
            syntax is null
            || within.End > syntax.Span.End
            || SemanticModel.ExpressionAt(document.File, syntax.Span.Start)
                is not BoundQuantity { Type: QuantityType type } bound
            || bound.Syntax.Span != syntax.Span
        )
            yield break;
        foreach (string text in Conversions(bound.Value, type))
            yield return Rewrite(document, $"Convert to {text}", new(syntax.Span, text));
        if (
            SyntaxLookup.Enclosing<AssumedExpressionSyntax>(syntax) is null
            && bound.Value is { Unit.IsOne: false }
        )
        {
            yield return Rewrite(
                document,
                "Mark as assumed",
                new(syntax.Span, $"assumed {syntax.Text} \"why\"")
            );
        }
    }

    /// <summary>The same value in other usual units, where it is a short exact number.</summary>
    private static IEnumerable<string> Conversions(Quantity quantity, QuantityType type)
    {
        const int longest = 8;
        if (quantity.Unit.IsOne)
            return [];
        var kind = type.Single ?? quantity.Kind;
        return Kinds
            .UsualUnits(kind)
            .Select(unit => UnitTable.Parse(unit))
            .Where(unit => !unit.Equals(quantity.Unit) && unit.Kind.Dimension == quantity.Kind.Dimension)
            .Where(unit => unit.Kind.Tag == quantity.Kind.Tag || kind.Accepts(unit.Kind))
            .Select(unit => quantity.In(unit))
            .Where(value =>
                value.Value.TryDecimals(out _) && value.Value.ToString().Trim('-').Length <= longest
            )
            .Select(QuantityFormat.Format);
    }

    private static CodeAction Rewrite(Document document, string title, TextEdit edit) =>
        new(title, CodeActionKinds.Rewrite, document.Edit([edit]));
}
