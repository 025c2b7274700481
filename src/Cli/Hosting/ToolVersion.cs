namespace CellDsl.Cli.Hosting;

/// <summary>The version of this tool, as released.</summary>
public static class ToolVersion
{
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetName().Version is { } version ? version.ToString(3) : "unknown";
}
