using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Syntax.Lexing;

internal ref partial struct Lexer
{
    private int ScanNumber(int position)
    {
        int start = position;
        position = SkipDigits(position);
        char c = At(position);
        if (c == '.')
        {
            if (CharacterClass.IsDigit(At(position + 1)))
                position = SkipDigits(position + 1);
            else if (IsDanglingPoint(position))
                return DanglingPoint(start, position);
        }
        else if (c == ',' && !InBrackets && CharacterClass.IsDigit(At(position + 1)))
        {
            int end = SkipDigits(position + 1);
            if (At(end) != ',' || !CharacterClass.IsDigit(At(end + 1)))
                return DecimalComma(start, end);
        }
        else if (IsGroupSeparator(c) && position - start <= 3)
        {
            int end = SkipGroups(position);
            if (end > position)
                return GroupedDigits(start, end);
        }
        return Become(SyntaxKind.Number, SkipExponent(position));
    }

    private readonly int SkipDigits(int position)
    {
        while (CharacterClass.IsDigit(At(position)))
            position++;
        return position;
    }

    /// <summary><c>e-3</c>; a lone <c>e</c> is a unit's business.</summary>
    private readonly int SkipExponent(int position)
    {
        if (At(position) is not ('e' or 'E'))
            return position;
        int digits = position + 1;
        if (At(digits) == '+' || CharacterClass.IsMinus(At(digits)))
            digits++;
        return CharacterClass.IsDigit(At(digits)) ? SkipDigits(digits) : position;
    }

    private readonly bool IsDanglingPoint(int position)
    {
        char next = At(position + 1);
        return next != '.' && !CharacterClass.IsNameStart(next);
    }

    private int DanglingPoint(int start, int position)
    {
        string written = _text[start..(position + 1)].ToString();
        Problem = Rules.BareDecimalPointAt(LeadingWidth, written, written[..^1]);
        return Become(SyntaxKind.Number, position + 1);
    }

    private int DecimalComma(int start, int end)
    {
        end = SkipExponent(end);
        string written = _text[start..end].ToString();
        Problem = Rules.DecimalCommaAt(LeadingWidth, written, written.Replace(',', '.'));
        return Become(SyntaxKind.Number, end);
    }

    private int GroupedDigits(int start, int end)
    {
        if (At(end) == '.' && CharacterClass.IsDigit(At(end + 1)))
            end = SkipDigits(end + 1);
        end = SkipExponent(end);
        string written = _text[start..end].ToString();
        var number = new System.Text.StringBuilder(written.Length);
        foreach (char c in written)
        {
            if (!IsGroupSeparator(c))
                number.Append(c);
        }
        Problem = Rules.GroupedDigitsAt(LeadingWidth, written, number.ToString());
        return Become(SyntaxKind.Number, end);
    }

    private static bool IsGroupSeparator(char c) =>
        c is ' ' or '_' or '\'' or '\u00A0' or '\u2009' or '\u202F' or '’';

    /// <summary>Groups of exactly three digits behind a separator; where there are none, the position itself.</summary>
    private readonly int SkipGroups(int position)
    {
        while (IsGroupSeparator(At(position)))
        {
            int end = SkipDigits(position + 1);
            if (end - position != 4)
                break;
            position = end;
        }
        return position;
    }
}
