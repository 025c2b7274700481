using System.CommandLine;

namespace CellDsl.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };

    /// <summary>The lab in which all is to be done, whatever an experiment names.</summary>
    public static Option<string?> Lab() =>
        new("--lab")
        {
            Description = "The lab to plan for: its name, or a file that declares it.",
            HelpName = "LAB",
        };

    public static Option<bool> Verbose() =>
        new("--verbose", "-v") { Description = "Tell on the error stream what is being done." };
}
