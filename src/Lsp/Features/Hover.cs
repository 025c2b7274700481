using System.Text;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>What stands under the cursor, explained.</summary>
public static class Hover
{
    public static HoverResult? At(Document document, int position)
    {
        if (SyntaxLookup.CommentAt(document.Tree, position) is not null)
            return null;
        var token = SyntaxLookup.Touching(document.Tree, position);
        if (token.Span.Length == 0 || position < token.Span.Start || position > token.Span.End)
            return null;
        if (SymbolIndex.Of(document.File).At(position) is { } occurrence)
            return Result(document, occurrence.Span, TextOf(occurrence.Symbol));
        var (text, span) = token.Kind switch
        {
            SyntaxKind.Number or SyntaxKind.Unit => OfQuantity(document, token),
            SyntaxKind.FormulaText => (OfFormula(token.Text), token.Span),
            _ => (OfWord(document, token), token.Span),
        };
        return text is null ? null : Result(document, span, text);
    }

    /// <summary>A symbol's declaration, documentation and what follows from it, as Markdown.</summary>
    public static string TextOf(Symbol symbol)
    {
        var text = new StringBuilder();
        text.Append("```cell\n").Append(Describe.Signature(symbol)).Append("\n```\n");
        if (symbol.Documentation is { } documentation)
            text.Append('\n').Append(documentation).Append('\n');
        foreach (string fact in FactsOf(symbol))
            text.Append("\n- ").Append(fact);
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<string> FactsOf(Symbol symbol) =>
        symbol switch
        {
            MaterialSymbol material => SymbolFacts.Of(material),
            OperationSymbol operation => SymbolFacts.Of(operation),
            ParameterSymbol parameter => SymbolFacts.Of(parameter),
            PropertySymbol property => SymbolFacts.Units(property.Type),
            LocalSymbol { Type: SampleType { Material: { } material } } => SymbolFacts.Of(material),
            LocalSymbol local => SymbolFacts.Units(local.Type),
            DeclarationSymbol { Parameters.Length: > 0 } declaration => SymbolFacts.Needs(declaration),
            _ => [],
        };

    private static HoverResult Result(Document document, Language.Text.TextSpan span, string text) =>
        new(MarkupContent.Markdown(text), document.RangeOf(span));

    private static (string? Text, Language.Text.TextSpan Span) OfQuantity(
        Document document,
        SyntaxToken token
    )
    {
        var syntax = SyntaxLookup.Enclosing<QuantityExpressionSyntax>(token.Parent);
        if (
            syntax is null
            || SemanticModel.ExpressionAt(document.File, token.Span.Start)
                is not BoundQuantity { Type: QuantityType type } bound
        )
            return (OfUnit(token), token.Span);
        var quantity = bound.Value;
        var kind = type.Single ?? quantity.Kind;
        var text = new StringBuilder($"**{quantity}**: {Kinds.NameOf(kind).Article}\n");
        if (!kind.Dimension.IsNone)
            text.Append($"\n- dimension: {kind.Dimension}");
        var others = Kinds
            .UsualUnits(kind)
            .Select(unit => UnitTable.Parse(unit))
            .Where(unit => !unit.Equals(quantity.Unit) && unit.Kind.Dimension == quantity.Kind.Dimension)
            .Select(unit => QuantityFormat.Format(quantity.Si, unit))
            .ToList();
        if (others.Count > 0)
            text.Append($"\n- = {string.Join(" = ", others)}");
        return (text.ToString(), syntax.Span);
    }

    private static string? OfUnit(SyntaxToken token) =>
        token.Kind == SyntaxKind.Unit && UnitTable.TryParse(token.Text, out var unit, out _)
            ? $"**{unit.Symbol}**: unit of {Kinds.NameOf(unit.Kind).Article}\n\n- dimension: {unit.Kind.Dimension}"
            : null;

    private static string? OfFormula(string text)
    {
        var reading = Formula.Parse(text.Trim('`', ' '));
        if (!reading.IsFine)
            return null;
        var facts = SymbolFacts.Of(reading.Formula);
        return $"**{reading.Formula.ToDisplayString()}**\n\n- {string.Join("\n- ", facts)}";
    }

    private static string? OfWord(Document document, SyntaxToken token)
    {
        if (!SyntaxFacts.IsWord(token.Kind))
            return null;
        var value = SemanticModel.ExpressionAt(document.File, token.Span.Start);
        switch (value)
        {
            case BoundQuantity:
                return OfRate(document, token);
            case BoundObservable observable when observable.Syntax.Span.Contains(token.Span.Start):
                return Typed(token.Text, observable.Type, KeywordHelp.Of(token.Text));
            case BoundFigure figure when figure.Syntax.Span.End >= token.Span.End:
                return Typed(token.Text, figure.Type, null);
        }
        return KeywordHelp.Of(token.Text) is { } help ? $"`{token.Text}`: {help}" : null;
    }

    /// <summary><c>C/10</c>: what it comes to, and how long a full charge takes at it.</summary>
    private static string? OfRate(Document document, SyntaxToken token)
    {
        var syntax =
            (SyntaxNode?)SyntaxLookup.Enclosing<ProductExpressionSyntax>(token.Parent)
            ?? SyntaxLookup.Enclosing<NameExpressionSyntax>(token.Parent);
        var value = ValueOf(document, syntax);
        if (value is null || !Constant.TryEvaluate(value, out var rate) || rate.Value.IsZero)
            return null;
        var time = Rational.One / rate.Si.Abs();
        return $"**{Describe.OneLine(syntax?.Text ?? token.Text)}**: {Kinds.NameOf(rate.Kind).Article}\n\n"
            + $"- = {rate}\n- the whole capacity in {QuantityFormat.FormatTime(time)}";
    }

    private static BoundExpression? ValueOf(Document document, SyntaxNode? syntax) =>
        syntax is not null
        && LocalNames.DeclarationAround(document.File, syntax.Span.Start) is { } declaration
            ? BoundLookup.Expressions(declaration).FirstOrDefault(each => each.Syntax == syntax)
            : null;

    private static string Typed(string name, CellType type, string? help)
    {
        string text = $"**{name}**: {type.Article}";
        if (help is not null)
            text += $"\n\n{help}";
        return text + string.Concat(SymbolFacts.Units(type).Select(fact => $"\n- {fact}"));
    }
}
