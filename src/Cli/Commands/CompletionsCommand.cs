using System.CommandLine;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell completions bash|zsh|fish|pwsh</c>: a script that lets the shell complete commands and options.</summary>
public static class CompletionsCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(CellConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add(Shells);
        var command = new Command("completions", "Print the completion script of a shell.") { shell };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(shell), console));
        return command;
    }

    public static int Run(string shell, CellConsole console)
    {
        if (!Shells.Contains(shell))
            throw new UserException(
                $"there are no completions for `{shell}`",
                "choose bash, zsh, fish or pwsh"
            );
        using var stream =
            typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"completions/{shell}")
            ?? throw new InvalidOperationException($"the completion script of {shell} is not embedded");
        using var reader = new StreamReader(stream);
        console.Out.Write(reader.ReadToEnd());
        return ExitCodes.Clean;
    }
}
