using ScottPlot;
using SkiaSharp;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>
/// The typeface of all pictures, Inter (SIL Open Font License 1.1), embedded: a machine without any font draws the same
/// text as every other.
/// </summary>
internal sealed class PlotFonts : IFontResolver
{
    public const string Family = "Inter";

    private static readonly Lazy<SKTypeface> RegularFace = new(() => Load("Inter-Regular.ttf"));
    private static readonly Lazy<SKTypeface> BoldFace = new(() => Load("Inter-SemiBold.ttf"));

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new PlotFonts());
        return true;
    });

    public static SKTypeface Regular => RegularFace.Value;

    public static SKTypeface Bold => BoldFace.Value;

    /// <summary>Makes the plotting library use the embedded typeface; once per process.</summary>
    public static bool Register() => Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Family ? Load(bold ? "Inter-SemiBold.ttf" : "Inter-Regular.ttf") : null;

    public SKTypeface? CreateTypeface(
        string fontName,
        FontWeight weight,
        FontSlant slant,
        FontSpacing spacing
    ) => CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    private static SKTypeface Load(string resource)
    {
        using var stream =
            typeof(PlotFonts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The typeface {resource} is not embedded.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException($"The typeface {resource} cannot be read.");
    }
}
