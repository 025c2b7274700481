using System.Globalization;
using System.Text;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Reports.Findings;

/// <summary>
/// Findings as workflow commands of GitHub Actions, a line each: <c>::error file=…,line=…,title=…::message</c>. The runner
/// shows them beside the changed lines.
/// </summary>
public static class GithubAnnotations
{
    public static string Write(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
            Write(text, diagnostic);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Diagnostic diagnostic)
    {
        var (start, end) = (diagnostic.Location.Start, diagnostic.Location.End);
        text.Append(
            CultureInfo.InvariantCulture,
            $"::{CommandOf(diagnostic.Rule.Severity)} file={Property(diagnostic.Location.Source.Path)}"
                + $",line={start.Line + 1},endLine={end.Line + 1}"
        );
        // The runner takes columns only within one line.
        if (start.Line == end.Line)
            text.Append(
                CultureInfo.InvariantCulture,
                $",col={start.Column + 1},endColumn={Math.Max(end.Column, start.Column + 1)}"
            );
        text.Append(",title=").Append(Property(diagnostic.Rule.Code));
        text.Append("::").Append(Message(diagnostic)).Append('\n');
    }

    private static string CommandOf(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };

    private static string Message(Diagnostic diagnostic)
    {
        var lines = new List<string> { diagnostic.Message };
        lines.AddRange(diagnostic.Notes);
        if (diagnostic.Help is { } help)
            lines.Add($"help: {help}");
        return Data(string.Join('\n', lines));
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text)
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
