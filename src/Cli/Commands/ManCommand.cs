using System.CommandLine;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell man</c>: the manual page, made of the command tree itself, so that it knows every command and option.</summary>
public static class ManCommand
{
    public static Command Create(CellConsole console)
    {
        var command = new Command("man", "Print the manual page, for man(1).");
        command.SetAction(_ =>
        {
            console.Out.Write(ManPage.Write(CommandTree.Create(console), ToolVersion.Text));
            return ExitCodes.Clean;
        });
        return command;
    }
}
