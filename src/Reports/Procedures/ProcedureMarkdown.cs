using System.Text;
using System.Text.RegularExpressions;

namespace CellDsl.Reports.Procedures;

/// <summary>A printable procedure in Markdown, with boxes to tick.</summary>
public static partial class ProcedureMarkdown
{
    public static string Write(ProcedureDocument document)
    {
        var text = new StringBuilder();
        text.Append($"# Procedure: {Escaped(document.Title)}\n\n");
        text.Append("Date: ____________  Batch: ____________  Done by: ____________________\n\n");
        text.Append(
            $"{document.Unspecified.Count} unspecified, {document.Assumed.Count} assumed. Source {document.SourceHash[..12]}.\n"
        );
        if (document.Handling.Count > 0)
        {
            text.Append("\n## Before you start\n\n| substance | handling |\n|---|---|\n");
            foreach (var one in document.Handling)
                text.Append($"| {Escaped(one.Substance)} | {Escaped(string.Join("; ", one.Notes))} |\n");
        }
        foreach (var section in document.Sections)
        {
            text.Append($"\n## {Escaped(section.Title)}\n\n");
            foreach (var step in section.Steps)
            {
                string time = step.Time is null ? "" : $" ({Escaped(step.Time)})";
                text.Append($"- [ ] **{Escaped(step.Title)}**{time} `{step.Place}`\n");
                foreach (var line in step.Lines)
                    text.Append(
                        $"  - {Escaped(line.Text)}{Mark(line)}{(line.HasField ? "  actual: __________" : "")}\n"
                    );
            }
        }
        List(text, "Unspecified: decide before you start, and write down what you did", document.Unspecified);
        List(text, "Assumed by the author", document.Assumed);
        text.Append("\n## Sign-off\n\n| | name | date | signature |\n|---|---|---|---|\n");
        text.Append("| prepared by | | | |\n| checked by | | | |\n| released by | | | |\n");
        return text.ToString();
    }

    private static string Mark(ProcedureLine line) =>
        line.Status switch
        {
            LineStatus.Unspecified => " **[unspecified]**",
            LineStatus.Assumed when !line.Text.Contains("(assumed)", StringComparison.Ordinal) =>
                " *[assumed]*",
            _ => "",
        };

    private static void List(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        text.Append($"\n## {title}\n\n");
        foreach (string item in items)
            text.Append($"- [ ] {Escaped(item)}\n");
    }

    private static string Escaped(string text) =>
        Marked().Replace(text, "\\$0").Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ');

    /// <summary>What Markdown would read as markup; an underscore within a word, as of most names, it does not.</summary>
    [GeneratedRegex(@"[\\|*`\[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])")]
    private static partial Regex Marked();
}
