using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>Findings as an editor shows them.</summary>
public static class Diagnostics
{
    private const int Unnecessary = 1;

    /// <summary>Every finding of a document, also those of its plan where that is made.</summary>
    public static IReadOnlyList<FileDiagnostic> Of(Document document) =>
        [.. document.Snapshot.DiagnosticsOf(document).Select(finding => Convert(document, finding))];

    public static FileDiagnostic Convert(Document document, Diagnostic finding)
    {
        var related = finding
            .Related.Select(label => new RelatedInformation(
                document.Snapshot.LocationOf(label.Location),
                label.Text
            ))
            .ToList();
        return new(
            document.RangeOf(finding.Location.Span),
            finding.Rule.Severity switch
            {
                Severity.Error => 1,
                Severity.Warning => 2,
                _ => 3,
            },
            finding.Rule.Code,
            "cell",
            Message(finding, document.Snapshot),
            finding.Rule == Rules.Unused || finding.Rule == Rules.Unreachable ? [Unnecessary] : null,
            related.Count == 0 ? null : related
        );
    }

    /// <summary>The sentence with its facts and its help below it; folders of the workspace are left out of paths.</summary>
    private static string Message(Diagnostic finding, Snapshot snapshot)
    {
        var text = new StringBuilder(finding.Message);
        foreach (string note in finding.Notes)
            text.Append('\n').Append(note);
        if (finding.Help is { } help)
            text.Append("\nhelp: ").Append(help);
        foreach (string folder in snapshot.Folders)
            text.Replace(folder + "/", "");
        return text.ToString();
    }
}
