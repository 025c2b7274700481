using System.CommandLine;
using System.CommandLine.Invocation;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

internal sealed class PrintVersion(CellConsole console) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult) => Run(console);

    public static int Run(CellConsole console)
    {
        console.Out.WriteLine($"cell {ToolVersion.Text}");
        return ExitCodes.Clean;
    }
}
