namespace CellDsl.Language.Semantics.Binding;

/// <summary>Oxidation states as chemists write them.</summary>
internal static class RomanNumeral
{
    private static readonly string[] s_numerals =
    [
        "0",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    ];

    /// <summary>Reads 0 to IX.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out int value)
    {
        for (value = 0; value < s_numerals.Length; value++)
        {
            if (text.SequenceEqual(s_numerals[value]))
                return true;
        }
        value = 0;
        return false;
    }
}
