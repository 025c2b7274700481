using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Lexing;

/// <summary>
/// Shares tokens of equal kind and widths, so that a file needs few token objects. The table may forget; racing
/// threads may each make a token of their own: both are harmless, since tokens are immutable.
/// </summary>
internal static class TokenCache
{
    private const int Bits = 11;

    private static readonly GreenToken?[] Table = new GreenToken?[1 << Bits];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GreenToken Get(SyntaxKind kind, int leading, int width, int trailing, TokenFlags flags)
    {
        if ((uint)leading >= 64 || (uint)width >= 256 || (uint)trailing >= 256)
            return new(kind, leading, width, trailing, flags);
        uint key =
            (uint)kind << 24
            | ((uint)flags & 3) << 22
            | (uint)leading << 16
            | (uint)width << 8
            | (uint)trailing;
        uint index = key * 2654435769u >> 32 - Bits;
        var token = Table[index];
        return token is not null && token.Key == key
            ? token
            : Make(kind, leading, width, trailing, flags, key, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GreenToken Make(
        SyntaxKind kind,
        int leading,
        int width,
        int trailing,
        TokenFlags flags,
        uint key,
        uint index
    ) => Table[index] = new(kind, leading, width, trailing, flags, null, key);
}
