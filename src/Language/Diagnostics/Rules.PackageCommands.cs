using CellDsl.Language.Packages;

namespace CellDsl.Language.Diagnostics;

/// <summary>Family 8, found by the commands that make, choose, fetch and compare packages.</summary>
public static partial class Rules
{
    public static readonly Rule ManifestFault = new(
        "CELL8010",
        Severity.Error,
        "cell.toml that cannot be understood"
    );

    public static PackageFinding ManifestFaultAt(Location? at, string message, string help) =>
        new(ManifestFault, message, help, at);

    public static readonly Rule NoSuchPackage = new(
        "CELL8011",
        Severity.Error,
        "Package or version that no feed has"
    );

    /// <param name="range">As written, or null where any version would do.</param>
    /// <param name="versions">What the feeds have of the package, newest first.</param>
    public static PackageFinding NoSuchPackageIn(
        string name,
        string? range,
        string wantedBy,
        IReadOnlyList<string> versions,
        IReadOnlyList<string> feeds,
        Location? at
    ) =>
        versions.Count == 0
            ? new(
                NoSuchPackage,
                $"{wantedBy} wants `{name}`, and no feed has a package of that name",
                feeds.Count == 0
                    ? "name a feed: `--feed FOLDER-OR-URL`, or under [feeds] in cell.toml"
                    : $"asked: {string.Join(", ", feeds)}; check the name, or add a feed with `--feed`",
                at
            )
            : new(
                NoSuchPackage,
                $"{wantedBy} wants `{name}` {range}, and the feeds have {Listed(versions)}",
                "choose a range that holds one of them",
                at
            );

    public static readonly Rule VersionConflict = new(
        "CELL8012",
        Severity.Error,
        "Versions that exclude each other"
    );

    /// <param name="wishes">Who wants which range, as <c>cell.toml</c> and <c>^1.0</c>.</param>
    public static PackageFinding VersionConflictOf(
        string name,
        IReadOnlyList<(string By, string Range)> wishes,
        IReadOnlyList<string> versions,
        string? culprit,
        Location? at
    ) =>
        new(
            VersionConflict,
            $"no version of `{name}` suits all: "
                + $"{string.Join(", ", wishes.Select(wish => $"{wish.By} wants {wish.Range}"))}; the feeds have {Listed(versions)}",
            culprit is null
                ? "widen one of the ranges"
                : $"widen your range, or use another version of `{culprit}`",
            at
        );

    public static readonly Rule FeedUnreachable = new(
        "CELL8013",
        Severity.Error,
        "Feed that cannot be reached"
    );

    public static PackageFinding FeedUnreachableFor(string feed, string why, string? wanted) =>
        new(
            FeedUnreachable,
            wanted is null
                ? $"the feed `{feed}` cannot be reached: {why}"
                : $"{wanted} is not on this machine, and the feed `{feed}` cannot be reached: {why}",
            wanted is null
                ? "check the address and the network; what is locked and was restored before needs no feed"
                : "connect once and call `cell restore`; from then on no network is needed"
        );

    public static readonly Rule PackageTampered = new(
        "CELL8014",
        Severity.Error,
        "Package that is not what was locked"
    );

    public static PackageFinding PackageTamperedIn(string name, string version, string where) =>
        new(
            PackageTampered,
            $"`{name}` {version} from {where} is not the package that cell.lock names: its content hash differs",
            "do not use it: a published version never changes; ask its author, and `cell update` only if they confirm"
        );

    /// <param name="where">The file in the package.</param>
    public static PackageFinding PackageContradictsItself(string package, string where) =>
        new(
            PackageTampered,
            $"`{where}` in {package} is not what the package's own record says: it was changed after it was packed",
            "do not use it; ask its author for the package as it was published"
        );

    public static readonly Rule UnsafePackage = new(
        "CELL8015",
        Severity.Error,
        "Package that cannot be unpacked"
    );

    public static PackageFinding UnsafePackageOf(string package, string why) =>
        new(
            UnsafePackage,
            $"{package} is not unpacked: {why}",
            "nothing of it was written; take the package from where its author published it"
        );

    public static readonly Rule AlreadyPublished = new(
        "CELL8016",
        Severity.Error,
        "Version that is published already"
    );

    public static PackageFinding AlreadyPublishedIn(string name, string version, string feed) =>
        new(
            AlreadyPublished,
            $"`{name}` {version} is in {feed} already, and a published version never changes",
            "raise `version` in cell.toml and pack again"
        );

    public static readonly Rule WithdrawnVersion = new(
        "CELL8017",
        Severity.Warning,
        "Version that its author withdrew"
    );

    public static PackageFinding WithdrawnVersionOf(string name, string version, string? reason, bool gone) =>
        new(
            WithdrawnVersion,
            gone
                ? $"`{name}` {version}, which this project uses, is in no feed any more"
                : $"`{name}` {version}, which this project uses, was withdrawn{(reason is null ? "" : $": {reason}")}",
            $"`cell update {name}` takes a version that stands"
        );

    public static readonly Rule NoLicence = new("CELL8018", Severity.Warning, "Package without a licence");

    public static PackageFinding NoLicenceOf(string name, string version) =>
        new(
            NoLicence,
            $"`{name}` {version} states no licence, so nobody may use it without asking",
            "ask its author; in your own cell.toml write `license = \"CC-BY-4.0\"`, or another SPDX expression"
        );

    public static readonly Rule RebuildDiffers = new(
        "CELL8019",
        Severity.Error,
        "Package that its own sources do not give"
    );

    public static PackageFinding RebuildDiffersIn(
        string package,
        IReadOnlyList<string> files,
        string? builtBy
    ) =>
        new(
            RebuildDiffers,
            $"{package} is not what its own sources give: {Listed([.. files.Select(file => $"`{file}`")])} {(files.Count == 1 ? "differs" : "differ")}",
            builtBy is null
                ? "do not trust what differs; its sources are what they are, and `cell build` makes the rest anew"
                : $"it was packed by cell {builtBy}, which may write other bytes: verify with that version before you conclude"
        );

    public static readonly Rule CannotPack = new("CELL8020", Severity.Error, "Folder that cannot be packed");

    public static PackageFinding CannotPackSince(string why, string help, Location? at = null) =>
        new(CannotPack, why, help, at);

    private static string Listed(IReadOnlyList<string> words) =>
        words.Count <= 6
            ? string.Join(", ", words)
            : $"{string.Join(", ", words.Take(5))} and {words.Count - 5} more";
}
