using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Lexing;

/// <summary>Cuts the text between tokens into blanks, line breaks, comments and text that was passed over.</summary>
internal static class TriviaLexer
{
    public static IReadOnlyList<SyntaxTrivia> Read(string text, TextSpan span)
    {
        if (span.Length == 0)
            return [];
        var found = new List<SyntaxTrivia>();
        int position = span.Start;
        while (position < span.End)
        {
            int start = position;
            var kind = ReadOne(text, ref position, span.End);
            found.Add(new(kind, TextSpan.FromBounds(start, position)));
        }
        return found;
    }

    private static SyntaxKind ReadOne(string text, ref int position, int end)
    {
        char c = text[position];
        if (CharacterClass.IsBreak(c))
        {
            position += c == '\r' && position + 1 < end && text[position + 1] == '\n' ? 2 : 1;
            return SyntaxKind.LineBreakTrivia;
        }
        if (CharacterClass.IsBlank(c))
        {
            do
            {
                position++;
            } while (
                position < end
                && CharacterClass.IsBlank(text[position])
                && !CharacterClass.IsBreak(text[position])
            );
            return SyntaxKind.WhitespaceTrivia;
        }
        bool isComment = StartsComment(text, position, end);
        bool isDocumentation = isComment && position + 2 < end && text[position + 2] == '/';
        do
        {
            position++;
        } while (
            position < end
            && !CharacterClass.IsBreak(text[position])
            && (isComment || !StartsComment(text, position, end))
        );
        return isDocumentation ? SyntaxKind.DocumentationTrivia
            : isComment ? SyntaxKind.CommentTrivia
            : SyntaxKind.BadToken;
    }

    private static bool StartsComment(string text, int position, int end) =>
        text[position] == '/' && position + 1 < end && text[position + 1] == '/';
}
