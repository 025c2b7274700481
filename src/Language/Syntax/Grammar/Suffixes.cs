using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>What hangs on an operand: <c>.member</c>, <c>[index]</c>, <c>(arguments)</c>, <c>^2</c>, <c>vs Li</c>; flat.</summary>
internal static class Suffixes
{
    private static readonly TokenSet Starts = new(
        SyntaxKind.Dot,
        SyntaxKind.OpenBracket,
        SyntaxKind.OpenParen,
        SyntaxKind.Caret,
        SyntaxKind.VersusKeyword
    );

    private static readonly NodeParser Member = new(
        SyntaxKind.MemberAccess,
        Slot.Token(SyntaxKind.Dot),
        Slot.Token(TokenSets.Words, "the name of a result", "cycle[1].discharge.capacity")
    );

    private static readonly NodeParser Power = new(
        SyntaxKind.PowerSuffix,
        Slot.Token(SyntaxKind.Caret),
        Slot.Optional(SyntaxKind.Minus),
        Slot.Token(SyntaxKind.Number, "a whole number", "x^2")
    );

    private static readonly NodeParser Versus = new(
        SyntaxKind.VersusSuffix,
        Slot.Token(SyntaxKind.VersusKeyword),
        Slot.Token(TokenSets.Names, "the reference electrode", "4.3 V vs Li")
    );

    private static readonly IndexParser Index = new();

    /// <param name="isName">Only a name can be called or indexed at once.</param>
    public static GreenNode Read(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode atom,
        bool isName
    )
    {
        if (!Starts.Contains(state.PeekKind()))
            return atom;
        var suffixes = new GreenBuffer(ref state);
        while (true)
        {
            Parser<GreenToken, GreenNode?>? suffix = state.PeekKind() switch
            {
                SyntaxKind.Dot => Member,
                SyntaxKind.OpenBracket when isName => Index,
                SyntaxKind.OpenParen when isName => Expression.ArgumentList,
                SyntaxKind.Caret => Power,
                SyntaxKind.VersusKeyword => Versus,
                _ => null,
            };
            if (suffix is null)
                break;
            var node = suffix.Read(ref state, ref expecteds);
            suffixes.Add(node);
            isName = node is not { Kind: SyntaxKind.PowerSuffix or SyntaxKind.VersusSuffix };
        }
        var list = suffixes.ToList();
        return list is null ? atom : GreenBranch.Create(SyntaxKind.PostfixExpression, atom, list);
    }
}
