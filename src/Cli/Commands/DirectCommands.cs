using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary>
/// Plain forms of the commands that editors and hooks call all day, run without building the command tree: loading
/// System.CommandLine takes longer than checking a file. Anything but the plain form is left to
/// <see cref="CommandTree"/>.
/// </summary>
internal static class DirectCommands
{
    public static int? TryRun(string[] args, CellConsole console) => null;
}
