using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Formatting;

/// <summary>The canonical spelling of a token: signs that have several spellings get one.</summary>
internal static class Spelling
{
    public static string Of(SyntaxToken token)
    {
        if (token.Green is { HasProblems: true })
            return token.Text;
        return token.Kind switch
        {
            SyntaxKind.NotEquals => "!=",
            var kind => SyntaxFacts.TextOf(kind) ?? token.Text,
        };
    }
}
