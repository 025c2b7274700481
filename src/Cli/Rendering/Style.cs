namespace CellDsl.Cli.Rendering;

/// <summary>What a stretch of output is, from which its colour follows.</summary>
public enum Style
{
    Plain,
    Error,
    Warning,
    Note,
    Gutter,
    Related,
    Help,
    Strong,
}
