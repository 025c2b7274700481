using System.CommandLine;

namespace CellDsl.Cli.Commands;

/// <summary>Options that mean the same in every command on packages.</summary>
internal static class PackageOptions
{
    public static Option<string[]> Feeds(string description) =>
        new("--feed")
        {
            Description = $"A feed: a folder, an address, or a name in NuGet's configuration. {description}",
            HelpName = "feed",
        };
}
