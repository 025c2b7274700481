using CellDsl.Cli.Hosting;
using CellDsl.Language.Packages;

namespace CellDsl.Cli.Packaging;

/// <summary>What a new lock changes, a line per package.</summary>
internal static class LockChanges
{
    /// <returns>Whether anything changes.</returns>
    public static bool Write(
        PackageLock before,
        PackageLock after,
        CellConsole console,
        string? except = null
    )
    {
        bool changed = false;
        foreach (
            string name in before
                .Packages.Concat(after.Packages)
                .Select(each => each.Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        )
        {
            var (old, now) = (before.Find(name)?.Version, after.Find(name)?.Version);
            if (old == now)
                continue;
            changed = true;
            if (name == except)
                continue;
            console.Out.WriteLine(
                old is null ? $"{name} {now}: new"
                : now is null ? $"{name} {old}: no longer used"
                : $"{name} {old} → {now}"
            );
        }
        return changed;
    }
}
