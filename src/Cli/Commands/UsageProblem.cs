using System.CommandLine;
using System.CommandLine.Parsing;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary>A command line that does not parse: what is wrong with it, and where its help is.</summary>
internal static class UsageProblem
{
    public static int Report(ParseResult parsed, CellConsole console)
    {
        string command = NameOf(parsed.CommandResult);
        if (parsed.Tokens.Count == 0)
        {
            console.WriteError(
                "no command was given",
                "`cell --help` lists them; `cell check FILE` checks a file"
            );
            return ExitCodes.UsageOrIo;
        }
        string? unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        string? near = unknown is null ? null : Nearest(unknown, parsed.CommandResult.Command);
        if (unknown is null)
        {
            foreach (string message in parsed.Errors.Select(error => Sentence(error.Message)).Distinct())
                console.WriteError(message);
        }
        else
        {
            string kind =
                unknown.StartsWith('-') ? "option"
                : parsed.CommandResult.Command.Subcommands.Count > 0 ? "command"
                : "further argument";
            console.WriteError($"`{command}` takes no {kind} `{unknown}`");
        }
        console.Error.WriteLine(
            near is null
                ? $"  help: see `{command} --help`"
                : $"  help: did you mean `{near}`? see `{command} --help`"
        );
        return ExitCodes.UsageOrIo;
    }

    private static string NameOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult command)
                names.Insert(0, command.Command is RootCommand ? "cell" : command.Command.Name);
        }
        return string.Join(' ', names);
    }

    private static string Sentence(string message)
    {
        string text = message.Trim().TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1])
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;
    }

    private static string? Nearest(string word, Command command) =>
        command
            .Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name))
            .Select(name => (Name: name, Distance: Spelling.Distance(word, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
}
