using System.Globalization;
using System.Runtime.CompilerServices;

namespace CellDsl.Language.Syntax.Lexing;

/// <summary>What characters are to the lexer.</summary>
internal static class CharacterClass
{
    private const byte None = 0;
    private const byte Letter = 1;
    private const byte Digit = 2;
    private const byte Blank = 4;
    private const byte Break = 8;

    private static ReadOnlySpan<byte> Ascii =>
        [
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Blank,
            Break,
            Blank,
            Blank,
            Break,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Blank,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            None,
            None,
            None,
            None,
            Letter,
            None,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            Letter,
            None,
            None,
            None,
            None,
            None,
        ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNameStart(char c) => c < 128 ? Ascii[c] == Letter : char.IsLetter(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNamePart(char c) => c < 128 ? (Ascii[c] & (Letter | Digit)) != 0 : IsWideNamePart(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(char c) => c < 128 ? Ascii[c] == Blank : IsWideBlank(c);

    public static bool IsBreak(char c) => c is '\n' or '\r';

    /// <summary>Superscript digits and signs: <c>cm²</c>, <c>g⁻¹</c>.</summary>
    public static bool IsSuperscript(char c) =>
        c is '²' or '³' or '¹' or '⁰' or (>= '⁴' and <= '⁹') or '⁺' or '⁻';

    /// <summary>A word of a unit: <c>mAh</c>, <c>°C</c>, <c>%</c>, <c>µm</c>.</summary>
    public static bool IsUnitStart(char c) => IsNameStart(c) || c is '%' or '°' or '‰';

    public static bool IsMinus(char c) => c is '-' or '−';

    private static bool IsWideNamePart(char c) =>
        char.IsLetterOrDigit(c)
        || char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;

    private static bool IsWideBlank(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';
}
