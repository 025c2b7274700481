using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Packages;

/// <summary>
/// What <c>import lab_a.ltvo.routes</c> means: the file <c>routes.cell</c> of the package <c>lab_a.ltvo</c>, as the nearest
/// <c>cell.lock</c> above the importing file says and as it was restored beside it. A package's own name alone stands for
/// the file of its last part: <c>lab_a.ltvo</c> for <c>ltvo.cell</c>.
/// </summary>
internal sealed class PackageImports(ISourceResolver resolver)
{
    /// <summary>Folders between a file and its project; deeper ones are no project of a person's.</summary>
    private const int MostLevels = 16;

    private readonly Dictionary<SourceText, (PackageLock Lock, string? Fault)> _locks = [];

    /// <summary>The file that an import means, or what is wrong with the import.</summary>
    public (SourceText? Source, Diagnostic? Problem) Find(Location at, string name)
    {
        var (found, up) = FindLock(at.Source);
        if (found is null)
            return (null, Rules.UnknownPackageAt(at, name, null, []));
        if (!_locks.TryGetValue(found, out var read))
            _locks[found] = read = (PackageLock.Read(found.Text, out string? fault), fault);
        if (read.Fault is { } wrong)
            return (null, Rules.UnreadableLockAt(at, found.Path, wrong));
        if (read.Lock.FindImported(name) is not { } package)
        {
            string[] known = [.. read.Lock.Packages.Select(each => each.Name).Order(StringComparer.Ordinal)];
            return (null, Rules.UnknownPackageAt(at, name, Spelling.Nearest(name, known), known));
        }
        return Load(at, name, package, up);
    }

    private (SourceText?, Diagnostic?) Load(Location at, string name, LockedPackage package, string up)
    {
        string file = FileOf(name, package.Name);
        if (!package.Sources.TryGetValue(file, out string? hash))
        {
            string[] modules = [.. package.Sources.Keys.Select(path => ModuleOf(path, package.Name))];
            return (
                null,
                Rules.UnknownModuleAt(at, name, package.Name, Spelling.Nearest(name, modules), modules)
            );
        }
        if (resolver.Resolve(at.Source.Path, $"{up}{package.Folder}/{file}") is not { } source)
            return (null, Rules.PackageNotRestoredAt(at, package.Name, package.Version));
        return PackageLock.HashOf(source.Text) == hash
            ? (source, null)
            : (null, Rules.PackageChangedAt(at, package.Name, package.Version, source.Path));
    }

    private (SourceText? Lock, string Up) FindLock(SourceText importing)
    {
        string up = "";
        for (int level = 0; level < MostLevels; level++, up += "../")
        {
            if (resolver.Resolve(importing.Path, up + PackageLock.FileName) is { } found)
                return (found, up);
        }
        return (null, "");
    }

    private static string FileOf(string name, string package) =>
        (
            name == package
                ? package[(package.LastIndexOf('.') + 1)..]
                : name[(package.Length + 1)..].Replace('.', '/')
        ) + ".cell";

    private static string ModuleOf(string path, string package)
    {
        string inside = path.EndsWith(".cell", StringComparison.Ordinal) ? path[..^5] : path;
        return inside == package[(package.LastIndexOf('.') + 1)..]
            ? package
            : $"{package}.{inside.Replace('/', '.')}";
    }
}
