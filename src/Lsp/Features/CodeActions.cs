using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Everything that can be done at a place: fixes of findings, and changes that keep the meaning.</summary>
public static class CodeActions
{
    /// <param name="only">Kinds that the client asks for, each with its sub-kinds; null for all.</param>
    public static IReadOnlyList<CodeAction> In(
        Document document,
        TextSpan within,
        IReadOnlyList<string>? only = null
    )
    {
        var found = new List<CodeAction>();
        var findings = document.Snapshot.DiagnosticsOf(document);
        if (Wants(only, CodeActionKinds.QuickFix))
        {
            foreach (var finding in findings.Where(finding => Touches(finding.Location.Span, within)))
                found.AddRange(QuickFixes.Of(document, finding));
            // Last: a finding is there to be looked at first.
            foreach (var finding in findings.Where(finding => Touches(finding.Location.Span, within)))
            {
                if (AllowActions.Of(document, finding) is { } allow)
                    found.Add(allow);
            }
        }
        if (Wants(only, CodeActionKinds.Rewrite))
        {
            found.AddRange(QuantityActions.At(document, within));
            found.AddRange(ClauseActions.At(document, within));
        }
        if (Wants(only, CodeActionKinds.Extract) && ExtractProtocol.Of(document, within) is { } extracted)
            found.Add(extracted);
        if (Wants(only, CodeActionKinds.FixAll) && FixAll(document, findings) is { } all)
            found.Add(all);
        if (Wants(only, CodeActionKinds.OrganizeImports) && ImportActions.Sort(document) is { } sorted)
            found.Add(sorted);
        return found;
    }

    /// <summary>The first fix of every finding that has one, as far as they do not overlap.</summary>
    public static CodeAction? FixAll(Document document, IEnumerable<Diagnostic> findings)
    {
        var edits = new List<TextEdit>();
        int count = 0;
        foreach (var finding in findings)
        {
            if (
                finding.Fixes is not [var fix, ..]
                || fix.Edits.Any(edit => edits.Any(each => Overlap(each, edit)))
            )
                continue;
            edits.AddRange(fix.Edits);
            count++;
        }
        return count == 0
            ? null
            : new(
                count == 1
                    ? "Fix the one finding that has a fix"
                    : $"Fix all {count} findings that have a fix",
                CodeActionKinds.FixAll,
                document.Edit(edits.OrderBy(edit => edit.Span.Start))
            );
    }

    private static bool Wants(IReadOnlyList<string>? only, string kind)
    {
        if (only is null || only.Count == 0)
            return true;
        return only.Any(asked =>
            kind == asked
            || kind.StartsWith(asked + ".", StringComparison.Ordinal)
            || asked.StartsWith(kind + ".", StringComparison.Ordinal)
        );
    }

    private static bool Touches(TextSpan left, TextSpan right) =>
        left.Start <= right.End && right.Start <= left.End;

    private static bool Overlap(TextEdit left, TextEdit right) =>
        left.Span.Start < right.Span.End && right.Span.Start < left.Span.End
        || left.Span.Start == right.Span.Start;
}
