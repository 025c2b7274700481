using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary>
/// Plain forms of the commands that editors, hooks and shells call all day, run without building the command tree:
/// loading System.CommandLine takes longer than checking a file. Anything but the plain form, mistakes included, is left
/// to the command tree. The native front of the published tool answers these alone.
/// </summary>
internal static class DirectCommands
{
    public static int? TryRun(string[] args, CellConsole console) =>
        args switch
        {
            ["--version"] => PrintVersion.Run(console),
            ["check", ..]
                when PlainArguments.Read(args.AsSpan(1), "--json", "--list-open")
                    is { Words.Count: > 0 } plain => CheckCommand.Run(
                plain.Words,
                plain.Has("--json"),
                plain.Has("--list-open"),
                console
            ),
            ["fmt", ..]
                when PlainArguments.Read(args.AsSpan(1), "--check", "--stdin", "--json") is { } plain =>
                FmtCommand.Run(
                    plain.Words,
                    plain.Has("--check"),
                    plain.Has("--stdin"),
                    plain.Has("--json"),
                    console
                ),
            ["explain", ..]
                when PlainArguments.Read(args.AsSpan(1), "--json") is { Words.Count: <= 1 } plain =>
                ExplainCommand.Run(
                    plain.Words.Count == 0 ? null : plain.Words[0],
                    plain.Has("--json"),
                    console
                ),
            ["completions", _] when PlainArguments.Read(args.AsSpan(1)) is { Words: [var shell] } =>
                CompletionsCommand.Run(shell, console),
            _ => null,
        };
}
