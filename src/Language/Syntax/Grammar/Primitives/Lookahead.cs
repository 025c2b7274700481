using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// Looks at the tokens from the current one on. Every batch ends with an end-of-file token, so there is always one to
/// look at. The tokens are read from the batch itself by Pidgin's own location: <see cref="ParseState{T}.Current"/>
/// costs several times as much and is asked some four times per token.
/// </summary>
internal static class Lookahead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GreenToken Peek(ref this ParseState<GreenToken> state) =>
        ((ParseContext)state.Configuration).Tokens[(int)state.Location];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SyntaxKind PeekKind(ref this ParseState<GreenToken> state) => state.Peek().Kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GreenToken PeekSecond(ref this ParseState<GreenToken> state) =>
        ((ParseContext)state.Configuration).Tokens[(int)state.Location + 1];

    /// <summary>The token before the current one, which the caller knows to be there.</summary>
    public static GreenToken PeekPrevious(ref this ParseState<GreenToken> state) =>
        ((ParseContext)state.Configuration).Tokens[(int)state.Location - 1];

    public static GreenToken PeekThird(ref this ParseState<GreenToken> state) =>
        ((ParseContext)state.Configuration).Tokens[(int)state.Location + 2];

    /// <summary><c>below</c>, <c>above</c>, <c>up</c>, <c>at most</c>, <c>at least</c>; <c>at</c> alone is a preposition.</summary>
    public static bool IsBound(ref this ParseState<GreenToken> state) =>
        state.PeekKind() switch
        {
            SyntaxKind.BelowKeyword or SyntaxKind.AboveKeyword or SyntaxKind.UpKeyword => true,
            SyntaxKind.AtPreposition => state.PeekSecond().Kind
                is SyntaxKind.MostKeyword
                    or SyntaxKind.LeastKeyword,
            _ => false,
        };

    /// <summary>The current token, passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GreenToken Take(ref this ParseState<GreenToken> state)
    {
        var token = state.Peek();
        state.Advance();
        return token;
    }
}
