using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Units with blanks in them that read as calculations.</summary>
internal sealed partial class Binder
{
    /// <summary>
    /// <c>30 mA / g</c> where nothing is called <c>g</c>: a unit was meant. With an exponent the lexer sees it already.
    /// </summary>
    private Diagnostic? SpacedUnit(SyntaxToken token)
    {
        if (!UnitTable.TryParse(token.Text, out _, out _))
            return null;
        var source = _file.Source;
        int sign = token.Span.Start - 1;
        while (sign > 0 && source.Text[sign] == ' ')
            sign--;
        if (source.Text[sign] is not ('/' or '·' or '*'))
            return null;
        int end = sign;
        while (end > 0 && source.Text[end - 1] == ' ')
            end--;
        int start = end;
        while (start > 0 && source.Text[start - 1] is var c && (char.IsLetter(c) || c is '°' or '/' or '·'))
            start--;
        bool isBehindNumber =
            start < end
            && start > 0
            && (char.IsDigit(source.Text[start - 1]) || source.Text[start - 1] == ' ')
            && char.IsDigit(source.Text[..start].TrimEnd()[^1]);
        if (!isBehindNumber)
            return null;
        var at = At(TextSpan.FromBounds(start, token.Span.End));
        string written = source.Text[start..token.Span.End];
        string unit = written.Replace(" ", "", StringComparison.Ordinal);
        return UnitTable.TryParse(unit, out _, out _) ? Rules.SpacedUnitAt(at, written, unit) : null;
    }
}
