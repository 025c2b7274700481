using System.Globalization;
using System.Net;
using System.Text;

namespace CellDsl.Reports.Charts;

/// <summary>Charts as one SVG picture, one below the other, for a wall, a page or a browser; hovering tells what a bar is.</summary>
public static class GanttSvg
{
    private const double Width = 1000;
    private const double LabelWidth = 190;
    private const double RowHeight = 26;
    private const double BarHeight = 18;
    private const double Right = 30;
    private const double LegendLine = 20;
    private const double CharacterWidth = 6.2;

    // Okabe and Ito's palette, told apart with every common form of colour blindness; black and yellow left out.
    private static readonly string[] Colours =
    [
        "#0072B2",
        "#E69F00",
        "#009E73",
        "#CC79A7",
        "#56B4E9",
        "#D55E00",
        "#7F7F7F",
    ];

    public static string Write(string title, IReadOnlyList<GanttChart> charts)
    {
        var body = new StringBuilder();
        double top = 44;
        foreach (var chart in charts)
            top = Write(body, chart, top);
        var text = new StringBuilder();
        Line(
            text,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{top}\" viewBox=\"0 0 {Width} {top}\" font-family=\"Inter, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif\" font-size=\"12\">"
        );
        Line(text, $"<title>{Escaped(title)}</title>");
        Line(
            text,
            $"<defs><pattern id=\"open\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"2.5\" height=\"6\" fill=\"#ffffff\" fill-opacity=\"0.3\"/></pattern></defs>"
        );
        Line(text, $"<rect width=\"{Width}\" height=\"{top}\" fill=\"#ffffff\"/>");
        Line(
            text,
            $"<text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"600\" fill=\"#1a1a1a\">{Escaped(title)}</text>"
        );
        text.Append(body);
        Line(text, $"</svg>");
        return text.ToString();
    }

    /// <returns>Where the next chart begins.</returns>
    private static double Write(StringBuilder text, GanttChart chart, double top)
    {
        double plot = Width - LabelWidth - Right;
        double first = top + 44;
        double bottom = first + chart.Rows.Count * RowHeight;
        Line(
            text,
            $"<text x=\"16\" y=\"{top + 14}\" font-weight=\"600\" fill=\"#1a1a1a\">{Escaped(chart.Title)}</text>"
        );
        double step = TimeAxis.Step(chart.Span, 9);
        for (double at = 0; at <= chart.Span * (1 + 1e-9); at += step)
        {
            double x = LabelWidth + at / chart.Span * plot;
            Line(
                text,
                $"<line x1=\"{x}\" y1=\"{first - 6}\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#dddddd\"/><text x=\"{x}\" y=\"{first - 12}\" text-anchor=\"middle\" fill=\"#555555\">{(at == 0 ? "0" : Escaped(TimeAxis.Label(at)))}</text>"
            );
        }
        for (int i = 0; i < chart.Rows.Count; i++)
            Write(text, chart, chart.Rows[i], first + i * RowHeight, plot, isOdd: i % 2 == 1);
        return Legend(text, chart, bottom + 12);
    }

    private static void Write(
        StringBuilder text,
        GanttChart chart,
        GanttRow row,
        double top,
        double plot,
        bool isOdd
    )
    {
        if (isOdd)
            Line(
                text,
                $"<rect x=\"0\" y=\"{top}\" width=\"{Width}\" height=\"{RowHeight}\" fill=\"#000000\" fill-opacity=\"0.035\"/>"
            );
        Line(
            text,
            $"<text x=\"{LabelWidth - 10}\" y=\"{top + 17}\" text-anchor=\"end\" fill=\"#333333\">{Escaped(Fitted(row.Label, LabelWidth - 24))}</text>"
        );
        double barTop = top + (RowHeight - BarHeight) / 2;
        // What takes no known time lies over the bars, so that it is not hidden.
        foreach (var bar in row.Bars.OrderBy(bar => bar.End <= bar.Start))
        {
            double x = LabelWidth + bar.Start / chart.Span * plot;
            string tip =
                $"{bar.Id}: {TimeAxis.Label(bar.Start)} to {TimeAxis.Label(bar.End)}{(bar.IsOpen ? ", or longer: its duration is not stated" : "")}";
            string colour = ColourOf(bar.Point);
            if (bar.End <= bar.Start)
            {
                double middle = top + RowHeight / 2;
                Line(
                    text,
                    $"<path d=\"M{x} {middle - 5}l5 5l-5 5l-5 -5z\" fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"1.5\"><title>{Escaped(tip)}</title></path>"
                );
                continue;
            }
            double width = Math.Max(1.5, (bar.End - bar.Start) / chart.Span * plot);
            Line(
                text,
                $"<g><title>{Escaped(tip)}</title><rect x=\"{x}\" y=\"{barTop}\" width=\"{width}\" height=\"{BarHeight}\" rx=\"2\" fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"0.75\"/>"
            );
            if (bar.IsOpen)
                Line(
                    text,
                    $"<rect x=\"{x}\" y=\"{barTop}\" width=\"{width}\" height=\"{BarHeight}\" rx=\"2\" fill=\"url(#open)\"/>"
                );
            if (bar.Text.Length * CharacterWidth + 10 < width)
                Line(
                    text,
                    $"<text x=\"{x + width / 2}\" y=\"{barTop + 13}\" text-anchor=\"middle\" fill=\"#ffffff\">{Escaped(bar.Text)}</text>"
                );
            Line(text, $"</g>");
        }
    }

    private static double Legend(StringBuilder text, GanttChart chart, double top)
    {
        double x = LabelWidth;
        double y = top;
        if (chart.Points.Count > 1)
        {
            foreach (var point in chart.Points)
                Entry(
                    $"<rect x=\"{{0}}\" y=\"{{1}}\" width=\"12\" height=\"12\" rx=\"2\" fill=\"{ColourOf(point.Id)}\"/>",
                    point.Settings
                );
        }
        if (chart.Rows.Any(row => row.Bars.Any(bar => bar.IsOpen && bar.End > bar.Start)))
            Entry(
                "<rect x=\"{0}\" y=\"{1}\" width=\"12\" height=\"12\" rx=\"2\" fill=\"#7F7F7F\"/><rect x=\"{0}\" y=\"{1}\" width=\"12\" height=\"12\" rx=\"2\" fill=\"url(#open)\"/>",
                "or longer"
            );
        if (chart.Rows.Any(row => row.Bars.Any(bar => bar.End <= bar.Start)))
            Entry(
                "<path transform=\"translate({0} {1})\" d=\"M6 1l5 5l-5 5l-5 -5z\" fill=\"#ffffff\" stroke=\"#555555\" stroke-width=\"1.5\"/>",
                "duration not stated"
            );
        return x == LabelWidth && y == top ? top + 16 : y + LegendLine + 18;

        void Entry(string mark, string words)
        {
            double width = 22 + words.Length * CharacterWidth + 18;
            if (x > LabelWidth && x + width > Width)
                (x, y) = (LabelWidth, y + LegendLine);
            text.AppendFormat(CultureInfo.InvariantCulture, mark, x, y);
            Line(text, $"<text x=\"{x + 18}\" y=\"{y + 10.5}\" fill=\"#333333\">{Escaped(words)}</text>");
            x += width;
        }
    }

    private static string ColourOf(int point) => Colours[Math.Max(0, point - 1) % Colours.Length];

    private static string Fitted(string label, double width)
    {
        int most = (int)(width / CharacterWidth);
        return label.Length <= most ? label : $"{label[..(most - 1)]}…";
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(Rounded(line)).Append('\n');

    /// <summary>Numbers with two decimals at most, so that equal charts give equal bytes on every machine.</summary>
    private static string Rounded(FormattableString line)
    {
        object?[] arguments = line.GetArguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is double number)
                arguments[i] = Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
        }
        return string.Format(CultureInfo.InvariantCulture, line.Format, arguments);
    }
}
