using CellDsl.Language.Diagnostics;
using NuGet.Versioning;

namespace CellDsl.Packages.Versions;

/// <summary>What a solver asks of feeds.</summary>
public interface IVersionSource
{
    /// <summary>Names of the feeds that are asked, for messages.</summary>
    IReadOnlyList<string> Feeds { get; }

    /// <summary>Versions that may be chosen anew: withdrawn ones are left out. Newest first.</summary>
    IReadOnlyList<NuGetVersion> Versions(string name);

    /// <summary>What a version uses itself.</summary>
    IReadOnlyList<(string Name, VersionRange Range)> DependenciesOf(string name, NuGetVersion version);
}

/// <param name="By">Who wants it: <c>cell.toml</c>, or a package with its version.</param>
/// <param name="Package">The package that wants it, or null for the project itself.</param>
public sealed record Wish(string By, string? Package, string Name, VersionRange Range, Location? At);

/// <summary>
/// Chooses one version of each package, so that all wishes are met: what was chosen before where it still suits, else the
/// newest. Goes back on a choice that leads nowhere; if nothing helps, tells the first contradiction on the way of the
/// newest versions, which is the one that a person would meet.
/// </summary>
public sealed class Solver
{
    /// <summary>Choices to try. A real project takes some tens; beyond it the wishes are a riddle, not a project.</summary>
    private const int MostSteps = 20_000;

    private readonly IVersionSource _source;
    private readonly IReadOnlyDictionary<string, NuGetVersion> _preferred;
    private readonly Dictionary<string, List<Wish>> _wishes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NuGetVersion> _chosen = new(StringComparer.Ordinal);
    private PackageException? _first;
    private int _steps;

    private Solver(IVersionSource source, IReadOnlyDictionary<string, NuGetVersion> preferred)
    {
        _source = source;
        _preferred = preferred;
    }

    /// <exception cref="PackageException">No choice meets all wishes, or a package is nowhere.</exception>
    public static IReadOnlyDictionary<string, NuGetVersion> Solve(
        IEnumerable<Wish> wishes,
        IVersionSource source,
        IReadOnlyDictionary<string, NuGetVersion> preferred
    )
    {
        var solver = new Solver(source, preferred);
        foreach (var wish in wishes)
            solver.Add(wish);
        if (solver.Search())
            return solver._chosen;
        throw solver._first
            ?? throw new InvalidOperationException("a search without a result has no first contradiction");
    }

    private bool Search()
    {
        string? open = _wishes.Keys.Where(name => !_chosen.ContainsKey(name)).Min(StringComparer.Ordinal);
        if (open is null)
            return true;
        var candidates = Candidates(open);
        if (candidates.Count == 0)
            Contradicts(open);
        foreach (var version in candidates)
        {
            if (++_steps > MostSteps)
            {
                Contradicts(open);
                return false;
            }
            if (Choose(open, version))
                return true;
        }
        return false;
    }

    private bool Choose(string name, NuGetVersion version)
    {
        string by = $"`{name}` {version.ToNormalizedString()}";
        var added = new List<Wish>();
        _chosen.Add(name, version);
        bool fits = true;
        foreach (var (needed, range) in _source.DependenciesOf(name, version))
        {
            var wish = new Wish(by, name, needed, range, WishOf(name)?.At);
            Add(wish);
            added.Add(wish);
            if (_chosen.TryGetValue(needed, out var other) && !range.Satisfies(other))
            {
                Contradicts(needed);
                fits = false;
                break;
            }
        }
        if (fits && Search())
            return true;
        _chosen.Remove(name);
        foreach (var wish in added)
        {
            var left = _wishes[wish.Name];
            left.Remove(wish);
            if (left.Count == 0)
                _wishes.Remove(wish.Name);
        }
        return false;
    }

    private List<NuGetVersion> Candidates(string name)
    {
        var wishes = _wishes[name];
        var fitting = _source
            .Versions(name)
            .Where(version => wishes.TrueForAll(wish => wish.Range.Satisfies(version)))
            // A preview is chosen only where somebody names one.
            .Where(version => !version.IsPrerelease || wishes.Exists(wish => NamesPreview(wish.Range)))
            .ToList();
        if (
            _preferred.TryGetValue(name, out var before)
            && wishes.TrueForAll(wish => wish.Range.Satisfies(before))
        )
        {
            fitting.Remove(before);
            fitting.Insert(0, before);
        }
        return fitting;
    }

    private static bool NamesPreview(VersionRange range) => range.MinVersion?.IsPrerelease is true;

    private Wish? WishOf(string name) => _wishes.GetValueOrDefault(name)?.FirstOrDefault();

    private void Add(Wish wish)
    {
        if (!_wishes.TryGetValue(wish.Name, out var list))
            _wishes.Add(wish.Name, list = []);
        list.Add(wish);
    }

    private void Contradicts(string name)
    {
        if (_first is not null)
            return;
        var wishes = _wishes[name];
        string[] versions = [.. _source.Versions(name).Select(version => version.ToNormalizedString())];
        var at = wishes.Select(wish => wish.At).FirstOrDefault(place => place is not null);
        _first = new(
            wishes.Count == 1 || versions.Length == 0
                ? Rules.NoSuchPackageIn(
                    name,
                    RangeNotation.Write(wishes[0].Range),
                    wishes[0].By,
                    versions,
                    _source.Feeds,
                    at
                )
                : Rules.VersionConflictOf(
                    name,
                    [.. wishes.Select(wish => (wish.By, RangeNotation.Write(wish.Range)))],
                    versions,
                    wishes.Select(wish => wish.Package).FirstOrDefault(package => package is not null),
                    at
                )
        );
    }
}
