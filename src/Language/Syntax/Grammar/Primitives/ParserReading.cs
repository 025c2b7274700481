using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

internal static class ParserReading
{
    /// <summary>Runs a parser for its piece alone: only at the end of a statement does failure say something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GreenNode? Read(
        this Parser<GreenToken, GreenNode?> parser,
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        _ = parser.TryParse(ref state, ref expecteds, out var result);
        return result;
    }
}
