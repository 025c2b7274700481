using System.Runtime.CompilerServices;

namespace CellDsl.Language.Syntax;

/// <summary>A set of token kinds.</summary>
internal readonly struct TokenSet
{
    private readonly ulong _low;
    private readonly ulong _high;

    public TokenSet(params SyntaxKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if ((int)kind < 64)
                _low |= 1ul << (int)kind;
            else
                _high |= 1ul << (int)kind - 64;
        }
    }

    private TokenSet(ulong low, ulong high) => (_low, _high) = (low, high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(SyntaxKind kind) =>
        (((int)kind < 64 ? _low : _high) >> (int)kind & 1) != 0 && (int)kind < 128;

    public static TokenSet Range(SyntaxKind first, SyntaxKind last)
    {
        var set = default(TokenSet);
        for (var kind = first; kind <= last; kind++)
            set |= new TokenSet(kind);
        return set;
    }

    public static TokenSet operator |(TokenSet left, TokenSet right) =>
        new(left._low | right._low, left._high | right._high);

    public static TokenSet operator -(TokenSet left, TokenSet right) =>
        new(left._low & ~right._low, left._high & ~right._high);
}
