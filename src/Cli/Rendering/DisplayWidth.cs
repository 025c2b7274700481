using System.Globalization;
using System.Text;

namespace CellDsl.Cli.Rendering;

/// <summary>
/// How many terminal columns a character takes: none for combining and invisible ones, two for the wide and fullwidth
/// ones of Unicode Standard Annex #11 (East Asian Width), one for the rest.
/// </summary>
public static class DisplayWidth
{
    // First and last code point of each wide range, in order.
    private static ReadOnlySpan<int> WideRanges =>
        [
            0x1100,
            0x115F,
            0x231A,
            0x231B,
            0x2329,
            0x232A,
            0x23E9,
            0x23EC,
            0x25FD,
            0x25FE,
            0x2614,
            0x2615,
            0x2648,
            0x2653,
            0x26A1,
            0x26A1,
            0x2705,
            0x2705,
            0x274C,
            0x274C,
            0x2753,
            0x2755,
            0x2E80,
            0x303E,
            0x3041,
            0x33FF,
            0x3400,
            0x4DBF,
            0x4E00,
            0x9FFF,
            0xA000,
            0xA4CF,
            0xA960,
            0xA97F,
            0xAC00,
            0xD7A3,
            0xF900,
            0xFAFF,
            0xFE30,
            0xFE6F,
            0xFF00,
            0xFF60,
            0xFFE0,
            0xFFE6,
            0x1F300,
            0x1F64F,
            0x1F680,
            0x1F6FF,
            0x1F7E0,
            0x1F7EB,
            0x1F900,
            0x1F9FF,
            0x1FA70,
            0x1FAFF,
            0x20000,
            0x2FFFD,
            0x30000,
            0x3FFFD,
        ];

    public static int Of(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
            return 1;
        if (
            Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
        )
            return 0;
        return IsWide(value) ? 2 : 1;
    }

    public static int Of(string text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    private static bool IsWide(int value)
    {
        var ranges = WideRanges;
        int low = 0;
        int high = ranges.Length / 2 - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value < ranges[2 * middle])
                high = middle - 1;
            else if (value > ranges[2 * middle + 1])
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
