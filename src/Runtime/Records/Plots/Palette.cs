using ScottPlot;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>Colours that people with any colour vision tell apart.</summary>
internal static class Palette
{
    public static Color Ink { get; } = new(33, 37, 41);

    public static Color Faint { get; } = new(108, 117, 125);

    public static Color Grid { get; } = new(233, 236, 239);

    /// <summary>M. Okabe, K. Ito, Color Universal Design (2008), the darker ones first.</summary>
    private static readonly Color[] Categories =
    [
        new(0, 114, 178),
        new(213, 94, 0),
        new(0, 158, 115),
        new(204, 121, 167),
        new(86, 180, 233),
        new(230, 159, 0),
        new(70, 70, 70),
    ];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledDiamond,
    ];

    public static Color Category(int index) => Categories[index % Categories.Length];

    public static MarkerShape Shape(int index) => Shapes[index / Categories.Length % Shapes.Length];

    /// <summary>From the first to the last of a sequence: dark to light, without the palest end.</summary>
    public static Color Ordinal(int index, int count) =>
        count < 2 ? Categories[0] : new ScottPlot.Colormaps.Viridis().GetColor(0.85 * index / (count - 1));
}
