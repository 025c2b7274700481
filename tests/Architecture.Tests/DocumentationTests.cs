using System.Text.RegularExpressions;
using CellDsl.Cli.Commands;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Architecture.Tests;

/// <summary>What the pages say is there, is there.</summary>
public partial class DocumentationTests
{
    private static readonly StringComparison Exact = StringComparison.Ordinal;

    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        Repository
            .Files("*.md")
            .Select(page => new TheoryDataRow<string>(Path.GetRelativePath(Repository.Root, page)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        string path = Repository.File(page);
        string folder = Path.GetDirectoryName(path) ?? Repository.Root;
        var broken = Link()
            .Matches(WithoutCode(File.ReadAllText(path)))
            .Select(match => match.Groups["target"].Value)
            .Where(target =>
                !target.Contains("://", Exact)
                && !target.StartsWith('#')
                && !target.StartsWith("mailto:", Exact)
            )
            .Select(target => target.Split('#')[0])
            .Where(target =>
                !File.Exists(Path.Combine(folder, target)) && !Directory.Exists(Path.Combine(folder, target))
            );
        Offenders.None(broken);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_parse(string page)
    {
        var wrong = CommandLines(File.ReadAllText(Repository.File(page))).Where(line => !Parses(line));
        Offenders.None(wrong);
    }

    /// <summary>All but those below <c>docs</c>, whose examples other tests compile to their last warning.</summary>
    public static IEnumerable<TheoryDataRow<string>> PagesOfRightText() =>
        Pages().Where(page => !page.Data.StartsWith("docs", Exact));

    /// <summary>A block of Cell that begins with its edition is a whole file, and has no errors.</summary>
    [Theory]
    [MemberData(nameof(PagesOfRightText))]
    public void Whole_procedures_check(string page)
    {
        string text = File.ReadAllText(Repository.File(page));
        var blocks = CellBlock().Matches(text).Select(match => match.Groups["body"].Value);
        foreach (string block in blocks.Where(block => block.StartsWith("edition ", Exact)))
        {
            var compilation = Compilation.Create([new SourceText(page, block)], new DiskSourceResolver());
            string errors = DiagnosticRenderer.Render(
                compilation.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity is Severity.Error),
                RenderOptions.Plain
            );
            Assert.True(errors.Length == 0, errors);
        }
    }

    [Fact]
    public void Examples_of_the_help_parse()
    {
        var root = CommandTree.Create(CellConsole.Over(TextWriter.Null, TextWriter.Null));
        var commands = root.Subcommands.Prepend<System.CommandLine.Command>(root).ToList();
        Assert.All(commands, command => Assert.NotEmpty(Examples.Of(command)));
        var lines = commands.SelectMany(Examples.Of).Select(example => example.Line);
        Offenders.None(lines.Where(line => !Parses(line["cell ".Length..])));
    }

    [Fact]
    public void Every_command_has_words_and_every_option_too()
    {
        var root = CommandTree.Create(CellConsole.Over(TextWriter.Null, TextWriter.Null));
        var silent = root
            .Subcommands.SelectMany(command =>
                command
                    .Options.Select(option => (Name: $"{command.Name} {option.Name}", option.Description))
                    .Concat(
                        command.Arguments.Select(argument =>
                            (Name: $"{command.Name} {argument.Name}", argument.Description)
                        )
                    )
                    .Append((command.Name, command.Description))
            )
            .Where(symbol => string.IsNullOrWhiteSpace(symbol.Description));
        Offenders.None(silent);
    }

    /// <summary>What follows <c>cell</c> on the command lines in the shell blocks of a page.</summary>
    private static IEnumerable<string> CommandLines(string markdown) =>
        ShellBlock()
            .Matches(markdown)
            .SelectMany(block =>
                block
                    .Groups["body"]
                    .Value.Split('\n')
                    // The other lines of a console are what was printed.
                    .Where(line => block.Groups["shell"].Value != "console" || line.StartsWith('$'))
            )
            .Select(line => line.Trim().TrimStart('$').Trim())
            .Select(line => CellCommand().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["arguments"].Value);

    private static bool Parses(string arguments)
    {
        // A comment, a redirection or a pipe is the shell's.
        string own = ShellSyntax().Split(arguments)[0].Trim();
        var parsed = CommandTree.Create(CellConsole.Over(TextWriter.Null, TextWriter.Null)).Parse(own);
        return parsed.Errors.Count == 0 || own.EndsWith("--help", Exact) || own is "--version";
    }

    private static string WithoutCode(string markdown) => CodeBlock().Replace(markdown, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```cell\n(?<body>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CellBlock();

    [GeneratedRegex(
        @"^```(?<shell>sh|bash|shell|console)\n(?<body>.*?)^```",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(?:cell|dotnet run --project src/Cli(?: -c Release)? --) (?<arguments>.+)$")]
    private static partial Regex CellCommand();

    [GeneratedRegex(@"\s(?:#|\||>|<|&&)")]
    private static partial Regex ShellSyntax();
}
