using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Zero-width pieces that stand where the text lacks something, so that the tree is whole.</summary>
internal static class Placeholders
{
    public static readonly GreenToken Name = Token(SyntaxKind.Name);

    /// <summary>A value: a name that is missing.</summary>
    public static readonly GreenNode Value = ValueWith(Name);

    public static readonly GreenNode Phrase = GreenBranch.Create(SyntaxKind.Phrase, Name);

    public static readonly GreenNode Block = BlockWith(Token(SyntaxKind.OpenBrace));

    public static readonly GreenToken StatementEnd = Token(SyntaxKind.StatementEnd);

    public static GreenToken Token(SyntaxKind kind, SyntaxProblem? problem = null) =>
        new(kind, 0, 0, 0, TokenFlags.Missing, problem is null ? null : [problem]);

    public static GreenNode ValueWith(GreenToken name) => GreenBranch.Create(SyntaxKind.NameExpression, name);

    public static GreenNode BlockWith(GreenToken open) =>
        GreenBranch.Create(SyntaxKind.Block, open, null, Token(SyntaxKind.CloseBrace));

    /// <summary>The same placeholder with a problem on its first token.</summary>
    public static GreenNode With(GreenNode placeholder, SyntaxProblem problem) =>
        placeholder switch
        {
            GreenToken token => Token(token.Kind, problem),
            { Kind: SyntaxKind.Block } => BlockWith(Token(SyntaxKind.OpenBrace, problem)),
            { Kind: SyntaxKind.Phrase } => GreenBranch.Create(
                SyntaxKind.Phrase,
                Token(SyntaxKind.Name, problem)
            ),
            _ => ValueWith(Token(SyntaxKind.Name, problem)),
        };
}
