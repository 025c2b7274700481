using CellDsl.Language.Diagnostics;

namespace CellDsl.Language.Syntax.Lexing;

internal ref partial struct Lexer
{
    private int ScanText(int position)
    {
        int start = position++;
        while ((uint)position < (uint)_text.Length)
        {
            char c = _text[position];
            if (c == '"')
                return Become(SyntaxKind.String, position + 1);
            if (CharacterClass.IsBreak(c))
                break;
            position += c == '\\' && !CharacterClass.IsBreak(At(position + 1)) ? 2 : 1;
        }
        return Unclosed(SyntaxKind.String, start, Math.Min(position, _text.Length));
    }

    private int ScanQuotedFormula(int position)
    {
        int end = LineEnd(position);
        int close = _text[(position + 1)..end].IndexOf('`');
        return close < 0
            ? Unclosed(SyntaxKind.FormulaText, position, end)
            : Become(SyntaxKind.FormulaText, position + close + 2);
    }

    /// <summary>Without a closing mark a text ends with its line; a brace that closes one on this line is not text.</summary>
    private int Unclosed(SyntaxKind kind, int start, int end)
    {
        int open = OpenBracesOnLine(start);
        var text = _text[start..end].TrimEnd();
        while (open > 0 && text.Length > 1 && text[^1] is '}' or ';')
        {
            if (text[^1] == '}')
                open--;
            text = text[..^1].TrimEnd();
        }
        Problem = Rules.UnclosedTextAt(LeadingWidth, text.Length, _text[start]);
        return Become(kind, start + text.Length);
    }

    private readonly int OpenBracesOnLine(int end)
    {
        int open = 0;
        for (int i = end - 1; i >= 0 && !CharacterClass.IsBreak(_text[i]); i--)
        {
            if (_text[i] == '{')
                open++;
            else if (_text[i] == '}')
                open--;
        }
        return open;
    }

    /// <summary>A text in other quotation marks than the plain double ones.</summary>
    private int ScanForeignText(int position, char open)
    {
        var line = _text[(position + 1)..LineEnd(position)];
        int close = open is '\'' or '‘' or '’' ? line.IndexOfAny("'’‘") : line.IndexOfAny("“”\"");
        if (close < 0)
        {
            Problem = Rules.UnknownCharacterAt(LeadingWidth, 1, null);
            return Become(SyntaxKind.BadToken, position + 1);
        }
        string inner = line[..close].ToString();
        Problem = Rules.ForeignQuotesAt(
            LeadingWidth,
            close + 2,
            $"\"{inner.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        );
        return Become(SyntaxKind.String, position + close + 2);
    }

    /// <summary>What stands behind <c>formula:</c> up to the end of its line, unless it plainly is no formula.</summary>
    private bool TryFormula(int position, out int end)
    {
        end = position;
        if ((Flags & Tree.TokenFlags.LineBreakBefore) != 0)
            return false;
        int stop = LineEnd(position);
        int length = _text[position..stop].IndexOfAny(";{}\"`");
        if (length >= 0)
            stop = position + length;
        length = _text[position..stop].IndexOf("//");
        if (length >= 0)
            stop = position + length;
        var formula = _text[position..stop].TrimEnd();
        int word = 0;
        while (word < formula.Length && CharacterClass.IsNamePart(formula[word]))
            word++;
        if (formula[..word] is "unspecified" or "assumed" || formula is "" or "Formula")
            return false;
        end = position + formula.Length;
        Kind = SyntaxKind.FormulaText;
        return true;
    }
}
