using System.Xml.Linq;

namespace CellDsl.Cli.Tests;

/// <summary>What <c>cell doc</c> gives to print: steps to tick, masses, handling, what is open, signatures.</summary>
public class DocCommandTests
{
    [Fact]
    public async Task As_markdown()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "doc", "firing.cell", "-o", "firing.md");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("written firing.md: 1 unspecified, 1 assumed\n", result.Output);
        string text = await File.ReadAllTextAsync(
            folder.File("firing.md"),
            TestContext.Current.CancellationToken
        );
        await Verify(text, "md");
    }

    [Fact]
    public async Task The_page_is_well_formed_needs_nothing_else_and_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        const string hostile = "<script>alert(1)</script> & more";
        folder.Write(
            "firing.cell",
            LabPrograms.Firing.Replace("lab habit", hostile, StringComparison.Ordinal)
        );
        var result = await CellProcess.Run(folder.Path, "doc", "firing.cell");
        Assert.Equal(0, result.ExitCode);
        string page = await File.ReadAllTextAsync(
            folder.File("firing.html"),
            TestContext.Current.CancellationToken
        );
        // As XML but for what HTML lets stand open in the head.
        var root = XDocument
            .Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..^"</html>\n".Length])
            .Root;
        Assert.NotNull(root);
        Assert.Contains(
            root.Descendants("li"),
            item => item.Value.Contains(hostile, StringComparison.Ordinal)
        );
        Assert.Equal(
            root.Descendants("div").Count(one => one.Attribute("class")?.Value == "step"),
            root.Descendants("div").Count(one => one.Attribute("class")?.Value == "box")
        );
        foreach (string foreign in new[] { "<script", "<link", "src=", "href=", "url(", "@import" })
            Assert.DoesNotContain(foreign, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_an_error_of_use()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "doc", "firing.cell", "-o", "nowhere/firing.html");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere/firing.html", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_experiment_has_nothing_to_print()
    {
        using var folder = new TemporaryFolder();
        folder.Write("empty.cell", "edition 1\n");
        var result = await CellProcess.Run(folder.Path, "doc", "empty.cell");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(
            "error: `empty.cell` holds no experiment\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(folder.File("empty.html")));
    }
}
