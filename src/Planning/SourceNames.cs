using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Planning;

/// <summary>
/// Names sources relative to the folder of the main file, so that a plan does not depend on where that folder lies.
/// Paths under <c>std/</c> stay as they are.
/// </summary>
public sealed class SourceNames(SourceText main)
{
    private const string Standard = "std/";

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, SourceText> _sources = [];
    private readonly string[] _folder = Parts(main.Path)[..^1];

    public string NameOf(SourceText source)
    {
        if (!_names.TryGetValue(source.Path, out var name))
        {
            _names[source.Path] = name = IsStandard(source) ? source.Path : Relative(source.Path);
            _sources[name] = source;
        }
        return name;
    }

    /// <summary>The place that a reference of this program names; null for one of another program.</summary>
    public Location? LocationOf(SourceRef reference)
    {
        if (!_sources.TryGetValue(reference.Path, out var source))
            return null;
        int start = source.OffsetAt(new(reference.Line - 1, reference.Column - 1));
        int end = source.OffsetAt(new(reference.EndLine - 1, reference.EndColumn - 1));
        return new(source, TextSpan.FromBounds(start, Math.Max(start, end)));
    }

    public SourceRef RefOf(Location location) =>
        SourceRef.Of(location) with
        {
            Path = NameOf(location.Source),
        };

    /// <summary>A folder of the user may be called <c>std</c> as well.</summary>
    private static bool IsStandard(SourceText source) =>
        source.Path.StartsWith(Standard, StringComparison.Ordinal)
        && StandardLibrary.Instance.Module(Path.ChangeExtension(source.Path[Standard.Length..], null))
            is { } module
        && ReferenceEquals(module.Source, source);

    private string Relative(string path)
    {
        var parts = Parts(path);
        if (IsRooted(path) != IsRooted(main.Path))
            return path.Replace('\\', '/');
        int common = 0;
        while (common < _folder.Length && common < parts.Length - 1 && _folder[common] == parts[common])
        {
            common++;
        }
        return string.Join('/', Enumerable.Repeat("..", _folder.Length - common).Concat(parts[common..]));
    }

    private static bool IsRooted(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || (path.Length > 1 && path[1] == ':');

    private static string[] Parts(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\'))
        {
            if (part is "." or "")
                continue;
            if (part == ".." && parts is [.., not ".."])
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }
        return parts is [] ? [""] : [.. parts];
    }
}
