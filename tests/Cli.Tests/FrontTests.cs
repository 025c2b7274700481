namespace CellDsl.Cli.Tests;

/// <summary>
/// The published <c>cell</c>, machine code that answers some commands itself and hands the others to the managed tool:
/// whichever answers, the answer is the same. <c>./test.sh</c> builds it and names it in CELL_FRONT.
/// </summary>
public sealed class FrontTests : IDisposable
{
    private static readonly string? Front = Environment.GetEnvironmentVariable("CELL_FRONT");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("check examples/quickstart.cell", 0)]
    [InlineData("check --list-open bench/three_hundred_lines.cell", 0)]
    [InlineData("check --json examples/ltvo", 0)]
    [InlineData("check nowhere.cell", 2)]
    [InlineData("check", 2)]
    [InlineData("fmt --check examples", 0)]
    [InlineData("fmt --stdin", 0)]
    [InlineData("fmt --jsn examples", 2)]
    [InlineData("explain", 0)]
    [InlineData("explain 2001 --json", 0)]
    [InlineData("explain CELL0000", 2)]
    [InlineData("completions fish", 0)]
    [InlineData("completions tcsh", 2)]
    [InlineData("--version", 0)]
    [InlineData("plan --json examples/quickstart.cell", 0)]
    [InlineData("check --help", 0)]
    [InlineData("brew", 2)]
    public async Task It_answers_as_the_managed_tool_does(string commandLine, int exitCode)
    {
        string front = Install();
        string[] arguments = commandLine.Split(' ');
        const string Input = "term   mine:structure // µ";
        var expected = await CellProcess.Run(Repository.Root, arguments, Input, null);
        var actual = await CellProcess.RunProgram(front, Repository.Root, arguments, Input, WithRuntime());
        Assert.Equal(expected, actual);
        Assert.True(expected.ExitCode == exitCode, expected.ToString());
    }

    [Fact]
    public async Task It_reports_wrong_programs_as_the_managed_tool_does()
    {
        string front = Install();
        string wrong = Repository.File("tests/Baselines/Cases/wrong");
        string[] arguments =
        [
            "check",
            "--json",
            .. Directory.GetDirectories(wrong).Order(StringComparer.Ordinal),
        ];
        var expected = await CellProcess.Run(Repository.Root, arguments);
        var actual = await CellProcess.RunProgram(front, Repository.Root, arguments, null, WithRuntime());
        Assert.Equal(expected, actual);
        Assert.Equal(1, expected.ExitCode);
    }

    [Fact]
    public async Task An_installation_without_its_other_half_says_so()
    {
        string front = Install();
        Directory.Delete(_folder.File("lib"));
        var result = await CellProcess.RunProgram(front, _folder.Path, ["doctor"], null, WithRuntime());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("this installation of cell is not whole", result.Error, StringComparison.Ordinal);
    }

    /// <summary>As <c>publish.sh</c> lays it out: the front, and the managed tool in <c>lib</c>.</summary>
    private string Install()
    {
        Assert.SkipWhen(
            Front is null,
            "needs the published front: ./test.sh builds it where a C compiler is"
        );
        string installed = _folder.File("cell");
        File.Copy(Front, installed);
        Directory.CreateSymbolicLink(_folder.File("lib"), AppContext.BaseDirectory);
        return installed;
    }

    /// <summary>Where the managed half finds the runtime that these tests run on.</summary>
    private static Dictionary<string, string> WithRuntime()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        return new() { ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(framework, "../../..")) };
    }
}
