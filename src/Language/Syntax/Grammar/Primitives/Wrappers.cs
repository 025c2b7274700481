using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Nodes that hold a single token, kept on the token, so that equal ones are shared like the tokens.</summary>
internal static class Wrappers
{
    public static GreenBranch NameExpression(GreenToken token) =>
        token.Wrapper ?? Make(token, SyntaxKind.NameExpression);

    public static GreenBranch Text(GreenToken token) =>
        token.Wrapper ?? Make(token, SyntaxKind.TextExpression);

    public static GreenBranch Formula(GreenToken token) =>
        token.Wrapper ?? Make(token, SyntaxKind.FormulaExpression);

    public static GreenBranch Unspecified(GreenToken token) =>
        token.Wrapper ?? Make(token, SyntaxKind.UnspecifiedExpression);

    public static GreenBranch Empty(GreenToken token) =>
        token.Wrapper ?? Make(token, SyntaxKind.EmptyStatement);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GreenBranch Make(GreenToken token, SyntaxKind kind) =>
        token.Wrapper = GreenBranch.Create(kind, token);
}
