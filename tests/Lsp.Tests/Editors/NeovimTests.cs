using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CellDsl.Lsp.Tests.Editors;

/// <summary>A real editor with the set-up that docs/editors.md gives: <c>test.sh</c> installs it where it can.</summary>
public sealed class NeovimTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Neovim_shows_findings_fixes_hovers_completes_renames_and_formats()
    {
        Assert.SkipUnless(IsInstalled(), "no `nvim` on this machine: apt-get install neovim");
        string text = await File.ReadAllTextAsync(
            Repository.File("examples/quickstart.cell"),
            TestContext.Current.CancellationToken
        );
        string wrong = text.Replace("voltage >= 3.8 V", "voltage >= 3.8 A", StringComparison.Ordinal)
            .Replace("  repeat 3 times", "  rest    for 1 h\n  repeat 3 times", StringComparison.Ordinal);
        string file = _folder.Write("quickstart.cell", wrong);
        var report = await Drive(file);

        var steps = report["steps"] ?? throw new InvalidOperationException("no steps");
        Assert.Equal("cell", steps["filetype"]?.GetValue<string>());
        Assert.Equal(["CELL2004"], Strings(steps["findings"]));
        Assert.Contains("Change to `3.8 V`", Strings(steps["actions"])[0], StringComparison.Ordinal);
        Assert.Contains("molar mass: 157.7", steps["hover"]?.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["V", "mV"], Strings(steps["completion"]).Take(2));
        Assert.True(steps["renamed"]?.GetValue<bool>());
        Assert.Equal(
            text.Replace("three_cycles", "formation", StringComparison.Ordinal)
                .Replace("  repeat 3 times", "  rest for 1 h\n  repeat 3 times", StringComparison.Ordinal)
                .TrimEnd(),
            steps["formatted"]?.GetValue<string>().TrimEnd()
        );
    }

    private async Task<JsonNode> Drive(string file)
    {
        string report = _folder.File("report.json");
        var start = new ProcessStartInfo("nvim")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--headless",
            "--clean",
            "--cmd",
            $"set runtimepath^={Repository.File("editors/neovim")}",
            "-c",
            "filetype plugin on | syntax on",
            "-c",
            $"luafile {Repository.File("tests/Lsp.Tests/Editors/neovim.lua")}",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["CELL_DLL"] = CellProcess.Assembly;
        start.Environment["CELL_FILE"] = file;
        start.Environment["CELL_REPORT"] = report;
        // Neovim keeps its log and its state below these.
        foreach (string name in (string[])["XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"])
            start.Environment[name] = _folder.Path;
        using var editor = Process.Start(start) ?? throw new InvalidOperationException("nvim did not start");
        var output = editor.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = editor.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await editor.WaitForExitAsync(limit.Token);
        Assert.True(File.Exists(report), $"Neovim wrote no report\n{await output}\n{await error}");
        var seen = JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.NotNull(seen);
        Assert.True(seen["problem"] is null, $"{seen["problem"]}\n{seen.ToJsonString()}\n{await error}");
        return seen;
    }

    private static string[] Strings(JsonNode? list) =>
        [.. (list?.AsArray() ?? []).Select(each => each?.GetValue<string>() ?? "")];

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "nvim")));
}
