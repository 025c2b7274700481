using System.Globalization;
using System.Text;
using CellDsl.Language.Syntax;

namespace CellDsl.Compiler.Exchange.Cells;

/// <summary>Names for a <c>.cell</c> file from whatever other tools call things.</summary>
internal static class CellNames
{
    /// <summary>Letters, digits and underscores of a text, in small letters; the fallback where nothing is left.</summary>
    public static string Identifier(string? text, string fallback)
    {
        var name = new StringBuilder();
        foreach (char c in (text ?? "").Normalize())
        {
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(char.ToLowerInvariant(c));
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
            if (name.Length >= 60)
                break;
        }
        string identifier = name.ToString().Trim('_');
        if (identifier.Length == 0)
            return fallback;
        if (char.IsAsciiDigit(identifier[0]))
            identifier = $"n{identifier}";
        return IsIdentifier(identifier) ? identifier : $"{identifier}_1";
    }

    public static bool IsIdentifier(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && SyntaxFacts.WordKind(text) == SyntaxKind.Name;

    /// <summary>Without line breaks and control characters.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format)
                line.Append(' ');
            else
                line.Append(c);
        }
        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
