using NuGet.Versioning;

namespace CellDsl.Packages.Versions;

/// <summary>
/// Ranges of versions as people write them: <c>^1.2</c> (compatible), <c>~1.2.3</c> (patches), <c>=1.2.3</c> (exactly),
/// <c>&gt;=1.2 &lt;2.0</c>, or NuGet's own <c>[1.2,2.0)</c>. A bare <c>1.2.3</c> is refused: it means one thing to NuGet and
/// another to the rest of the world.
/// </summary>
public static class RangeNotation
{
    public const string Ways = "`^1.2` (compatible), `~1.2.3` (patches), `=1.2.3` (exactly) or `>=1.2 <2.0`";

    /// <param name="fault">What is wrong, as the end of a sentence; null where nothing is.</param>
    public static VersionRange? Read(string text, out string? fault)
    {
        fault = null;
        string trimmed = text.Trim();
        if (trimmed.Length > 0 && trimmed[0] is '[' or '(')
        {
            if (VersionRange.TryParse(trimmed, allowFloating: false, out var theirs))
                return theirs;
            fault = "is no range in NuGet's notation";
            return null;
        }
        VersionRange? all = null;
        foreach (string part in trimmed.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadPart(part) is not { } range)
            {
                fault = NuGetVersion.TryParse(part, out _)
                    ? "does not say whether later versions will do"
                    : "is no range of versions";
                return null;
            }
            all = all is null ? range : VersionRange.CommonSubSet([all, range]);
        }
        if (all is null)
            fault = "is empty";
        return all;
    }

    /// <summary>The shortest of the notations that says the same.</summary>
    public static string Write(VersionRange range)
    {
        var (low, high) = (range.MinVersion, range.MaxVersion);
        if (low is not null && range.IsMinInclusive && high is not null)
        {
            if (range.IsMaxInclusive && low == high)
                return $"={low.ToNormalizedString()}";
            if (!range.IsMaxInclusive && high == Ceiling(AfterCompatible(low)))
                return $"^{low.ToNormalizedString()}";
            if (!range.IsMaxInclusive && high == Ceiling(new(low.Major, low.Minor + 1, 0)))
                return $"~{low.ToNormalizedString()}";
        }
        var parts = new List<string>();
        if (low is not null)
            parts.Add($"{(range.IsMinInclusive ? ">=" : ">")}{low.ToNormalizedString()}");
        if (high is not null)
            parts.Add($"{(range.IsMaxInclusive ? "<=" : "<")}{Plain(high)}");
        return parts.Count == 0 ? "any version" : string.Join(' ', parts);
    }

    private static string Plain(NuGetVersion version) =>
        version.Release == "0"
            ? version.ToString("x.y.z", VersionFormatter.Instance)
            : version.ToNormalizedString();

    private static VersionRange? ReadPart(string part)
    {
        (string sign, string rest) = part switch
        {
            ['>', '=', ..] or ['<', '=', ..] => (part[..2], part[2..]),
            ['^' or '~' or '=' or '>' or '<', ..] => (part[..1], part[1..]),
            _ => ("", part),
        };
        if (sign.Length == 0 || rest.Length == 0 || !char.IsAsciiDigit(rest[0]))
            return null;
        if (!NuGetVersion.TryParse(rest, out var version))
            return null;
        return sign switch
        {
            "^" => new(version, true, Ceiling(AfterCompatible(version)), false),
            "~" => new(version, true, Ceiling(new(version.Major, version.Minor + 1, 0)), false),
            "=" => new(version, true, version, true),
            ">=" => new(version, true),
            ">" => new(version, false),
            "<=" => new(null, false, version, true),
            _ => new(null, false, Ceiling(version), false),
        };
    }

    /// <summary>Before 1.0 a minor version may break, before 0.1 any version may.</summary>
    private static NuGetVersion AfterCompatible(NuGetVersion version) =>
        version.Major > 0 ? new(version.Major + 1, 0, 0)
        : version.Minor > 0 ? new(0, version.Minor + 1, 0)
        : new(0, 0, version.Patch + 1);

    /// <summary>Below every preview of a version: <c>2.0.0-beta</c> is not compatible with 1.9 either.</summary>
    private static NuGetVersion Ceiling(NuGetVersion version) =>
        version.IsPrerelease ? version : new(version.Major, version.Minor, version.Patch, "0");
}
