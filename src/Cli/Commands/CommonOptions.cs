using System.CommandLine;

namespace CellDsl.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };

    public static Option<bool> Verbose() =>
        new("--verbose", "-v") { Description = "Tell on the error stream what is being done." };
}
