using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Lsp.Server;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell lsp</c>: the language server, over the standard input and output. Never loads Roslyn.</summary>
public static class LspCommand
{
    public static Command Create(CellConsole console)
    {
        var stdio = new Option<bool>("--stdio")
        {
            Description = "Talk over the standard input and output; that is what it does anyway.",
        };
        var command = new Command("lsp", "Serve an editor: the language server.") { stdio };
        command.SetAction(_ => Run(console));
        return command;
    }

    public static int Run(CellConsole console)
    {
        using var input = CellConsole.OpenInput();
        using var output = CellConsole.OpenOutput();
        return LanguageServer
            .RunAsync(input, output, console.Error, ToolVersion.Text)
            .GetAwaiter()
            .GetResult();
    }
}
