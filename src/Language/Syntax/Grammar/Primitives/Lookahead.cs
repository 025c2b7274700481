using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>Looks at the tokens behind the current one; every batch ends with an end-of-file token.</summary>
internal static class Lookahead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SyntaxKind Second(ref ParseState<GreenToken> state)
    {
        var ahead = state.LookAhead(2);
        return ahead.Length > 1 ? ahead[1].Kind : SyntaxKind.EndOfFile;
    }

    public static GreenToken? SecondToken(ref ParseState<GreenToken> state)
    {
        var ahead = state.LookAhead(2);
        return ahead.Length > 1 ? ahead[1] : null;
    }

    public static SyntaxKind Third(ref ParseState<GreenToken> state)
    {
        var ahead = state.LookAhead(3);
        return ahead.Length > 2 ? ahead[2].Kind : SyntaxKind.EndOfFile;
    }

    /// <summary><c>below</c>, <c>above</c>, <c>up</c>, <c>at most</c>, <c>at least</c>; <c>at</c> alone is a preposition.</summary>
    public static bool IsBound(ref ParseState<GreenToken> state) =>
        state.Current.Kind switch
        {
            SyntaxKind.BelowKeyword or SyntaxKind.AboveKeyword or SyntaxKind.UpKeyword => true,
            SyntaxKind.AtPreposition => Second(ref state)
                is SyntaxKind.MostKeyword
                    or SyntaxKind.LeastKeyword,
            _ => false,
        };
}
