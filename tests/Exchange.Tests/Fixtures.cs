namespace CellDsl.Exchange.Tests;

/// <summary>The folder with files that other tools wrote: named by CELL_FIXTURES, or beside the checkout.</summary>
internal static class Fixtures
{
    public const string Missing =
        "the folder with other tools' files is not here: ../shared/fixtures, or what CELL_FIXTURES names";

    public static string Folder { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CELL_FIXTURES") is { Length: > 0 } named)
            return named;
        string root = TestKit.Repository.Root;
        string beside = Path.Combine(root, "..", "shared", "fixtures");
        // A second working tree of the same checkout stands one folder deeper.
        return Directory.Exists(beside) ? beside : Path.Combine(root, "..", "..", "shared", "fixtures");
    }
}
