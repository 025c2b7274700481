using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Syntax.Lexing;

internal ref partial struct Lexer
{
    private int ScanSign(int position, char c)
    {
        char next = At(position + 1);
        switch (c)
        {
            case '(':
                return Become(SyntaxKind.OpenParen, position + 1);
            case ')':
                return Become(SyntaxKind.CloseParen, position + 1);
            case '[':
                return Become(SyntaxKind.OpenBracket, position + 1);
            case ']':
                return Become(SyntaxKind.CloseBracket, position + 1);
            case '{':
                return Become(SyntaxKind.OpenBrace, position + 1);
            case '}':
                return Become(SyntaxKind.CloseBrace, position + 1);
            case ',':
                return Become(SyntaxKind.Comma, position + 1);
            case ';':
                return Become(SyntaxKind.StatementEnd, position + 1);
            case ':':
                return next == '='
                    ? BecomeForeign(SyntaxKind.EqualsSign, position + 2, "=")
                    : Become(SyntaxKind.Colon, position + 1);
            case '.':
                return ScanDot(position, next);
            case '=':
                return next switch
                {
                    '=' => BecomeForeign(SyntaxKind.EqualsSign, position + 2, "="),
                    '>' => BecomeForeign(SyntaxKind.GreaterOrEqual, position + 2, ">="),
                    '<' => BecomeForeign(SyntaxKind.LessOrEqual, position + 2, "<="),
                    _ => Become(SyntaxKind.EqualsSign, position + 1),
                };
            case '<':
                return next switch
                {
                    '=' => Become(SyntaxKind.LessOrEqual, position + 2),
                    '>' => BecomeForeign(SyntaxKind.NotEquals, position + 2, "!="),
                    _ => Become(SyntaxKind.Less, position + 1),
                };
            case '>':
                return next == '='
                    ? Become(SyntaxKind.GreaterOrEqual, position + 2)
                    : Become(SyntaxKind.Greater, position + 1);
            case '≤':
                return Become(SyntaxKind.LessOrEqual, position + 1);
            case '≥':
                return Become(SyntaxKind.GreaterOrEqual, position + 1);
            case '≠':
                return Become(SyntaxKind.NotEquals, position + 1);
            case '!':
                return next == '='
                    ? Become(SyntaxKind.NotEquals, position + 2)
                    : BecomeForeign(SyntaxKind.NotKeyword, position + 1, "not ");
            case '+':
                return next == '/' && At(position + 2) == '-'
                    ? Become(SyntaxKind.PlusMinus, position + 3)
                    : Become(SyntaxKind.Plus, position + 1);
            case '±':
                return Become(SyntaxKind.PlusMinus, position + 1);
            case '-':
            case '−':
                return Become(SyntaxKind.Minus, position + 1);
            case '*':
                return next == '*'
                    ? BecomeForeign(SyntaxKind.Caret, position + 2, "^")
                    : Become(SyntaxKind.Star, position + 1);
            case '·':
            case '⋅':
            case '×':
                return Become(SyntaxKind.Star, position + 1);
            case '/':
                return next == '*' ? ScanBlockComment(position) : Become(SyntaxKind.Slash, position + 1);
            case '^':
                return Become(SyntaxKind.Caret, position + 1);
            case '|':
                return next == '|'
                    ? BecomeForeign(SyntaxKind.OrKeyword, EndOfRun(position, '|'), "or")
                    : Become(SyntaxKind.Bar, position + 1);
            case '&' when next == '&':
                return BecomeForeign(SyntaxKind.AndKeyword, position + 2, "and");
            case '"':
                return ScanText(position);
            case '`':
                return ScanQuotedFormula(position);
            case '“' or '”' or '„' or '\'' or '‘' or '’':
                return ScanForeignText(position, c);
            case '%' or '°' or '‰' when IsUnitPlace && TryUnit(position, out int end):
                return end;
            case '#':
                Problem = Rules.UnknownCharacterAt(LeadingWidth, 1, "//");
                return Become(SyntaxKind.BadToken, LineEnd(position));
            default:
                return ScanUnknown(position, c);
        }
    }

    private readonly int EndOfRun(int position, char sign)
    {
        while (At(position) == sign)
            position++;
        return position;
    }

    private int ScanDot(int position, char next)
    {
        if (next == '.')
            return Become(SyntaxKind.DotDot, position + 2);
        bool tightToValue =
            (Flags & Tree.TokenFlags.Tight) != 0
            && (
                SyntaxFacts.IsWord(_previous)
                || _previous
                    is SyntaxKind.Number
                        or SyntaxKind.Unit
                        or SyntaxKind.CloseParen
                        or SyntaxKind.CloseBracket
            );
        if (!CharacterClass.IsDigit(next) || tightToValue)
            return Become(SyntaxKind.Dot, position + 1);
        int end = position + 1;
        while (CharacterClass.IsDigit(At(end)))
            end++;
        string written = _text[position..end].ToString();
        Problem = Rules.BareDecimalPointAt(LeadingWidth, written, "0" + written);
        return Become(SyntaxKind.Number, end);
    }

    private int ScanBlockComment(int position)
    {
        int length = _text[(position + 2)..].IndexOf("*/");
        Problem = Rules.UnknownCharacterAt(LeadingWidth, 2, "//");
        return Become(SyntaxKind.BadToken, length < 0 ? LineEnd(position) : position + length + 4);
    }

    /// <summary>A run of characters that mean nothing is one token, so that junk costs little.</summary>
    private int ScanUnknown(int position, char c)
    {
        int end = position + 1;
        while (end < _text.Length && IsUnknown(_text[end]))
            end++;
        string? replacement =
            end > position + 1 ? null
            : c is >= '\uFF01' and <= '\uFF5E' ? ((char)(c - 0xFEE0)).ToString()
            : c switch
            {
                '÷' or '∕' or '⁄' => "/",
                '∙' or '•' => "·",
                '…' => "..",
                '&' => "and",
                '²' => "^2",
                '³' => "^3",
                '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' => "",
                _ => null,
            };
        Problem = Rules.UnknownCharacterAt(LeadingWidth, end - position, replacement);
        return Become(SyntaxKind.BadToken, end);
    }

    private static bool IsUnknown(char c) =>
        c < 128
            ? c
                is '$'
                    or '?'
                    or '@'
                    or '\\'
                    or '~'
                    or '\u007F'
                    or '&'
                    or (< ' ' and not ('\t' or '\n' or '\v' or '\f' or '\r'))
            : !char.IsLetter(c)
                && !char.IsWhiteSpace(c)
                && c
                    is not (
                        '≤'
                        or '≥'
                        or '≠'
                        or '±'
                        or '−'
                        or '·'
                        or '⋅'
                        or '×'
                        or '“'
                        or '”'
                        or '„'
                        or '‘'
                        or '’'
                        or '\uFEFF'
                    );
}
