using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Features;

/// <summary>What else belongs to a phrase or a call: clauses and arguments that are not there yet.</summary>
public static class ClauseCompletion
{
    public static void Add(Cursor cursor, OperationSymbol? operation, CompletionItems items)
    {
        if (operation is not null)
        {
            var given = cursor
                .Left.Where(token => SyntaxFacts.IsPreposition(token.Kind))
                .Select(token => token.Text)
                .ToHashSet();
            foreach (var parameter in operation.Parameters)
            {
                if (parameter.Preposition is not { } preposition || given.Contains(preposition))
                    continue;
                items.Add(
                    preposition,
                    CompletionKind.Keyword,
                    $"{parameter.Name}: {Describe.Words(parameter.Type)}",
                    Describe.IsNeeded(parameter) ? 0 : 1,
                    $"{preposition} ${{0:{parameter.Name}}}"
                );
            }
            bool ends = cursor.Left.Any(token => token.Kind == SyntaxKind.UntilKeyword);
            if (operation.Step is not null && !ends)
            {
                items.Keyword("until", "by what the step ends", 2);
                items.Keyword("then", "what follows without a break", 4);
            }
        }
        items.Keyword("or", "another end or condition", 4);
        items.Keyword("and", "a further condition", 4);
        items.Keyword("of", "what it is an amount of, or counted per", 5);
        items.Keyword("vs", "the electrode that a potential refers to", 5);
        items.Keyword("at most", "a bound", 5, ", at most ${0:6 h}");
    }

    /// <summary>Named arguments that a call can take.</summary>
    public static void AddArguments(DeclarationSymbol? callee, CompletionItems items)
    {
        foreach (var parameter in callee?.Parameters ?? [])
        {
            items.Add(
                parameter.Name,
                CompletionKind.Property,
                Describe.OfParameter(parameter),
                0,
                $"{parameter.Name}: $0"
            );
        }
    }
}
