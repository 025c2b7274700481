using System.Text;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;

namespace CellDsl.Lsp.Lookup;

/// <summary>Symbols in one line, as they would be declared.</summary>
public static class Describe
{
    /// <summary>The declaration's first line, without its body.</summary>
    public static string Signature(Symbol symbol) =>
        symbol switch
        {
            DeclarationSymbol declaration => OfDeclaration(declaration),
            ParameterSymbol parameter => OfParameter(parameter),
            LocalSymbol local => $"{local.Name}: {Words(local.Type)}",
            LabelSymbol label => $"repeat … as {label.Name}",
            EndSymbol end => $"{end.Name}: …",
            PropertySymbol property => $"{property.Name}: {Words(property.Type)}",
            _ => symbol.Name,
        };

    /// <summary>A type without its article: <c>voltage</c>, <c>Powder of `LTVO`</c>.</summary>
    public static string Words(CellType type)
    {
        string text = type.Article;
        foreach (string article in (string[])["a ", "an ", "the "])
        {
            if (text.StartsWith(article, StringComparison.Ordinal))
                return text[article.Length..];
        }
        return text;
    }

    /// <summary>A parameter as it is declared, its documentation aside.</summary>
    public static string OfParameter(ParameterSymbol parameter) => OneLine(parameter.Syntax.Text);

    /// <summary>What must be said and what may be left out, by how a phrase or a call gives it.</summary>
    public static bool IsNeeded(ParameterSymbol parameter) =>
        parameter is { Default: null, IsOptional: false };

    /// <summary>A value as written, on one line.</summary>
    public static string Value(BoundExpression value) => OneLine(value.Syntax.Text);

    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }

    private static string OfDeclaration(DeclarationSymbol declaration)
    {
        var syntax = declaration.Syntax;
        var text = new StringBuilder(declaration.Word).Append(' ').Append(declaration.Name);
        if (syntax.Parameters is { } list)
        {
            text.Append('(').AppendJoin(", ", list.Parameters.Select(each => OneLine(each.Text))).Append(')');
        }
        if (syntax.Target is { } target)
            text.Append(' ').Append(OneLine(target.Text));
        if (syntax.Class is { } @class)
            text.Append(": ").Append(OneLine(@class.Text));
        return text.ToString();
    }
}
