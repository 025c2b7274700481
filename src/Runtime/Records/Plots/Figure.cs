using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>
/// One picture: a title and a line below it, a plot, and a line at the foot that says where it comes from. Saved as PNG
/// (two pixels per point) and as SVG.
/// </summary>
internal sealed partial class Figure
{
    private const int Width = 960;
    private const int Height = 620;
    private const int Head = 76;
    private const int Foot = 34;
    private const int Margin = 28;

    private readonly string _title;
    private readonly string _subtitle;
    private readonly string _source;

    public Figure(string title, string subtitle, string source, string horizontal, string vertical)
    {
        PlotFonts.Register();
        (_title, _subtitle, _source) = (title, subtitle, source);
        Plot = new Plot();
        Plot.Font.Set(PlotFonts.Family);
        Plot.FigureBackground.Color = Colors.White;
        Plot.DataBackground.Color = Colors.White;
        Plot.Axes.Color(Palette.Ink);
        Plot.Grid.MajorLineColor = Palette.Grid;
        Plot.XLabel(horizontal, 15);
        Plot.YLabel(vertical, 15);
        foreach (var axis in new IAxis[] { Plot.Axes.Bottom, Plot.Axes.Left })
        {
            axis.TickLabelStyle.FontSize = 13;
            axis.TickLabelStyle.ForeColor = Palette.Ink;
            axis.MajorTickStyle.Length = 5;
            axis.MinorTickStyle.Length = 0;
            axis.FrameLineStyle.Color = Palette.Faint;
            axis.FrameLineStyle.Width = 1;
        }
        Plot.Axes.Left.Label.Bold = false;
        Plot.Axes.Bottom.Label.Bold = false;
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Axes.Top.FrameLineStyle.Width = 0;
    }

    public Plot Plot { get; }

    /// <summary>A legend beside the plot, for several entries.</summary>
    public void Legend()
    {
        Plot.Legend.FontName = PlotFonts.Family;
        Plot.Legend.FontSize = 13;
        Plot.Legend.FontColor = Palette.Ink;
        Plot.Legend.OutlineWidth = 0;
        Plot.Legend.ShadowColor = Colors.Transparent;
        Plot.Legend.BackgroundColor = Colors.White;
        Plot.Legend.SymbolWidth = 22;
        Plot.Legend.InterItemPadding = new(6);
        var panel = Plot.ShowLegend(Edge.Right);
        panel.Alignment = Alignment.UpperRight;
        panel.Padding = new(6, 8);
    }

    public void Save(string pathWithoutExtension)
    {
        const int Scale = 2;
        using (var surface = SKSurface.Create(new SKImageInfo(Width * Scale, Height * Scale)))
        {
            surface.Canvas.Scale(Scale);
            Draw(surface.Canvas);
            // Flat colours compress best without filters, and much faster.
            var format = new SKPngEncoderOptions(SKPngEncoderFilterFlags.None, 6);
            using var pixels = surface.PeekPixels();
            using var png =
                pixels?.Encode(format) ?? throw new InvalidOperationException("The picture has no pixels.");
            using var file = File.Create(pathWithoutExtension + ".png");
            png.SaveTo(file);
        }
        using var svg = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), svg))
            Draw(canvas);
        // Clearing to nothing is written as a black rectangle.
        string text = Renumbered(Encoding.UTF8.GetString(svg.ToArray()))
            .Replace("<rect width=", "<rect fill=\"white\" width=", StringComparison.Ordinal);
        File.WriteAllText(pathWithoutExtension + ".svg", text, new UTF8Encoding(false));
    }

    /// <summary>The library numbers clips over the life of the process; equal pictures get equal bytes instead.</summary>
    private static string Renumbered(string svg)
    {
        var numbers = new Dictionary<string, int>();
        return Clip.Replace(
            svg,
            match =>
            {
                if (!numbers.TryGetValue(match.Value, out int number))
                    numbers[match.Value] = number = numbers.Count + 1;
                return $"clip_{number}";
            }
        );
    }

    [GeneratedRegex(@"\bcl_[0-9a-f]+\b")]
    private static partial Regex Clip { get; }

    private void Draw(SKCanvas canvas)
    {
        const int Left = 8;
        const int Right = Width - 16;
        const int Bottom = Height - Foot;
        Plot.Render(canvas, new PixelRect(Left, Right, Bottom, Head));
        // Rendering clears the whole canvas: the margins are painted afterwards.
        using var paper = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(0, 0, Width, Head, paper);
        canvas.DrawRect(0, Bottom, Width, Foot, paper);
        canvas.DrawRect(0, Head, Left, Bottom - Head, paper);
        canvas.DrawRect(Right, Head, Width - Right, Bottom - Head, paper);
        Text(canvas, _title, Margin, 38, PlotFonts.Bold, 21, Palette.Ink);
        Text(canvas, _subtitle, Margin, 63, PlotFonts.Regular, 14.5f, Palette.Faint);
        Text(canvas, _source, Margin, Height - 14, PlotFonts.Regular, 12.5f, Palette.Faint);
    }

    private static void Text(
        SKCanvas canvas,
        string text,
        float x,
        float y,
        SKTypeface face,
        float size,
        Color color
    )
    {
        using var font = new SKFont(face, size) { Subpixel = true, Edging = SKFontEdging.Antialias };
        using var paint = new SKPaint { Color = color.ToSKColor(), IsAntialias = true };
        canvas.DrawText(Shortened(text, font, Width - x - Margin), x, y, font, paint);
    }

    private static string Shortened(string text, SKFont font, float width)
    {
        if (font.MeasureText(text) <= width)
            return text;
        while (text.Length > 1 && font.MeasureText(text + "…") > width)
            text = text[..^1];
        return text.TrimEnd(' ', ',', ';') + "…";
    }
}
