namespace CellDsl.Debugger.Tests;

/// <summary>A client that others wrote: the one with which Visual Studio Code's own adapters are tested.</summary>
public class ForeignClientTests
{
    private static readonly string Folder = Repository.File("tests/Debugger.Tests/Client");

    [Fact]
    public async Task The_test_client_of_visual_studio_code_debugs_an_experiment()
    {
        Assert.SkipUnless(await Answers("node", "--version"), "no `node` on this machine");
        string library = Path.Combine(Folder, "node_modules/@vscode/debugadapter-testsupport");
        Assert.SkipUnless(
            Directory.Exists(library),
            "its client is not installed: npm install --prefix tests/Debugger.Tests/Client"
        );
        var result = await CellProcess.RunProgram(
            "node",
            Folder,
            ["session.mjs", CellProcess.Assembly, DapClient.File],
            null,
            null
        );
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            [
                "initialized",
                "breakpoint hit",
                "stack",
                "variables",
                "stepped back",
                "and on again",
                "condition",
                "ended",
            ],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static async Task<bool> Answers(string program, string argument)
    {
        try
        {
            return (await CellProcess.RunProgram(program, Folder, [argument], null, null)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
