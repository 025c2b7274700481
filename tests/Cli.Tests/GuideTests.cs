using System.Text;
using System.Text.RegularExpressions;
using CellDsl.TestKit;
using Xunit;

namespace CellDsl.Cli.Tests;

/// <summary>
/// What the guides tell a newcomer to do works, in this order, in an empty folder: files that a <c>cell</c> block names are
/// written, <c>sh</c> blocks run to their end, and a <c>console</c> block shows what its commands print. A line or a part of
/// one that is <c>…</c> stands for anything.
/// </summary>
public partial class GuideTests
{
    private const string Prompt = "$ ";

    [Theory]
    [InlineData("tutorial.md")]
    [InlineData("getting-started.md")]
    public async Task A_guide_can_be_followed(string name)
    {
        string path = Repository.File($"docs/{name}");
        using var folder = new TemporaryFolder();
        using var tools = new TemporaryFolder();
        WriteTool(tools.Path);
        var shownAt = new Dictionary<int, string>();
        var problems = new StringBuilder();
        foreach (var block in DocumentBlock.Of(path))
        {
            if (block is { Language: "cell", FileName: { } file })
            {
                await File.WriteAllTextAsync(
                    Path.Combine(folder.Path, file),
                    block.Text,
                    TestContext.Current.CancellationToken
                );
            }
            else if (block.Language == "sh")
            {
                var result = await Shell(block.Text, folder.Path, tools.Path);
                if (result.ExitCode != 0)
                    problems.Append($"{name}:{block.Line} {result}");
            }
            else if (block.Language == "console")
            {
                string shown = await Console(block.Text, folder.Path, tools.Path);
                if (Matches(block.Text, shown))
                    continue;
                shownAt[block.Line] = shown;
                if (!Snapshot.Accepting)
                    problems.Append($"{name}:{block.Line} prints (accept with ./test.sh --accept)\n{shown}");
            }
        }
        if (Snapshot.Accepting)
            Accept(path, shownAt);
        Assert.True(problems.Length == 0, problems.ToString());
    }

    private static void Accept(string path, Dictionary<int, string> shownAt)
    {
        var page = new StringBuilder();
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            page.Append(lines[i]).Append('\n');
            // Block lines count from one: the text begins behind the fence.
            if (!shownAt.TryGetValue(i + 1, out string? shown))
                continue;
            page.Append(shown);
            i = Array.IndexOf(lines, "```", i + 1) - 1;
        }
        File.WriteAllText(path, page.ToString());
    }

    /// <summary>The commands of a block with what they print, one after the other.</summary>
    private static async Task<string> Console(string text, string folder, string tools)
    {
        var shown = new StringBuilder();
        foreach (
            string line in text.Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))
        )
        {
            var result = await Shell(line[Prompt.Length..], folder, tools);
            shown.Append(line).Append('\n').Append(result.Error).Append(result.Output);
        }
        return shown.ToString();
    }

    private static Task<CellResult> Shell(string script, string folder, string tools) =>
        CellProcess.RunProgram(
            "sh",
            folder,
            ["-eu", "-c", script],
            input: null,
            new Dictionary<string, string>
            {
                ["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}",
            }
        );

    /// <summary>A command <c>cell</c> that starts the built one.</summary>
    private static void WriteTool(string folder)
    {
        string path = Path.Combine(folder, "cell");
        File.WriteAllText(path, $"#!/bin/sh\nexec dotnet '{CellProcess.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }

    private static bool Matches(string expected, string actual)
    {
        var pattern = new StringBuilder("^");
        foreach (string line in expected.TrimEnd('\n').Split('\n'))
        {
            pattern.Append(
                line.Trim() == "…" ? "(?:.*\n)*?" : AnyPart().Replace(Regex.Escape(line), ".*") + "\n"
            );
        }
        return Regex.IsMatch(actual.TrimEnd('\n') + "\n", pattern.Append('$').ToString());
    }

    [GeneratedRegex("…")]
    private static partial Regex AnyPart();
}
