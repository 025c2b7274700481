using System.Net;
using System.Text;

namespace CellDsl.Reports.Procedures;

/// <summary>A printable procedure as one HTML file that needs nothing else; its style sheet knows paper.</summary>
public static class ProcedureHtml
{
    private const string Style = """
        :root { color-scheme: light; }
        body { font: 11pt/1.45 Inter, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.1rem; margin: 1.6rem 0 .5rem; border-bottom: 1.5px solid #1a1a1a; padding-bottom: .15rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; }
        .fields td { height: 1.6rem; }
        .step { display: grid; grid-template-columns: 1.6rem 1fr auto; column-gap: .4rem; padding: .45rem 0; border-bottom: 1px solid #ccc; break-inside: avoid; }
        .box { width: .95rem; height: .95rem; border: 1.5px solid #1a1a1a; border-radius: 2px; margin-top: .15rem; }
        .title { font-weight: 600; }
        .time, .place { color: #555; font-size: .85rem; white-space: nowrap; }
        .lines { grid-column: 2 / 4; list-style: none; margin: .15rem 0 0; padding: 0; }
        .lines li { display: flex; justify-content: space-between; gap: 1rem; }
        .lines li:has(.actual) { min-height: 1.75rem; align-items: end; }
        .actual { flex: none; width: 9rem; border-bottom: 1px solid #777; color: #777; font-size: .8rem; }
        .unspecified { font-weight: 600; background: #fff1c9; outline: 1px solid #b07d00; padding: 0 .3rem; }
        .assumed { font-style: italic; border-bottom: 1px dashed #555; }
        .open li { margin: .2rem 0; list-style: none; }
        .open li::before { content: "☐ "; }
        ul.open { padding-left: 0; }
        .sign td { height: 2.2rem; }
        @media print { @page { size: A4; margin: 16mm 15mm; } body { margin: 0; max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; } h1:not(:first-of-type) { break-before: page; } table { break-inside: avoid; } .unspecified { background: none; } }
        """;

    public static string Write(IReadOnlyList<ProcedureDocument> documents)
    {
        var text = new StringBuilder();
        string title = string.Join(", ", documents.Select(document => document.Title));
        text.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        text.Append(
            $"<title>Procedure: {Escaped(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n"
        );
        foreach (var document in documents)
            Write(text, document);
        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder text, ProcedureDocument document)
    {
        text.Append($"<h1>Procedure: {Escaped(document.Title)}</h1>\n");
        text.Append("<table class=\"fields\"><tr><td>Date</td><td>Batch</td><td>Done by</td></tr></table>\n");
        text.Append(
            $"<p>{document.Unspecified.Count} unspecified, {document.Assumed.Count} assumed. Source {document.SourceHash[..12]}.</p>\n"
        );
        if (document.Handling.Count > 0)
        {
            text.Append("<h2>Before you start</h2>\n<table><tr><th>substance</th><th>handling</th></tr>\n");
            foreach (var one in document.Handling)
                text.Append(
                    $"<tr><td>{Escaped(one.Substance)}</td><td>{Escaped(string.Join("; ", one.Notes))}</td></tr>\n"
                );
            text.Append("</table>\n");
        }
        foreach (var section in document.Sections)
        {
            text.Append($"<h2>{Escaped(section.Title)}</h2>\n");
            foreach (var step in section.Steps)
                Write(text, step);
        }
        List(text, "Unspecified: decide before you start, and write down what you did", document.Unspecified);
        List(text, "Assumed by the author", document.Assumed);
        text.Append(
            "<h2>Sign-off</h2>\n<table class=\"sign\"><tr><th></th><th>name</th><th>date</th><th>signature</th></tr>\n"
        );
        foreach (string role in new[] { "prepared by", "checked by", "released by" })
            text.Append($"<tr><td>{role}</td><td></td><td></td><td></td></tr>\n");
        text.Append("</table>\n");
    }

    private static void Write(StringBuilder text, ProcedureStep step)
    {
        text.Append("<div class=\"step\"><div class=\"box\"></div>");
        text.Append($"<div class=\"title\">{Escaped(step.Title)}</div>");
        string time = step.Time is null ? "" : $"{Escaped(step.Time)} · ";
        text.Append($"<div class=\"time\">{time}<span class=\"place\">{Escaped(step.Place)}</span></div>\n");
        if (step.Lines.Count > 0)
        {
            text.Append("<ul class=\"lines\">\n");
            foreach (var line in step.Lines)
            {
                string status = line.Status switch
                {
                    LineStatus.Unspecified => " class=\"unspecified\"",
                    LineStatus.Assumed => " class=\"assumed\"",
                    _ => "",
                };
                text.Append($"<li><span{status}>{Escaped(line.Text)}</span>");
                text.Append(line.HasField ? "<span class=\"actual\">actual</span></li>\n" : "</li>\n");
            }
            text.Append("</ul>");
        }
        text.Append("</div>\n");
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        text.Append($"<h2>{Escaped(title)}</h2>\n<ul class=\"open\">\n");
        foreach (string item in items)
            text.Append($"<li>{Escaped(item)}</li>\n");
        text.Append("</ul>\n");
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
