using CellDsl.TestKit;
using Xunit;

namespace CellDsl.Cli.Tests;

/// <summary>What a newcomer does, command after command, in an empty folder.</summary>
public class JourneyTests
{
    [Fact]
    public async Task A_new_procedure_is_checked_formatted_planned_built_and_run()
    {
        using var folder = new TemporaryFolder();
        await Clean(folder.Path, "new", "my_test.cell");
        await Clean(folder.Path, "check", "my_test.cell");
        await Clean(folder.Path, "fmt", "--check", "my_test.cell");
        await Clean(folder.Path, "plan", "my_test.cell");
        await Clean(folder.Path, "build", "my_test.cell", "-o", "my_test.dll");
        Assert.True(File.Exists(Path.Combine(folder.Path, "my_test.dll")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "my_test.pdb")));
        await Clean(folder.Path, "run", "my_test.cell", "--out", "first");
        string again = await Clean(folder.Path, "run", "my_test.cell", "--out", "second", "-v");
        Assert.Contains("without Roslyn", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_folders_give_the_same_bytes()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        string deeper = Path.Combine(other.Path, "a", "b");
        Directory.CreateDirectory(deeper);
        foreach (string place in new[] { one.Path, deeper })
        {
            File.Copy(Repository.File("examples/quickstart.cell"), Path.Combine(place, "quickstart.cell"));
            await Clean(place, "build", "quickstart.cell", "-o", "q.dll");
        }
        foreach (string file in new[] { "q.dll", "q.pdb" })
            Assert.Equal(
                await File.ReadAllBytesAsync(
                    Path.Combine(one.Path, file),
                    TestContext.Current.CancellationToken
                ),
                await File.ReadAllBytesAsync(
                    Path.Combine(deeper, file),
                    TestContext.Current.CancellationToken
                )
            );
    }

    private static async Task<string> Clean(string folder, params string[] arguments)
    {
        var result = await CellProcess.Run(folder, arguments);
        Assert.True(
            result.ExitCode == 0,
            $"cell {string.Join(' ', arguments)}:\n{result.Output}{result.Error}"
        );
        return result.Output + result.Error;
    }
}
