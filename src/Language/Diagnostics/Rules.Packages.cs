namespace CellDsl.Language.Diagnostics;

/// <summary>Family 8, in procedures: imports from packages. What the package commands find is in PackageRules.</summary>
public static partial class Rules
{
    public static readonly Rule UnknownPackage = new(
        "CELL8001",
        Severity.Error,
        "Package that is not used here"
    );

    public static Diagnostic UnknownPackageAt(
        Location at,
        string name,
        string? nearest,
        IReadOnlyList<string> known
    ) =>
        new(
            UnknownPackage,
            at,
            known.Count == 0
                ? $"`{name}` would come from a package, and this project uses none"
                : $"no package of this project holds `{name}`",
            Help: nearest is not null ? $"did you mean `{nearest}`?"
                : known.Count == 0 ? "`cell add NAME` adds a package to the project"
                : $"it uses {string.Join(", ", known.Select(package => $"`{package}`"))}; `cell add NAME` adds another",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule PackageNotRestored = new(
        "CELL8002",
        Severity.Error,
        "Package that is not on this machine"
    );

    public static Diagnostic PackageNotRestoredAt(Location at, string package, string version) =>
        new(
            PackageNotRestored,
            at,
            $"`{package}` {version} is locked and has not been restored here",
            Help: "`cell restore` brings it"
        );

    public static readonly Rule UnknownModule = new(
        "CELL8003",
        Severity.Error,
        "File that the package does not hold"
    );

    public static Diagnostic UnknownModuleAt(
        Location at,
        string name,
        string package,
        string? nearest,
        IReadOnlyList<string> modules
    ) =>
        new(
            UnknownModule,
            at,
            $"the package `{package}` holds no `{name}`",
            Help: nearest is not null
                ? $"did you mean `{nearest}`?"
                : $"it holds {string.Join(", ", modules.Select(module => $"`{module}`"))}",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule PackageChanged = new(
        "CELL8004",
        Severity.Error,
        "Package that was changed here"
    );

    public static Diagnostic PackageChangedAt(Location at, string package, string version, string path) =>
        new(
            PackageChanged,
            at,
            $"`{path}` is not what `{package}` {version} holds: somebody changed it here",
            Help: "`cell restore` puts it back; to do something else, copy the file into your project and import that"
        );

    public static readonly Rule UnreadableLock = new(
        "CELL8005",
        Severity.Error,
        "Lock file that cannot be read"
    );

    public static Diagnostic UnreadableLockAt(Location at, string path, string fault) =>
        new(
            UnreadableLock,
            at,
            $"the lock file `{path}` {fault}",
            Help: "take it from version control, or delete it and call `cell restore`, which chooses anew"
        );
}
