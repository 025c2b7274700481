using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// Fixes of one finding: those that it brings along, and those that fill in what is missing. What is filled in is
/// <c>assumed</c>, so that it is counted.
/// </summary>
public static class QuickFixes
{
    public static IEnumerable<CodeAction> Of(Document document, Diagnostic finding)
    {
        var shown = Diagnostics.Convert(document, finding);
        bool isOnly = finding.Fixes.Length == 1;
        foreach (var fix in finding.Fixes)
        {
            yield return new(
                char.ToUpperInvariant(fix.Title[0]) + fix.Title[1..],
                CodeActionKinds.QuickFix,
                document.Edit(fix.Edits),
                [shown],
                isOnly
            );
        }
        if (finding.Fixes.IsEmpty && Suggested(finding.Help) is { } suggestion)
        {
            var edit = new TextEdit(finding.Location.Span, suggestion);
            yield return new(
                $"Change to `{suggestion}`",
                CodeActionKinds.QuickFix,
                document.Edit([edit]),
                [shown]
            );
        }
        foreach (var (title, edit) in Missing(document, finding).Concat(PlanFixes.Of(document, finding)))
            yield return new(title, CodeActionKinds.QuickFix, document.Edit([edit]), [shown]);
    }

    /// <summary>What a finding asks whether it was meant: it stands for the text that the finding points at.</summary>
    private static string? Suggested(string? help)
    {
        const string start = "did you mean `";
        if (help is null || !help.StartsWith(start, StringComparison.Ordinal))
            return null;
        int end = help.IndexOf('`', start.Length);
        return end < 0 ? null : help[start.Length..end];
    }

    private static IEnumerable<(string Title, TextEdit Edit)> Missing(Document document, Diagnostic finding)
    {
        var node = SyntaxLookup.Touching(document.Tree, finding.Location.Span.Start).Parent;
        if (finding.Rule == Rules.NoLimits)
        {
            if (SyntaxLookup.Enclosing<DeclarationSyntax>(node)?.Body is { Close.IsPresent: true } body)
                yield return (
                    "Add limits",
                    Line(
                        document,
                        body,
                        "limits { voltage: assumed 2.5 V .. 4.2 V; temperature: assumed 0 °C .. 60 °C }"
                    )
                );
        }
        else if (finding.Rule == Rules.UnboundedCharge)
        {
            foreach (var fix in AddEnd(node, "capacity > 1.2 * theoretical", "Bound the capacity"))
                yield return fix;
            foreach (var fix in AddEnd(node, "for assumed 12 h", "Bound the time"))
                yield return fix;
        }
        else if (finding.Rule == Rules.MayNeverEnd)
        {
            foreach (var fix in AddEnd(node, "for assumed 12 h", "Bound the time"))
                yield return fix;
        }
        else if (finding.Rule == Rules.NoEnd)
        {
            foreach (var fix in AddUntil(node))
                yield return fix;
        }
        else if (
            finding.Rule == Rules.Unused
            && SyntaxLookup.Enclosing<ImportStatementSyntax>(node) is { } import
        )
        {
            yield return ("Remove the import", new(LinesOf(document, import.Span), ""));
        }
        else if (
            finding.Rule == Rules.UnusedAllow
            && SyntaxLookup.Enclosing<AllowStatementSyntax>(node) is { } allow
        )
        {
            yield return ("Remove it", new(LinesOf(document, allow.Span), ""));
        }
    }

    private static IEnumerable<(string, TextEdit)> AddEnd(SyntaxNode? node, string end, string title)
    {
        if (SyntaxLookup.Enclosing<PhraseSyntax>(node) is not { } phrase)
            yield break;
        switch (phrase.Until)
        {
            case { Condition: { } condition }:
                yield return ($"{title}: `or {end}`", Insert(condition.Span.End, $" or {end}"));
                break;
            case { Ends: { Close.IsPresent: true } ends }:
                string name = end.StartsWith("for", StringComparison.Ordinal) ? "late" : "overrun";
                yield return ($"{title}: `{name}: {end}`", Insert(ends.Open.Span.End, $" {name}: {end};"));
                break;
        }
    }

    private static IEnumerable<(string, TextEdit)> AddUntil(SyntaxNode? node)
    {
        if (SyntaxLookup.Enclosing<PhraseSyntax>(node) is not { Until: null, Body: null } phrase)
            yield break;
        string? end = phrase.Verb.Text switch
        {
            "charge" => " until voltage >= assumed 4.2 V or for assumed 15 h",
            "discharge" => " until voltage <= assumed 2.5 V or for assumed 15 h",
            "rest" or "hold" => " for assumed 1 h",
            _ => null,
        };
        if (end is not null)
            yield return ($"Add `{end.Trim()}`", Insert(phrase.Span.End, end));
    }

    private static TextEdit Insert(int position, string text) => new(new(position, 0), text);

    /// <summary>A further line before the closing brace of a block.</summary>
    private static TextEdit Line(Document document, BlockSyntax body, string text)
    {
        var source = document.Source;
        var line = source.LineSpan(source.PositionAt(body.Close.Span.Start).Line);
        bool ownLine = source.Slice(TextSpan.FromBounds(line.Start, body.Close.Span.Start)).IsWhiteSpace();
        string indent = new(' ', body.Close.Span.Start - line.Start + 2);
        return ownLine
            ? Insert(line.Start, $"{indent}{text}\n")
            : Insert(body.Close.Span.Start, body.Statements.Count > 0 ? $"; {text} " : $"{text} ");
    }

    /// <summary>The whole lines of a statement, with the line break.</summary>
    private static TextSpan LinesOf(Document document, TextSpan span)
    {
        var source = document.Source;
        int first = source.PositionAt(span.Start).Line;
        int last = source.PositionAt(span.End).Line;
        int end = last + 1 < source.LineCount ? source.LineSpan(last + 1).Start : source.Length;
        return TextSpan.FromBounds(source.LineSpan(first).Start, end);
    }
}
