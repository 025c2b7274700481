using CellDsl.Runtime.Records.Plots;
using ScottPlot;
using SkiaSharp;

namespace CellDsl.Runtime.Tests.Records;

public sealed class PlotFontsTests
{
    [Fact]
    public void The_typeface_is_embedded_and_has_every_sign_that_the_axes_need()
    {
        foreach (var face in new[] { PlotFonts.Regular, PlotFonts.Bold })
        {
            Assert.Equal("Inter", face.FamilyName);
            using var font = new SKFont(face);
            Assert.DoesNotContain(
                (ushort)0,
                font.GetGlyphs("Cycle 0123456789 mAh/g Ω·cm² µA °C −Im Z ½ ≥ ± … é")
            );
        }
    }

    [Fact]
    public void The_plotting_library_takes_it_before_any_font_of_the_system()
    {
        PlotFonts.Register();
        using var face = Fonts.GetTypeface(PlotFonts.Family, bold: false, italic: false);
        Assert.Equal("Inter", face.FamilyName);
        Assert.IsType<PlotFonts>(Fonts.FontResolvers[0]);
    }
}
