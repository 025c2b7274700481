using System.IO.Compression;
using System.Text;
using CellDsl.Packages.Archives;

namespace CellDsl.Packages.Tests;

/// <summary>
/// What happens to packages between two labs: edits, tampering, withdrawal, contradicting versions, no network. Each is told
/// apart, with its code and the next step, and none leaves a project half changed.
/// </summary>
public sealed class TrustTests : IDisposable
{
    private const string Feed = "../feed";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task An_edited_package_is_noticed_and_put_back()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await _lab.Clean("add", "lab_a.coins", "--feed", Feed);
        _lab.Write("study.cell", Small.Study);
        await _lab.Clean("check", "study.cell");

        const string restored = ".cell/packages/lab_a.coins/1.0.0/coins.cell";
        _lab.Write(restored, _lab.Read(restored).Replace("4.2 V", "4.4 V", StringComparison.Ordinal));
        string said = await _lab.Refused("CELL8004", "check", "study.cell");
        Assert.Contains("somebody changed it here", said, StringComparison.Ordinal);
        await _lab.Refused("CELL8004", "audit");
        Assert.Contains("1 brought", await _lab.Clean("restore"), StringComparison.Ordinal);
        await _lab.Clean("check", "study.cell");
    }

    [Fact]
    public async Task A_package_that_was_packed_again_under_its_version_is_refused()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await _lab.Clean("add", "lab_a.coins", "--feed", Feed);
        _lab.Write("study.cell", Small.Study);

        // Somebody packs another procedure under the same version, and replaces the file in the feed.
        _lab.Write(
            "lab_a.coins-1.0.0/coins.cell",
            Small.Coin.Replace("4.2 V", "4.4 V", StringComparison.Ordinal)
        );
        await _lab.Clean("pack", "lab_a.coins-1.0.0", "--without-tests", "-o", "other.nupkg");
        string published = _lab.File("feed/lab_a.coins.1.0.0.nupkg");
        File.Copy(Path.Combine(_lab.Work, "other.nupkg"), published, overwrite: true);

        string audit = await _lab.Refused("CELL8014", "audit");
        Assert.Contains("its content hash differs", audit, StringComparison.Ordinal);
        // This machine has what was locked; another one would have to take what the feed has now, and does not.
        await _lab.Clean("check", "study.cell");
        Directory.Delete(Path.Combine(_lab.Work, ".cell"), recursive: true);
        Directory.Delete(_lab.Cache, recursive: true);
        await _lab.Refused("CELL8014", "restore", "--locked");
        await _lab.Refused("CELL8002", "check", "study.cell");
    }

    [Fact]
    public async Task A_package_that_was_opened_and_changed_contradicts_itself()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        string path = _lab.File("feed/lab_a.coins.1.0.0.nupkg");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            var entry = Assert.Single(zip.Entries, each => each.FullName == "cell/coins.cell");
            entry.Delete();
            using var stream = zip.CreateEntry("cell/coins.cell").Open();
            stream.Write(
                Encoding.UTF8.GetBytes(Small.Coin.Replace("4.2 V", "4.4 V", StringComparison.Ordinal))
            );
        }
        foreach (
            string[] command in new[] { ["add", "lab_a.coins", "--feed", Feed], new[] { "verify", path } }
        )
        {
            string said = await _lab.Refused("CELL8014", command);
            Assert.Contains("`cell/coins.cell`", said, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(_lab.Work, "cell.toml")), "nothing was added");
    }

    [Fact]
    public async Task A_program_that_its_sources_do_not_give_is_found_by_verify()
    {
        _lab.Write("p/cell.toml", Small.Toml("lab_a.coins", "1.0.0"));
        _lab.Write("p/coins.cell", Small.Coin + "experiment e { run cycling() on coin() }\n");
        await _lab.Clean("pack", "p", "-o", "p.nupkg");
        await _lab.Clean("verify", "p.nupkg");

        // The record is made to agree, so that only a rebuild can tell.
        var files = SafeArchive.Read(_lab.Bytes("p.nupkg"), "`p.nupkg`");
        files["programs/coins.dll"][^1] ^= 1;
        var record = BuildRecord.Read(files[BuildRecord.FileName]);
        Assert.NotNull(record);
        files[BuildRecord.FileName] = (
            record with
            {
                Files = record.Files.SetItem(
                    "programs/coins.dll",
                    BuildRecord.HashOf(files["programs/coins.dll"])
                ),
            }
        ).Write();
        await File.WriteAllBytesAsync(
            Path.Combine(_lab.Work, "bad.nupkg"),
            StoredArchive.Write(files),
            TestContext.Current.CancellationToken
        );
        string said = await _lab.Refused("CELL8019", "verify", "bad.nupkg");
        Assert.Contains("`programs/coins.dll` differs", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contradiction_of_versions_is_told_in_a_sentence_and_changes_nothing()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await Small.Publish(_lab, Feed, "lab_a.coins", "2.0.0");
        _lab.Write("feed.toml", "");
        await PublishStudy("^2.0");
        await _lab.Clean("add", "lab_a.coins@^1.0", "--feed", Feed);
        string before = _lab.Read("cell.toml") + _lab.Read("cell.lock");
        string said = await _lab.Refused("CELL8012", "add", "lab_b.study");
        Assert.Contains(
            "no version of `lab_a.coins` suits all: cell.toml wants ^1.0.0, `lab_b.study` 1.0.0 wants ^2.0.0; the feeds have 2.0.0, 1.0.0",
            said,
            StringComparison.Ordinal
        );
        Assert.Equal(before, _lab.Read("cell.toml") + _lab.Read("cell.lock"));
    }

    [Fact]
    public async Task A_package_that_uses_a_package_brings_it_along()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await PublishStudy("^1.0");
        string said = await _lab.Clean("add", "lab_b.study", "--feed", Feed);
        Assert.Contains("lab_a.coins 1.0.0: new", said, StringComparison.Ordinal);
        _lab.Write(
            "ours.cell",
            "edition 1\nimport lab_a.coins\nimport lab_b.study\nexperiment ours { run cycling(rate: rate_of_choice) on coin() }\n".Replace(
                "rate: rate_of_choice",
                "",
                StringComparison.Ordinal
            )
        );
        string checkedText = (await _lab.Run("check", "ours.cell")).Output;
        Assert.DoesNotContain("CELL80", checkedText, StringComparison.Ordinal);
        Assert.Contains("no errors", checkedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_version_stays_for_who_has_it_and_is_not_chosen_anew()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.1.0");
        await _lab.Clean("add", "lab_a.coins@^1.0", "--feed", Feed);
        Assert.Contains("\"1.1.0\"", _lab.Read("cell.lock"), StringComparison.Ordinal);

        var withdrawn = await _lab.RunIn(
            Path.Combine(_lab.Work, "lab_a.coins-1.1.0"),
            "publish",
            "--to",
            "../../feed",
            "--withdraw",
            "1.1.0",
            "--because",
            "the upper voltage was wrong"
        );
        Assert.True(withdrawn.ExitCode == 0, withdrawn.ToString());
        string audit = await _lab.Refused("CELL8017", "audit");
        Assert.Contains("was withdrawn: the upper voltage was wrong", audit, StringComparison.Ordinal);
        await _lab.Clean("restore", "--locked");
        Assert.Contains(
            "lab_a.coins 1.1.0 → 1.0.0",
            await _lab.Clean("update", "lab_a.coins"),
            StringComparison.Ordinal
        );
        Assert.Contains("no findings", await _lab.Clean("audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_what_was_fetched_once_is_enough()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await _lab.Clean("add", "lab_a.coins", "--feed", Feed);
        _lab.Write("study.cell", Small.Study);
        Directory.Move(_lab.File("feed"), _lab.File("elsewhere"));

        await _lab.Clean("check", "study.cell");
        Directory.Delete(Path.Combine(_lab.Work, ".cell"), recursive: true);
        await _lab.Clean("restore");
        await _lab.Clean("test", "study.cell");

        Directory.Delete(Path.Combine(_lab.Work, ".cell"), recursive: true);
        Directory.Delete(Path.Combine(_lab.Cache, "packages"), recursive: true);
        var result = await _lab.Run("restore");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "error[CELL8013]: `lab_a.coins` 1.0.0 is not on this machine, and the feed `../feed` cannot be reached: there is no such folder",
            result.Error,
            StringComparison.Ordinal
        );
        // An address that nobody answers at: the port is that of no service, on this machine.
        string said = await _lab.Refused(
            "CELL8013",
            "add",
            "lab_a.more",
            "--feed",
            "http://127.0.0.1:9/index.json"
        );
        Assert.Contains("cannot be reached", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_points_elsewhere_is_refused()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        await _lab.Clean("add", "lab_a.coins", "--feed", Feed);
        _lab.Write("study.cell", Small.Study);
        string sound = _lab.Read("cell.lock");
        foreach (
            var (old, now) in new[]
            {
                ("\"1.0.0\"", "\"..\""),
                ("\"1.0.0\"", "\"1/../../..\""),
                ("\"coins.cell\"", "\"../../../coins.cell\""),
                ("\"lab_a.coins\"", "\"../coins\""),
                ("cell-lock/1", "cell-lock/2"),
                ("{", "<<<<<<< ours\n{"),
            }
        )
        {
            _lab.Write("cell.lock", sound.Replace(old, now, StringComparison.Ordinal));
            await _lab.Refused("CELL8005", "check", "study.cell");
            await _lab.Refused("CELL8005", "restore");
        }
    }

    [Fact]
    public async Task A_version_is_published_once()
    {
        await Small.Publish(_lab, Feed, "lab_a.coins", "1.0.0");
        string said = await _lab.Refused("CELL8016", "publish", "lab_a.coins-1.0.0.nupkg", "--to", Feed);
        Assert.Contains("raise `version` in cell.toml", said, StringComparison.Ordinal);
        await _lab.Refused("CELL8011", "add", "lab_a.coin", "--feed", Feed);
    }

    [Fact]
    public async Task A_package_without_a_licence_is_told_of_by_both_sides()
    {
        _lab.Write("p/cell.toml", "[package]\nname = \"lab_a.coins\"\nversion = \"1.0.0\"\n");
        _lab.Write("p/coins.cell", Small.Coin);
        var packed = await _lab.Run("pack", "p", "--without-tests", "-o", "p.nupkg");
        Assert.Equal(0, packed.ExitCode);
        Assert.Contains("warning[CELL8018]", packed.Error, StringComparison.Ordinal);
        await _lab.Clean("publish", "p.nupkg", "--to", Feed);
        await _lab.Clean("add", "lab_a.coins", "--feed", Feed);
        await _lab.Refused("CELL8018", "audit");
    }

    [Fact]
    public async Task What_is_no_package_is_neither_published_nor_verified()
    {
        _lab.Write("text.nupkg", "not a package");
        await _lab.Refused("CELL8015", "publish", "text.nupkg", "--to", Feed);
        await _lab.Refused("CELL8015", "verify", "text.nupkg");
        _lab.Write("bad/cell.toml", Small.Toml("lab_a.bad", "1.0.0", "include = [\"../secret.txt\"]\n"));
        _lab.Write("bad/bad.cell", Small.Coin);
        await _lab.Refused("CELL8020", "pack", "bad");
        _lab.Write("bad/cell.toml", Small.Toml("lab_a.bad", "1.0.0"));
        _lab.Write("bad/bad.cell", "edition 1\nexperiment e { run nothing() on nobody() }\n");
        string said = await _lab.Refused("CELL8020", "pack", "bad");
        Assert.Contains("`cell check bad/bad.cell` shows all", said, StringComparison.Ordinal);
        _lab.Write("bad/cell.toml", "[package]\nname = \"lab_a.bad\"\nversion = 1\n");
        Assert.Contains(
            "cell.toml:3:11",
            await _lab.Refused("CELL8010", "pack", "bad"),
            StringComparison.Ordinal
        );
    }

    /// <summary>A package of lab B that uses lab A's coins.</summary>
    private async Task PublishStudy(string range)
    {
        _lab.Write(
            "lab_b.study/cell.toml",
            Small.Toml("lab_b.study", "1.0.0", $"[dependencies]\n\"lab_a.coins\" = \"{range}\"\n")
        );
        _lab.Write(
            "lab_b.study/study.cell",
            "edition 1\nimport lab_a.coins\n\npublic protocol twice on cell {\n  run cycling()\n}\n"
        );
        string folder = Path.Combine(_lab.Work, "lab_b.study");
        foreach (
            string command in new[]
            {
                "restore --feed ../../feed",
                "pack --without-tests",
                "publish --to ../../feed",
            }
        )
        {
            var result = await _lab.RunIn(folder, command.Split(' '));
            Assert.True(result.ExitCode == 0, $"{command}: {result}");
        }
    }
}
