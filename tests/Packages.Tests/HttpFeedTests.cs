namespace CellDsl.Packages.Tests;

/// <summary>What is true of a folder is true of a feed with an address.</summary>
public class HttpFeedTests
{
    [Fact]
    public async Task A_package_is_published_added_restored_and_withdrawn()
    {
        using var feed = new HttpFeed();
        using var author = new Lab();
        author.Write("p/cell.toml", Small.Toml("lab_a.coins", "1.0.0"));
        author.Write("p/coins.cell", Small.Coin);
        await author.Clean("pack", "p", "--without-tests", "-o", "p.nupkg");
        string refused = await author.Refused("CELL8013", "publish", "p.nupkg", "--to", feed.Index);
        Assert.Contains("403", refused, StringComparison.Ordinal);
        author.With("CELL_API_KEY", "secret");
        await author.Clean("publish", "p.nupkg", "--to", feed.Index);
        await author.Refused("CELL8016", "publish", "p.nupkg", "--to", feed.Index);

        using var user = new Lab();
        await user.Clean("add", "lab_a.coins", "--feed", feed.Index);
        user.Write("study.cell", Small.Study);
        await user.Clean("check", "study.cell");
        Assert.Contains("no findings", await user.Clean("audit"), StringComparison.Ordinal);
        await user.Refused("CELL8011", "add", "lab_a.nothing");

        // Another machine, with the lock alone.
        using var clone = new Lab();
        foreach (string file in new[] { "cell.toml", "cell.lock", "study.cell" })
            clone.Write(file, user.Read(file));
        await clone.Clean("restore", "--locked");
        await clone.Clean("check", "study.cell");

        var withdrawn = await author.RunIn(
            Path.Combine(author.Work, "p"),
            "publish",
            "--to",
            feed.Index,
            "--withdraw",
            "1.0.0",
            "--because",
            "a wrong limit"
        );
        Assert.True(withdrawn.ExitCode == 0, withdrawn.ToString());
        await user.Refused("CELL8017", "audit");
        await clone.Clean("restore", "--locked");
        using var late = new Lab();
        await late.Refused("CELL8011", "add", "lab_a.coins", "--feed", feed.Index);
    }
}
