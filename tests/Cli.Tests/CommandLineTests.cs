using System.Runtime.Versioning;

namespace CellDsl.Cli.Tests;

/// <summary>The shell of the command: usage, exit codes, and what never shows: a stack trace.</summary>
public class CommandLineTests
{
    private static readonly string Here = AppContext.BaseDirectory;

    [Fact]
    public async Task The_version_is_one_line()
    {
        var result = await CellProcess.Run(Here, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^cell \d+\.\d+\.\d+\n$", result.Output);
    }

    [Fact]
    public async Task Help_lists_the_commands_and_shows_examples()
    {
        var result = await CellProcess.Run(Here, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("explain", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("", "error: no command was given", "cell --help")]
    [InlineData(
        "dotcor",
        "error: `cell` takes no command `dotcor`",
        "did you mean `doctor`? see `cell --help`"
    )]
    [InlineData("doctor --jsn", "error: `cell doctor` takes no option `--jsn`", "did you mean `--json`?")]
    [InlineData(
        "doctor now",
        "error: `cell doctor` takes no further argument `now`",
        "see `cell doctor --help`"
    )]
    [InlineData("new", "error: required argument 'NAME' missing", "see `cell new --help`")]
    [InlineData(
        "completions tcsh",
        "error: there are no completions for `tcsh`",
        "choose bash, zsh, fish or pwsh"
    )]
    [InlineData("explain CELL0", "error: there is no rule `CELL0`", "`cell explain` lists all rules")]
    public async Task Wrong_usage_says_what_and_where_to_look(string arguments, string sentence, string help)
    {
        var result = await CellProcess.Run(Here, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.StartsWith(sentence, result.Error, StringComparison.Ordinal);
        Assert.Contains(help, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_doctor_finds_a_folder_that_may_not_be_written()
    {
        Assert.SkipWhen(Environment.UserName is "root", "the superuser may write everywhere");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await CellProcess.Run(folder.Path, "doctor");
        File.SetUnixFileMode(
            folder.Path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("problem  working folder", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_reports_as_json()
    {
        var result = await CellProcess.Run(Here, "doctor", "--json");
        using var document = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.Equal("cell-doctor/1", document.RootElement.GetProperty("format").GetString());
        Assert.True(document.RootElement.GetProperty("findings").GetArrayLength() >= 5);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_shell_has_a_completion_script(string shell)
    {
        var result = await CellProcess.Run(Here, "completions", shell);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("suggest", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_knows_commands_and_options()
    {
        var commands = await CellProcess.Run(Here, "[suggest:7]", "cell do");
        Assert.Equal(["doc", "doctor"], commands.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var options = await CellProcess.Run(Here, "[suggest:14]", "cell doctor --");
        Assert.Contains("--json", options.Output, StringComparison.Ordinal);
    }
}
