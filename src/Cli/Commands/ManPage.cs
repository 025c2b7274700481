using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace CellDsl.Cli.Commands;

/// <summary>A command tree as a manual page in roff, with the macros of man(7).</summary>
internal static class ManPage
{
    private static readonly (string Code, string Meaning)[] ExitStatus =
    [
        ("0", "Clean: nothing is wrong, all expectations are met, nothing differs."),
        ("1", "Errors were found, an expectation was missed, or something differs."),
        ("2", "A wrong call, a file that cannot be read or written, or an internal error."),
        ("130", "Interrupted."),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("CELL_CACHE", "The folder for compiled programs and fetched packages."),
        ("CELL_API_KEY", "The key with which `cell publish` sends to a feed with an address."),
        ("CELL_DEBUG", "Set to 1, an internal error is shown in full."),
        ("NO_COLOR", "Set to anything, the output has no colours."),
    ];

    public static string Write(RootCommand root, string version)
    {
        var text = new StringBuilder();
        text.Append($".TH CELL 1 \"\" \"cell {version}\" \"Cell procedures\"\n");
        text.Append(
            ".SH NAME\ncell \\- procedures of a battery laboratory, checked, planned, compiled and run\n"
        );
        text.Append(".SH SYNOPSIS\n.B cell\n.I command\n[\\fIoptions\\fR] [\\fIarguments\\fR]\n");
        text.Append(".SH DESCRIPTION\n").Append(Line(root.Description ?? ""));
        text.Append(".SH COMMANDS\n");
        foreach (var command in root.Subcommands.Where(each => !each.Hidden))
            Describe(text, command);
        Section(text, "EXIT STATUS", ExitStatus);
        Section(text, "ENVIRONMENT", Variables);
        text.Append(".SH EXAMPLES\n");
        foreach (var (line, meaning) in Examples.Of(root))
            text.Append(".TP\n.B ").Append(Line(line)).Append(Line(meaning));
        return text.ToString();
    }

    private static void Describe(StringBuilder text, Command command)
    {
        var arguments = command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name
        );
        text.Append(".SS ").Append(Line(string.Join(' ', arguments.Prepend($"cell {command.Name}"))));
        text.Append(Line(command.Description ?? ""));
        foreach (var argument in command.Arguments)
            Entry(text, argument.Name, argument.Description);
        foreach (var option in command.Options.Where(each => each is not HelpOption and not VersionOption))
        {
            string names = string.Join(", ", option.Aliases.Prepend(option.Name));
            Entry(text, option.HelpName is { } value ? $"{names} <{value}>" : names, option.Description);
        }
        foreach (var (line, meaning) in Examples.Of(command))
            text.Append(".P\n.B ").Append(Line(line)).Append(".br\n").Append(Line(meaning));
    }

    private static void Section(StringBuilder text, string title, (string Name, string Meaning)[] entries)
    {
        text.Append($".SH {title}\n");
        foreach (var (name, meaning) in entries)
            Entry(text, name, meaning);
    }

    private static void Entry(StringBuilder text, string name, string? meaning) =>
        text.Append(".TP\n.B ").Append(Line(name)).Append(Line(meaning ?? ""));

    /// <summary>One line of text, nothing of which roff takes for a request or an escape.</summary>
    private static string Line(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.ReplaceLineEndings(" ").EnumerateRunes())
            plain.Append(
                rune.Value switch
                {
                    '\\' => "\\e",
                    '-' => "\\-",
                    // A quotation mark would join the arguments of a macro.
                    '"' => "\\(dq",
                    // troff reads bytes, not UTF-8.
                    > 126 => $"\\[u{rune.Value:X4}]",
                    _ => rune.ToString(),
                }
            );
        string escaped = plain.ToString();
        return (escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" : "") + escaped + "\n";
    }
}
