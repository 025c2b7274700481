using System.Globalization;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Rendering;

/// <summary>Findings as text for people: the sentence, the place with its source line, the facts and the next step.</summary>
public static class DiagnosticRenderer
{
    public static string Render(IEnumerable<Diagnostic> diagnostics, RenderOptions options)
    {
        var text = new StyledText(options.Colour);
        bool first = true;
        foreach (var diagnostic in diagnostics)
        {
            if (!first)
                text.Line();
            first = false;
            Render(text, diagnostic, options);
        }
        return text.ToString();
    }

    public static string Render(Diagnostic diagnostic, RenderOptions options)
    {
        var text = new StyledText(options.Colour);
        Render(text, diagnostic, options);
        return text.ToString();
    }

    private static void Render(StyledText text, Diagnostic diagnostic, RenderOptions options)
    {
        var style = StyleOf(diagnostic.Rule.Severity);
        text.Write(style, $"{NameOf(diagnostic.Rule.Severity)}[{diagnostic.Rule.Code}]")
            .Write(Style.Strong, $": {diagnostic.Message}")
            .Line();

        var labels = new List<(Location Location, string? Text, bool Primary)>
        {
            (diagnostic.Location, diagnostic.Text, true),
        };
        foreach (var related in diagnostic.Related)
            labels.Add((related.Location, related.Text is { Length: > 0 } words ? words : null, false));

        int gutter = labels.Max(label => Digits(label.Location.Start.Line + 1));
        // Files in the order in which the labels name them, the primary one first.
        foreach (var file in labels.GroupBy(label => label.Location.Source))
        {
            var head = file.First();
            var start = head.Location.Start;
            text.Spaces(gutter)
                .Write(Style.Gutter, "┌─ ")
                .Write($"{file.Key.Path}:{start.Line + 1}:{start.Column + 1}")
                .Line();
            var byLine = file.GroupBy(label => label.Location.Start.Line).OrderBy(line => line.Key).ToList();
            for (int i = 0; i < byLine.Count; i++)
            {
                if (i > 0)
                    WriteBetween(text, file.Key, byLine[i - 1].Key, byLine[i].Key, gutter, options);
                WriteLine(text, file.Key, byLine[i].Key, [.. byLine[i]], style, gutter, options);
            }
        }

        foreach (string note in diagnostic.Notes)
            text.Spaces(2).Write(note).Line();
        if (diagnostic.Help is { } help)
            text.Spaces(2).Write(Style.Help, "help: ").Write(help).Line();
        else if (diagnostic.Fixes is [var fix, ..])
            text.Spaces(2).Write(Style.Help, "help: ").Write(fix.Title).Line();
    }

    private static void WriteLine(
        StyledText text,
        SourceText source,
        int line,
        IReadOnlyList<(Location Location, string? Text, bool Primary)> labels,
        Style primaryStyle,
        int gutter,
        RenderOptions options
    )
    {
        var span = source.LineSpan(line);
        var focus = labels.FirstOrDefault(label => label.Primary, labels[0]).Location.Span.Start;
        var display = DisplayLine.Create(source, span, focus, Math.Max(20, options.Width - gutter - 2));
        WriteSource(text, line, display, gutter);

        var marks = new List<Mark>();
        foreach (var (location, words, primary) in labels)
        {
            if (!display.Shows(location.Span.Start))
                continue;
            bool continues = location.Span.End > span.End && location.End.Line > line;
            int from = display.ColumnOf(location.Span.Start);
            int to = display.ColumnOf(Math.Min(location.Span.End, span.End));
            string? shown = continues ? $"{words} (to line {location.End.Line + 1})".TrimStart() : words;
            marks.Add(
                new(from, Math.Max(1, to - from), primary, shown, primary ? primaryStyle : Style.Related)
            );
        }
        if (marks.Count > 0)
            MarkRows.Write(text, () => text.Spaces(gutter).Write(Style.Gutter, "│").Spaces(1), marks);

        foreach (var (location, words, _) in labels)
        {
            if (!display.Shows(location.Span.Start) && words is not null)
                text.Spaces(gutter)
                    .Write(Style.Gutter, "│")
                    .Spaces(1)
                    .Write($"column {location.Start.Column + 1}: {words}")
                    .Line();
        }
    }

    /// <summary>A single line between two shown ones is shown as well; more become one row of dots.</summary>
    private static void WriteBetween(
        StyledText text,
        SourceText source,
        int above,
        int below,
        int gutter,
        RenderOptions options
    )
    {
        if (below - above == 2)
        {
            var span = source.LineSpan(above + 1);
            WriteSource(
                text,
                above + 1,
                DisplayLine.Create(source, span, span.Start, Math.Max(20, options.Width - gutter - 2)),
                gutter
            );
        }
        else if (below - above > 2)
        {
            text.Spaces(gutter).Write(Style.Gutter, "·").Line();
        }
    }

    private static void WriteSource(StyledText text, int line, DisplayLine display, int gutter)
    {
        string number = (line + 1).ToString(CultureInfo.InvariantCulture);
        text.Spaces(gutter - number.Length)
            .Write(Style.Gutter, $"{number}│")
            .Spaces(1)
            .Write(display.Text)
            .Line();
    }

    private static int Digits(int value) => value.ToString(CultureInfo.InvariantCulture).Length;

    private static Style StyleOf(Severity severity) =>
        severity switch
        {
            Severity.Error => Style.Error,
            Severity.Warning => Style.Warning,
            _ => Style.Note,
        };

    public static string NameOf(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };
}
