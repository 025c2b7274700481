using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>A file holds its edition, imports and declarations; anything else at its top has no meaning.</summary>
internal static class TopLevelStatements
{
    /// <summary>A file with so many is not a procedure; further ones tell nothing.</summary>
    private const int MostReported = 1000;

    public static void Check(SourceFile file, Action<Diagnostic> report)
    {
        int reported = 0;
        foreach (var statement in file.Tree.Root.Statements)
        {
            // An empty statement is the layout's way to stay whole, nothing that was written.
            if (statement.Span.Length == 0)
                continue;
            if (reported == MostReported)
                return;
            switch (statement)
            {
                case EditionStatementSyntax
                or ImportStatementSyntax
                or DeclarationSyntax
                or AllowStatementSyntax
                or BadStatementSyntax:
                    continue;
                case PhraseStatementSyntax when IsNotRead(file, statement):
                    continue;
                case PhraseStatementSyntax phrase:
                    report(OfPhrase(phrase.Phrase.Verb));
                    break;
                case PropertyStatementSyntax:
                    report(Rules.NotADeclarationAt(statement.Location, "a property", nearest: null));
                    break;
                default:
                    report(Rules.NotADeclarationAt(statement.Location, "this", nearest: null));
                    break;
            }
            reported++;
        }
    }

    /// <summary>What is nested too deeply says enough of itself.</summary>
    private static bool IsNotRead(SourceFile file, StatementSyntax statement) =>
        statement.Green.HasProblems
        && file.Tree.Diagnostics.Any(problem =>
            problem.Rule == Rules.TooDeep && statement.FullSpan.Contains(problem.Location.Span.Start)
        );

    private static Diagnostic OfPhrase(SyntaxToken verb)
    {
        string word = verb.Text;
        return DeclarationWords.All.Contains(word)
            ? Rules.NamelessDeclarationAt(verb.Location, word)
            : Rules.NotADeclarationAt(
                verb.Location,
                $"`{Shorten(word)}`",
                Spelling.Nearest(word, DeclarationWords.All)
            );
    }

    private static string Shorten(string word) => word.Length <= 40 ? word : word[..40] + "…";
}
