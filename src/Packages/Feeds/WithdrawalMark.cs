using NuGet.Versioning;

namespace CellDsl.Packages.Feeds;

/// <summary>
/// How a version is withdrawn in a folder, which has no list to take it from: a text file beside the package,
/// <c>lab_a.ltvo.1.0.0.withdrawn</c>, that says why. The package itself stays, for who has locked it.
/// </summary>
public static class WithdrawalMark
{
    public static string PathOf(string folder, string name, NuGetVersion version) =>
        Path.Combine(folder, $"{name}.{version.ToNormalizedString()}.withdrawn");

    /// <summary>The reason, or null where the version stands.</summary>
    public static string? Read(string folder, string name, NuGetVersion version)
    {
        string path = PathOf(folder, name, version);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
