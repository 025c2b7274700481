using CellDsl.Language.Packages;

namespace CellDsl.Packages;

/// <summary>Work on packages that cannot go on, and why.</summary>
public sealed class PackageException(IReadOnlyList<PackageFinding> findings) : Exception(findings[0].Message)
{
    public PackageException(PackageFinding finding)
        : this([finding]) { }

    /// <summary>At least one.</summary>
    public IReadOnlyList<PackageFinding> Findings { get; } = findings;
}
