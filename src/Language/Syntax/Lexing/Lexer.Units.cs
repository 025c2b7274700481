using System.Text;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Syntax.Lexing;

internal ref partial struct Lexer
{
    private const int DeepestUnit = 8;

    /// <summary>A unit behind a number: any word that is not reserved, extended by tight <c>/ · * ^</c>.</summary>
    private bool TryUnit(int position, out int end)
    {
        end = ScanUnit(position, 0);
        if (end == position)
            return false;
        var written = _text[position..end];
        if (written.Length <= SyntaxFacts.LongestWord && IsReserved(written))
            return false;
        Kind = SyntaxKind.Unit;
        int spaced = SkipSpacedFactors(end);
        if (spaced > end)
        {
            string whole = _text[position..spaced].ToString();
            Problem = Rules.SpacedUnitAt(LeadingWidth, whole, Tighten(whole));
            end = spaced;
        }
        return true;
    }

    private static bool IsReserved(ReadOnlySpan<char> word) =>
        SyntaxFacts.WordKind(word) is not (SyntaxKind.Name or SyntaxKind.DeclarationWord);

    private readonly int ScanUnit(int position, int depth)
    {
        int end = ScanUnitFactor(position, depth);
        while (end > position)
        {
            if (At(end) is not ('/' or '·' or '⋅' or '*'))
                break;
            char next = At(end + 1);
            if (!CharacterClass.IsUnitStart(next) && next != '(')
                break;
            int more = ScanUnitFactor(end + 1, depth);
            if (more == end + 1)
                break;
            end = more;
        }
        return end;
    }

    private readonly int ScanUnitFactor(int position, int depth)
    {
        int end;
        if (At(position) == '(')
        {
            if (depth == DeepestUnit)
                return position;
            end = ScanUnit(position + 1, depth + 1);
            if (end == position + 1 || At(end) != ')')
                return position;
            end++;
        }
        else
        {
            end = ScanUnitWord(position);
            if (end == position)
                return position;
        }
        while (CharacterClass.IsSuperscript(At(end)))
            end++;
        if (At(end) == '^')
        {
            int digits = end + 1;
            if (CharacterClass.IsMinus(At(digits)))
                digits++;
            if (CharacterClass.IsDigit(At(digits)))
                end = SkipDigits(digits);
        }
        return end;
    }

    /// <summary><c>mAh</c>, <c>°C</c>, <c>wt%</c>, <c>%</c>, <c>%RH</c>.</summary>
    private readonly int ScanUnitWord(int position)
    {
        int end = position;
        if (!CharacterClass.IsUnitStart(At(end)))
            return position;
        do
        {
            end++;
        } while (CharacterClass.IsNamePart(At(end)) || At(end) is '%' or '°');
        return end;
    }

    /// <summary>Further factors behind a space that carry an exponent: <c>g⁻¹</c> in <c>mA g⁻¹</c>.</summary>
    private readonly int SkipSpacedFactors(int end)
    {
        while (At(end) is ' ' or '\u00A0' or '\u2009' or '\u202F')
        {
            int word = ScanUnitWord(end + 1);
            int factor = ScanUnitFactor(end + 1, 0);
            if (word == end + 1 || factor == word || IsReserved(_text[(end + 1)..word]))
                break;
            end = factor;
        }
        return end;
    }

    /// <summary><c>mA g⁻¹</c> to <c>mA/g</c>, <c>Ω cm²</c> to <c>Ω·cm²</c>.</summary>
    private static string Tighten(string unit)
    {
        var tight = new StringBuilder();
        foreach (string factor in unit.Split(' ', '\u00A0', '\u2009', '\u202F'))
        {
            if (tight.Length == 0)
            {
                tight.Append(factor);
                continue;
            }
            string inverse = factor
                .Replace("⁻¹", "", StringComparison.Ordinal)
                .Replace("⁻", "", StringComparison.Ordinal);
            if (
                inverse == factor
                && factor.IndexOfAny(['^']) is > 0 and var caret
                && CharacterClass.IsMinus(factor[caret + 1])
            )
            {
                string power = factor[(caret + 2)..];
                inverse = power == "1" ? factor[..caret] : $"{factor[..caret]}^{power}";
            }
            tight.Append(inverse == factor ? '·' : '/').Append(inverse);
        }
        return tight.ToString();
    }
}
