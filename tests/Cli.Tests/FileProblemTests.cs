using System.Text;

namespace CellDsl.Cli.Tests;

/// <summary>Each problem with a file is one sentence with its path and the next step; none is a stack trace.</summary>
public class FileProblemTests
{
    private const string Valid = "edition 1\n\nprotocol p on cell {\n  rest for 10 min\n}\n";

    [Fact]
    public async Task A_missing_file_suggests_its_neighbour()
    {
        using var folder = new TemporaryFolder();
        folder.Write("low_pressure.cell", Valid);
        await Fails(
            folder,
            ["check", "low_presure.cell"],
            "there is no file or folder `low_presure.cell`",
            "did you mean `low_pressure.cell`?"
        );
        await Fails(
            folder,
            ["check", "other/x.cell"],
            "there is no file or folder `other/x.cell`",
            "cell new"
        );
    }

    [Fact]
    public async Task A_folder_without_procedures()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("empty"));
        await Fails(folder, ["check", "empty"], "the folder `empty` holds no .cell file", "cell new");
    }

    [Fact]
    public async Task Text_in_another_encoding()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(
            folder.File("latin.cell"),
            Encoding.Latin1.GetBytes("edition 1\n// 700 °C\n"),
            TestContext.Current.CancellationToken
        );
        await Fails(
            folder,
            ["check", "latin.cell"],
            "`latin.cell` is not valid UTF-8: byte 18, on line 2,",
            "save it as UTF-8"
        );
        await File.WriteAllTextAsync(
            folder.File("wide.cell"),
            Valid,
            Encoding.Unicode,
            TestContext.Current.CancellationToken
        );
        await Fails(folder, ["check", "wide.cell"], "`wide.cell` is UTF-16, not UTF-8", "save it as UTF-8");
        await File.WriteAllBytesAsync(
            folder.File("image.cell"),
            [0x89, 0x50, 0x4E, 0x47, 0, 0, 0xFF, 0xD8],
            TestContext.Current.CancellationToken
        );
        await Fails(
            folder,
            ["check", "image.cell"],
            "`image.cell` is not text: it holds binary data",
            "name a .cell file"
        );
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_problem()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.File("mark.cell"),
            Valid,
            new UTF8Encoding(true),
            TestContext.Current.CancellationToken
        );
        var result = await CellProcess.Run(folder.Path, "check", "mark.cell");
        Assert.True(result.ExitCode is 0, result.ToString());
    }

    [Fact]
    public async Task An_output_that_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.cell", Valid);
        folder.Write("taken", "");
        await Fails(folder, ["new", "p.cell"], "`p.cell` exists already", "choose another name");
        await Fails(
            folder,
            ["new", "taken/x.cell"],
            "`taken` cannot be a folder: it is a file",
            "choose another place"
        );
    }

    [Fact]
    public async Task A_full_disk()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var folder = new TemporaryFolder();
        folder.Write("p.cell", "edition 1\nprotocol p on cell { rest for 10 min }\n");
        await Fails(
            folder,
            ["build", "p.cell", "-o", "/dev/full"],
            "`/dev/full` could not be written: the disk is full",
            "free some space"
        );
    }

    [Fact]
    public async Task A_file_that_may_not_be_read()
    {
        Assert.SkipWhen(
            Environment.UserName is "root" || OperatingSystem.IsWindows(),
            "needs a user who may not read everything"
        );
        using var folder = new TemporaryFolder();
        string file = folder.Write("secret.cell", Valid);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);
        await Fails(
            folder,
            ["check", "secret.cell"],
            "`secret.cell` may not be read: permission denied",
            "permissions"
        );
    }

    private static async Task Fails(TemporaryFolder folder, string[] arguments, string sentence, string help)
    {
        var result = await CellProcess.Run(folder.Path, arguments);
        Assert.True(result.ExitCode is 2, result.ToString());
        Assert.StartsWith($"error: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Contains($"help: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(help, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, result.Error, StringComparison.Ordinal);
    }
}
