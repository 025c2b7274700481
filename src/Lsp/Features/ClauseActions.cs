using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Says openly what a phrase leaves out: <c>at unspecified</c> for every parameter that has no value.</summary>
public static class ClauseActions
{
    public static IEnumerable<CodeAction> At(Document document, TextSpan within)
    {
        if (
            LocalNames.DeclarationAround(document.File, within.Start) is not { } declaration
            || SyntaxLookup.Enclosing<PhraseSyntax>(SyntaxLookup.Touching(document.Tree, within.Start).Parent)
                is not { } phrase
        )
            yield break;
        var operation = BoundWalker
            .Statements(declaration.Body.Block)
            .SelectMany(BoundWalker.ExpressionsOf)
            .SelectMany(BoundWalker.Descendants)
            .OfType<BoundOperation>()
            .FirstOrDefault(each => ReferenceEquals(each.Syntax, phrase));
        if (operation is null)
            yield break;
        var missing = operation
            .Arguments.Where(argument =>
                argument is { Origin: ArgumentOrigin.Hole, Parameter.Preposition: not null }
            )
            .Select(argument => $" {argument.Parameter.Preposition} unspecified")
            .ToList();
        if (missing.Count == 0)
            yield break;
        int end =
            phrase.Clauses.Count > 0 ? phrase.Clauses[^1].Span.End
            : phrase.Operands.Count > 0 ? phrase.Operands[^1].Span.End
            : phrase.Verb.Span.End;
        yield return new(
            missing.Count == 1 ? $"Fill in `{missing[0].Trim()}`" : $"Fill in {missing.Count} clauses",
            CodeActionKinds.Rewrite,
            document.Edit([new TextEdit(new(end, 0), string.Concat(missing))])
        );
    }
}
