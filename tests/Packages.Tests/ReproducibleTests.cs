using System.Runtime.Versioning;

namespace CellDsl.Packages.Tests;

/// <summary>The same sources give the same package: in another folder, language, time zone, and for another user.</summary>
public sealed class ReproducibleTests
{
    private const string Package = "lab_a.coins.1.0.0.nupkg";

    [Fact]
    public async Task Another_folder_language_and_time_zone_give_the_same_bytes()
    {
        using var one = new Lab().With("TZ", "UTC").With("LC_ALL", "C.UTF-8");
        using var other = new Lab()
            .With("TZ", "Asia/Kolkata")
            .With("LC_ALL", "de_DE.UTF-8")
            .With("LANG", "tr_TR.UTF-8")
            .With("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0")
            .With("USER", "somebody");
        Write(one, "");
        await one.Clean("pack");
        string deep = Path.Combine("a folder", "µ");
        Write(other, deep + "/");
        // From outside, so that the way to the files is another as well.
        await other.Clean("pack", deep);
        Assert.Equal(one.Bytes(Package), other.Bytes(Package));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Another_user_gives_the_same_bytes()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"),
            "only root can be somebody else"
        );
        using var lab = new Lab();
        Write(lab, "");
        await lab.Clean("pack");
        byte[] ours = lab.Bytes(Package);
        File.Delete(Path.Combine(lab.Work, Package));

        string top = Path.GetDirectoryName(lab.Work) ?? lab.Work;
        foreach (
            string path in Directory
                .EnumerateFileSystemEntries(top, "*", SearchOption.AllDirectories)
                .Prepend(top)
        )
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        string[] nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
        var sees = await Somebody(lab, top, [.. nobody, "test", "-r", CellProcess.Assembly]);
        Assert.SkipUnless(sees.ExitCode == 0, "the build lies where others may not read");
        var packed = await Somebody(lab, top, [.. nobody, "dotnet", CellProcess.Assembly, "pack"]);
        Assert.True(packed.ExitCode == 0, packed.ToString());
        Assert.Equal(ours, lab.Bytes(Package));
    }

    [Fact]
    public async Task A_package_of_a_package_is_verified_with_what_it_was_packed_with()
    {
        using var lab = new Lab();
        await Small.Publish(lab, "../feed", "lab_a.coins", "1.0.0");
        lab.Write("study/cell.toml", Small.Toml("lab_b.study", "1.0.0", "[feeds]\nours = \"../../feed\"\n"));
        lab.Write("study/study.cell", Small.Study);
        string study = Path.Combine(lab.Work, "study");
        foreach (
            string[] command in new[] { ["add", "lab_a.coins"], new[] { "pack", "-o", "../study.nupkg" } }
        )
        {
            var result = await lab.RunIn(study, command);
            Assert.True(result.ExitCode == 0, result.ToString());
        }
        // Its results are in it, and so is the lock it was made with.
        string said = await lab.Clean("verify", "study.nupkg", "--feed", "../feed");
        Assert.StartsWith("verified lab_b.study 1.0.0", said, StringComparison.Ordinal);
    }

    private static Task<CellResult> Somebody(Lab lab, string home, string[] arguments) =>
        CellProcess.RunProgram(
            "/usr/bin/setpriv",
            lab.Work,
            arguments,
            null,
            new Dictionary<string, string>
            {
                ["HOME"] = home,
                ["CELL_CACHE"] = Path.Combine(home, "other-cache"),
                ["DOTNET_CLI_HOME"] = home,
            }
        );

    private static void Write(Lab lab, string folder)
    {
        lab.Write($"{folder}cell.toml", Small.Toml("lab_a.coins", "1.0.0"));
        lab.Write(
            $"{folder}coins.cell",
            Small.Coin
                + "experiment e {\n  run cycling() on coin()\n  expect discharge[1].capacity > 100 mAh/g of active\n}\n"
        );
        lab.Write($"{folder}README.md", "# Coins\n");
    }
}
