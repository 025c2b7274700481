namespace CellDsl.Architecture.Tests;

/// <summary>
/// Invariant 3: what only looks at procedures never loads Roslyn. The commands run from a copy of the tool without
/// it, so that a load would fail.
/// </summary>
public sealed class RoslynFreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RoslynFreeTests()
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            string name = Path.GetFileName(file);
            bool isRoslyn =
                name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                || name.StartsWith("Basic.Reference", StringComparison.Ordinal);
            // The list of dependencies would have the host miss the files before any code runs.
            if (!isRoslyn && !name.EndsWith(".deps.json", StringComparison.Ordinal))
                File.Copy(file, _folder.File(name));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("check examples/quickstart.cell")]
    [InlineData("check --json examples/ltvo")]
    [InlineData("plan examples/quickstart.cell")]
    [InlineData("plan --json examples/ltvo/low_pressure.cell")]
    [InlineData("explain")]
    [InlineData("--help")]
    public async Task It_works_without_Roslyn(string arguments)
    {
        var result = await CellProcess.Run(
            Repository.Root,
            arguments.Split(' '),
            null,
            null,
            _folder.File("cell.dll")
        );
        Assert.True(result.ExitCode is 0, result.ToString());
    }

    [Fact]
    public async Task Compiling_needs_Roslyn_so_the_copy_does_lack_it()
    {
        var noCache = new Dictionary<string, string> { ["CELL_CACHE"] = _folder.File("cache") };
        string[] arguments = ["build", "examples/quickstart.cell", "-o", _folder.File("x.dll")];
        var result = await CellProcess.Run(
            Repository.Root,
            arguments,
            null,
            noCache,
            _folder.File("cell.dll")
        );
        Assert.True(result.ExitCode is 2, result.ToString());
        Assert.Contains("Microsoft.CodeAnalysis", result.Error, StringComparison.Ordinal);
    }
}
