namespace CellDsl.Language.Packages;

/// <summary>
/// Names of packages, <c>lab_a.ltvo</c>: a namespace and a name, of lower-case letters, digits and underscores. <c>std</c>
/// is the standard vocabulary's.
/// </summary>
public static class PackageName
{
    /// <summary>The longest that NuGet takes.</summary>
    public const int MostCharacters = 100;

    /// <summary>What is wrong with a name, as the end of a sentence; null where nothing is.</summary>
    public static string? Fault(string name)
    {
        var parts = name.Split('.');
        return name.Length > MostCharacters ? $"is longer than {MostCharacters} characters"
            : parts.Length < 2
                ? "lacks its namespace: the lab or group that gives the name, a dot, then the name"
            : parts[0] == "std" ? "is in the namespace `std`, which is the standard vocabulary's"
            : Array.TrueForAll(parts, IsPart) ? null
            : "is not made of lower-case letters, digits and `_`, each part beginning with a letter";
    }

    private static bool IsPart(string part) =>
        part.Length > 0
        && char.IsAsciiLetterLower(part[0])
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
