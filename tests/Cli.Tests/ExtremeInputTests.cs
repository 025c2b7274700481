using System.Text;

namespace CellDsl.Cli.Tests;

/// <summary>Inputs that no procedure is: a clear answer, bounded memory, no stack trace.</summary>
public class ExtremeInputTests
{
    /// <summary>The runtime ends a process that wants more than this, so a passing test shows that it did not.</summary>
    private static readonly Dictionary<string, string> Bounded = new()
    {
        ["DOTNET_GCHeapHardLimit"] = "0x60000000",
    };

    [Theory]
    [InlineData("{", "}")]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("repeat 2 times {\n", "}\n")]
    [InlineData("if x {", "}")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    [InlineData("assumed ", "")]
    [InlineData("else if x { } ", "")]
    public async Task Ten_thousand_levels_of_nesting(string open, string close)
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder("edition 1\n\nprotocol p on cell {\n  x = ");
        for (int i = 0; i < 10_000; i++)
            text.Append(open);
        text.Append('1');
        for (int i = 0; i < 10_000; i++)
            text.Append(close);
        folder.Write("deep.cell", text.Append("\n}\n").ToString());
        await HasFindings(folder, "deep.cell");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("rest for 10 min\n")]
    [InlineData("§ \n")]
    [InlineData("{")]
    [InlineData("\"")]
    [InlineData("1 + ")]
    public async Task The_largest_file_that_is_read(string piece)
    {
        using var folder = new TemporaryFolder();
        await Write(folder.File("large.cell"), piece, 16_000_000);
        await HasFindings(folder, "large.cell");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("rest for 10 min\n")]
    public async Task A_hundred_megabytes_of_text_are_refused_unread(string piece)
    {
        using var folder = new TemporaryFolder();
        await Write(folder.File("large.cell"), piece, 104_857_600);
        var result = await CellProcess.Run(folder.Path, "check", "large.cell");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "error: `large.cell` is 100 MB; a procedure may be at most 16 MB\n"
                + "  help: is this a data file? split a procedure into files that import each other\n",
            result.Error
        );
    }

    private static async Task Write(string path, string piece, int size)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        string block = string.Concat(Enumerable.Repeat(piece, 100_000 / Encoding.UTF8.GetByteCount(piece)));
        int length = Encoding.UTF8.GetByteCount(block);
        int written = 0;
        for (; written + length <= size; written += length)
            await file.WriteAsync(block);
        await file.WriteAsync(new string(' ', size - written));
    }

    private static async Task HasFindings(TemporaryFolder folder, string file)
    {
        var result = await CellProcess.Run(folder.Path, ["check", file], null, Bounded);
        Assert.True(result.ExitCode is 1, result.ToString()[..Math.Min(2000, result.ToString().Length)]);
        Assert.Contains("error[CELL", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }
}
