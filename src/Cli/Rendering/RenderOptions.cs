namespace CellDsl.Cli.Rendering;

/// <param name="Width">Columns that a line of source may take before it is cut around the place that matters.</param>
public readonly record struct RenderOptions(bool Colour, int Width)
{
    /// <summary>As printed into a pipe or a file.</summary>
    public static RenderOptions Plain => new(false, 110);
}
