using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// Takes whole statements of a protocol out into a protocol of their own, with the parameters that they use. Nothing is
/// offered where they speak of names that are declared elsewhere in the protocol, or the protocol of theirs.
/// </summary>
public static class ExtractProtocol
{
    public static CodeAction? Of(Document document, TextSpan within)
    {
        if (
            within.Length == 0
            || LocalNames.DeclarationAround(document.File, within.Start) is not ProtocolSymbol protocol
            || Selected(document, within) is not { Count: > 0 } statements
        )
            return null;
        var span = TextSpan.FromBounds(statements[0].Span.Start, statements[^1].Span.End);
        var names = SymbolIndex
            .Of(document.File)
            .All.Where(each => each.Owner == protocol && each.Symbol is not DeclarationSymbol)
            .Where(each => ReferenceEquals(each.Symbol.Location.Source, document.Source))
            .ToList();
        var inside = names.Where(each => span.Contains(each.Span.Start)).ToList();
        if (inside.Exists(each => each.Symbol is not ParameterSymbol && !IsDeclaredIn(each.Symbol, span)))
            return null;
        if (names.Exists(each => !span.Contains(each.Span.Start) && IsDeclaredIn(each.Symbol, span)))
            return null;
        var parameters = inside.Select(each => each.Symbol).OfType<ParameterSymbol>().Distinct().ToList();
        string name = FreshName(document, $"{protocol.Name}_part");
        var edits = new[]
        {
            new TextEdit(span, Call(name, parameters)),
            new TextEdit(
                new(LineStart(document, protocol.Syntax.Span.Start), 0),
                Declaration(document, name, parameters, span)
            ),
        };
        return new(
            "Extract into a protocol",
            CodeActionKinds.Extract,
            document.Edit(edits.OrderBy(edit => edit.Span.Start))
        );
    }

    /// <summary>The statements of one block that the selection covers, or null where it cuts one.</summary>
    private static List<StatementSyntax>? Selected(Document document, TextSpan within)
    {
        var text = document.Source.Slice(within);
        int start = within.Start + (text.Length - text.TrimStart().Length);
        int end = within.End - (text.Length - text.TrimEnd().Length);
        if (start >= end)
            return null;
        var block = SyntaxLookup
            .AncestorsAndSelf(SyntaxLookup.TokenAt(document.Tree, start).Parent)
            .OfType<BlockSyntax>()
            .FirstOrDefault(each => each.Open.Span.End <= start && end <= each.Close.Span.Start);
        var chosen = block
            ?.Statements.Where(each => each.Span.Start >= start && each.Span.End <= end)
            .ToList();
        return chosen is { Count: > 0 } && chosen[0].Span.Start == start && chosen[^1].Span.End == end
            ? chosen
            : null;
    }

    private static bool IsDeclaredIn(Symbol symbol, TextSpan span) =>
        span.Contains(symbol.Location.Span.Start);

    private static string Call(string name, List<ParameterSymbol> parameters) =>
        $"run {name}({string.Join(", ", parameters.Select(each => $"{each.Name}: {each.Name}"))})";

    private static string Declaration(
        Document document,
        string name,
        List<ParameterSymbol> parameters,
        TextSpan span
    )
    {
        var text = new StringBuilder($"protocol {name}");
        if (parameters.Count > 0)
            text.Append('(').AppendJoin(", ", parameters.Select(Describe.OfParameter)).Append(')');
        text.Append(" on cell {\n");
        int column = document.Source.PositionAt(span.Start).Column;
        foreach (string line in document.Source.Slice(span).ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            int blanks = line.Length - line.TrimStart().Length;
            string own = line[Math.Min(blanks, column)..].TrimEnd();
            text.Append(own.Length == 0 ? "" : "  ").Append(own).Append('\n');
        }
        return text.Append("}\n\n").ToString();
    }

    /// <summary>The start of the line on which a declaration begins, above its documentation.</summary>
    private static int LineStart(Document document, int position)
    {
        int line = document.Source.PositionAt(position).Line;
        while (
            line > 0
            && document
                .Source.Slice(document.Source.LineSpan(line - 1))
                .TrimStart()
                .StartsWith("//", StringComparison.Ordinal)
        )
            line--;
        return document.Source.LineSpan(line).Start;
    }

    private static string FreshName(Document document, string wanted)
    {
        string name = wanted;
        for (int i = 2; document.File.Declarations.Any(each => each.Name == name); i++)
            name = $"{wanted}_{i}";
        return name;
    }
}
