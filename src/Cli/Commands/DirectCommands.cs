using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary>
/// Plain forms of the commands that editors and hooks call all day, run without building the command tree: loading
/// System.CommandLine takes longer than checking a file. Anything but the plain form is left to
/// <see cref="CommandTree"/>.
/// </summary>
internal static class DirectCommands
{
    public static int? TryRun(string[] args, CellConsole console)
    {
        if (args is not ["check", _, ..])
            return null;
        var paths = new List<string>(args.Length);
        bool json = false;
        bool listOpen = false;
        foreach (string argument in args.AsSpan(1))
        {
            if (argument is "--json")
                json = true;
            else if (argument is "--list-open")
                listOpen = true;
            else if (argument.StartsWith('-'))
                return null;
            else
                paths.Add(argument);
        }
        return paths.Count == 0 ? null : CheckCommand.Run(paths, json, listOpen, console);
    }
}
