using CellDsl.Packages.Versions;
using NuGet.Versioning;

namespace CellDsl.Packages.Tests;

/// <summary>Which versions are chosen, and in what words it is told when none can be.</summary>
public class SolverTests
{
    /// <param name="packages">As <c>a 1.0.0: b ^1.0, c ^2.0</c>, a line each.</param>
    private sealed class Shelf(params string[] packages) : IVersionSource
    {
        private readonly List<(string Name, NuGetVersion Version, (string, VersionRange)[] Uses)> _all =
        [
            .. packages.Select(line =>
            {
                string[] parts = line.Split(':', 2);
                string[] head = parts[0].Split(' ');
                var uses = parts.Length < 2 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries);
                return (
                    head[0],
                    NuGetVersion.Parse(head[1]),
                    uses.Select(use => (use.Split(' ', 2)[0], Range(use.Split(' ', 2)[1]))).ToArray()
                );
            }),
        ];

        public IReadOnlyList<string> Feeds => ["`shelf`"];

        public IReadOnlyList<NuGetVersion> Versions(string name) =>
            [.. _all.Where(each => each.Name == name).Select(each => each.Version).OrderDescending()];

        public IReadOnlyList<(string Name, VersionRange Range)> DependenciesOf(
            string name,
            NuGetVersion version
        ) => _all.First(each => each.Name == name && each.Version == version).Uses;
    }

    [Fact]
    public void The_newest_that_suits_is_taken_with_what_it_uses() =>
        Assert.Equal(
            "a 1.1.0, b 2.0.0",
            Solved("a ^1.0", new("a 1.0.0: b ^1.0", "a 1.1.0: b ^2.0", "a 2.0.0", "b 1.0.0", "b 2.0.0"))
        );

    [Fact]
    public void What_is_locked_stays_while_it_suits()
    {
        var shelf = new Shelf("a 1.0.0", "a 1.1.0", "a 2.0.0");
        Assert.Equal("a 1.0.0", Solved("a ^1.0", shelf, "a 1.0.0"));
        Assert.Equal("a 2.0.0", Solved("a ^2.0", shelf, "a 1.0.0"));
    }

    [Fact]
    public void A_choice_that_leads_nowhere_is_taken_back() =>
        Assert.Equal(
            "a 1.0.0, b 1.0.0, c 1.0.0",
            Solved(
                "a ^1.0; b ^1.0",
                new("a 1.1.0: c ^2.0", "a 1.0.0: c ^1.0", "b 1.0.0: c ^1.0", "c 1.0.0", "c 2.0.0")
            )
        );

    [Fact]
    public void A_preview_is_taken_only_by_name()
    {
        var shelf = new Shelf("a 1.0.0", "a 1.1.0-beta.1");
        Assert.Equal("a 1.0.0", Solved("a ^1.0", shelf));
        Assert.Equal("a 1.1.0-beta.1", Solved("a ^1.1.0-beta.1", shelf));
    }

    [Fact]
    public void Packages_that_use_each_other_are_no_trap() =>
        Assert.Equal("a 1.0.0, b 1.0.0", Solved("a ^1.0", new("a 1.0.0: b ^1.0", "b 1.0.0: a ^1.0")));

    [Theory]
    [InlineData(
        "a ^1.0; c ^1.0",
        "CELL8012",
        "no version of `c` suits all: cell.toml wants ^1.0.0, `a` 1.0.0 wants ^2.0.0; the feeds have 2.0.0, 1.0.0",
        "widen your range, or use another version of `a`"
    )]
    [InlineData(
        "c ^3.0",
        "CELL8011",
        "cell.toml wants `c` ^3.0.0, and the feeds have 2.0.0, 1.0.0",
        "choose a range that holds one of them"
    )]
    [InlineData(
        "d ^1.0",
        "CELL8011",
        "`d` 1.0.0 wants `nowhere`, and no feed has a package of that name",
        "asked: `shelf`; check the name, or add a feed with `--feed`"
    )]
    public void A_contradiction_is_told_in_a_sentence(string wishes, string code, string message, string help)
    {
        var shelf = new Shelf("a 1.0.0: c ^2.0", "c 1.0.0", "c 2.0.0", "d 1.0.0: nowhere ^1.0");
        var exception = Assert.Throws<PackageException>(() => Solved(wishes, shelf));
        var finding = Assert.Single(exception.Findings);
        Assert.Equal((code, message, help), (finding.Rule.Code, finding.Message, finding.Help));
    }

    [Fact]
    public void A_riddle_ends()
    {
        var lines = new List<string>();
        for (int package = 0; package < 12; package++)
        {
            for (int version = 1; version <= 8; version++)
                lines.Add($"p{package} {version}.0.0: q >={version} <{version + 1}, q{package} ^1.0");
        }
        lines.AddRange(Enumerable.Range(0, 12).Select(each => $"q{each} 1.0.0"));
        lines.Add("q 99.0.0");
        string wishes = string.Join("; ", Enumerable.Range(0, 12).Select(each => $"p{each} >=1"));
        Assert.Throws<PackageException>(() => Solved(wishes, new([.. lines])));
    }

    private static string Solved(string wishes, Shelf shelf, params string[] locked)
    {
        var chosen = Solver.Solve(
            wishes
                .Split(';', StringSplitOptions.TrimEntries)
                .Select(wish => new Wish(
                    "cell.toml",
                    null,
                    wish.Split(' ', 2)[0],
                    Range(wish.Split(' ', 2)[1]),
                    null
                )),
            shelf,
            locked.ToDictionary(each => each.Split(' ')[0], each => NuGetVersion.Parse(each.Split(' ')[1]))
        );
        return string.Join(
            ", ",
            chosen
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => $"{each.Key} {each.Value}")
        );
    }

    private static VersionRange Range(string written) =>
        RangeNotation.Read(written, out _) ?? throw new ArgumentException(written);
}
