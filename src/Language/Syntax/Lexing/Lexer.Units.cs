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
        int spaced = SkipSpacedFactors(position, end);
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

    /// <summary>
    /// Further parts behind a space that can only belong to the unit: a factor with an exponent (<c>g⁻¹</c> in
    /// <c>mA g⁻¹</c>, <c>g-1</c> in <c>mA g-1</c>, <c>cm²</c> in <c>mA / cm²</c>), the sign of <c>wt %</c>, the letter of
    /// <c>° C</c>.
    /// </summary>
    private readonly int SkipSpacedFactors(int start, int end)
    {
        while (IsUnitSpace(At(end)) || (IsUnitSign(At(end)) && IsUnitSpace(At(end + 1))))
        {
            int from = end;
            while (IsUnitSpace(At(from)))
                from++;
            bool isJoined = IsUnitSign(At(from));
            if (isJoined)
                from++;
            while (isJoined && IsUnitSpace(At(from)))
                from++;
            if (!isJoined && from != end + 1)
                break;
            int word = ScanUnitWord(from);
            int factor = SkipPlainPower(word, ScanUnitFactor(from, 0));
            bool isPart =
                !isJoined && word == from + 1 && (At(from) == '%' || (At(start) == '°' && end == start + 1));
            if (word == from || (factor == word && !isPart) || IsReserved(_text[from..word]))
                break;
            end = factor;
        }
        return end;
    }

    /// <summary>The power in <c>g-1</c>, which is plain text for <c>g⁻¹</c>.</summary>
    private readonly int SkipPlainPower(int word, int factor)
    {
        if (factor != word || !CharacterClass.IsMinus(At(word)) || !CharacterClass.IsDigit(At(word + 1)))
            return factor;
        int end = SkipDigits(word + 1);
        return CharacterClass.IsNamePart(At(end)) || At(end) == '.' ? factor : end;
    }

    private static bool IsUnitSign(char c) => c is '/' or '·' or '⋅' or '*';

    private static bool IsUnitSpace(char c) => c is ' ' or '\u00A0' or '\u2009' or '\u202F';

    /// <summary><c>mA g⁻¹</c> to <c>mA/g</c>, <c>Ω cm²</c> to <c>Ω·cm²</c>.</summary>
    private static string Tighten(string unit)
    {
        var tight = new StringBuilder();
        foreach (char sign in "/·⋅*")
        {
            foreach (string spaced in new[] { $" {sign} ", $" {sign}", $"{sign} " })
                unit = unit.Replace(spaced, sign.ToString(), StringComparison.Ordinal);
        }
        foreach (string factor in unit.Split(' ', '\u00A0', '\u2009', '\u202F'))
        {
            string inverse = Inverse(factor);
            if (tight.Length > 0 && factor != "%" && tight[^1] != '°')
                tight.Append(inverse == factor ? '·' : '/');
            tight.Append(tight.Length == 0 ? factor : inverse);
        }
        return tight.ToString();
    }

    /// <summary><c>g⁻¹</c> to <c>g</c>, <c>cm^-2</c> to <c>cm^2</c>; a factor without a negative exponent as it is.</summary>
    private static string Inverse(string factor)
    {
        int minus = factor.AsSpan().IndexOfAny('-', '\u2212');
        if (minus > 0 && factor[minus - 1] != '^' && !factor.Contains('/', StringComparison.Ordinal))
        {
            string plain = factor[(minus + 1)..];
            return plain == "1" ? factor[..minus] : $"{factor[..minus]}^{plain}";
        }
        int caret = factor.IndexOf('^', StringComparison.Ordinal);
        if (caret > 0 && CharacterClass.IsMinus(factor[caret + 1]))
        {
            string power = factor[(caret + 2)..];
            return power == "1" ? factor[..caret] : $"{factor[..caret]}^{power}";
        }
        return factor.Replace("⁻¹", "", StringComparison.Ordinal).Replace("⁻", "", StringComparison.Ordinal);
    }
}
