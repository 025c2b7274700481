using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Lookup;

/// <summary>
/// The text before a cursor, as far as the statement goes in which it stands. It is read from tokens, since what is
/// being typed is seldom a whole statement.
/// </summary>
public sealed class Cursor
{
    private Cursor(Document document, int position, SyntaxToken word, IReadOnlyList<SyntaxToken> left)
    {
        Document = document;
        Position = position;
        Word = word;
        Left = left;
    }

    public Document Document { get; }

    public int Position { get; }

    /// <summary>The word, number, unit or text at whose end or inside which the cursor stands; or the default token.</summary>
    public SyntaxToken Word { get; }

    /// <summary>The tokens of the statement before <see cref="Word"/>, or before the cursor where there is none.</summary>
    public IReadOnlyList<SyntaxToken> Left { get; }

    /// <summary>Whether a statement begins here.</summary>
    public bool BeginsStatement => Left.Count == 0;

    public SyntaxToken Last => Left.Count == 0 ? default : Left[^1];

    /// <summary>What an item would replace: the word up to the cursor and behind it.</summary>
    public TextSpan Replaced => Word.IsPresent ? Word.Span : new TextSpan(Position, 0);

    public static Cursor At(Document document, int position)
    {
        var before = SyntaxLookup.Before(document.Tree, position);
        bool isWord = before.IsPresent && before.Span.End >= position && IsTyped(before.Kind);
        var word = isWord ? before : default;
        int start = isWord ? before.Span.Start : position;
        var previous = isWord ? SyntaxLookup.Before(document.Tree, start) : before;
        return new(
            document,
            position,
            word,
            IsSameStatement(document, previous, start) ? Tokens(previous, start) : []
        );
    }

    /// <summary>The index of the last token of a kind outside inner brackets, or -1.</summary>
    public int LastIndexOf(Func<SyntaxToken, bool> matches)
    {
        int depth = 0;
        for (int i = Left.Count - 1; i >= 0; i--)
        {
            var kind = Left[i].Kind;
            if (kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket or SyntaxKind.CloseBrace)
                depth++;
            else if (kind is SyntaxKind.OpenParen or SyntaxKind.OpenBracket or SyntaxKind.OpenBrace)
                depth--;
            if (depth < 0)
                return -1;
            if (depth == 0 && matches(Left[i]))
                return i;
        }
        return -1;
    }

    /// <summary>The index of the bracket that is open at the cursor, or -1.</summary>
    public int OpenBracket()
    {
        int depth = 0;
        for (int i = Left.Count - 1; i >= 0; i--)
        {
            var kind = Left[i].Kind;
            if (kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket)
                depth++;
            else if (kind is SyntaxKind.OpenParen or SyntaxKind.OpenBracket && --depth < 0)
                return i;
        }
        return -1;
    }

    private static bool IsTyped(SyntaxKind kind) =>
        SyntaxFacts.IsWord(kind)
        || kind is SyntaxKind.Unit or SyntaxKind.Number or SyntaxKind.String or SyntaxKind.FormulaText;

    private static bool IsSameStatement(Document document, SyntaxToken previous, int position)
    {
        if (!previous.IsPresent)
            return false;
        if (previous.Kind is SyntaxKind.OpenBrace or SyntaxKind.CloseBrace or SyntaxKind.StatementEnd)
            return false;
        var source = document.Source;
        bool sameLine = source.PositionAt(previous.Span.End).Line == source.PositionAt(position).Line;
        return sameLine || Continues(previous);
    }

    /// <summary>Whether a statement goes on in the next line behind this token.</summary>
    private static bool Continues(SyntaxToken token) =>
        token.Kind
            is SyntaxKind.Comma
                or SyntaxKind.Colon
                or SyntaxKind.OpenParen
                or SyntaxKind.OpenBracket
                or SyntaxKind.EqualsSign
                or SyntaxKind.Plus
                or SyntaxKind.Minus
                or SyntaxKind.Star
                or SyntaxKind.Slash
                or SyntaxKind.AndKeyword
                or SyntaxKind.OrKeyword;

    private static List<SyntaxToken> Tokens(SyntaxToken last, int before)
    {
        var statement = SyntaxLookup
            .AncestorsAndSelf(last.Parent)
            .FirstOrDefault(node => node is StatementSyntax or NamedEndSyntax or InterruptionTierSyntax);
        var tokens = new List<SyntaxToken>();
        foreach (var token in statement is null ? [last] : SyntaxDump.TokensOf(statement))
        {
            if (token.Span.Length > 0 && token.Span.End <= before && token.IsPresent)
                tokens.Add(token);
            else if (token.Span.Start >= before)
                break;
        }
        // Only what follows the last block: `if x { … } else |`.
        int brace = tokens.FindLastIndex(token => token.Kind is SyntaxKind.OpenBrace);
        return brace < 0 ? tokens : tokens[(brace + 1)..];
    }
}
