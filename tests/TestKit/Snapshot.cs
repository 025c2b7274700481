using Xunit;

namespace CellDsl.TestKit;

/// <summary>Compares a text with the accepted one on disk, or accepts it when <c>CELL_ACCEPT=1</c>.</summary>
public static class Snapshot
{
    public static bool Accepting { get; } = Environment.GetEnvironmentVariable("CELL_ACCEPT") is "1";

    /// <summary>Fails with a line difference unless the file holds exactly <paramref name="actual"/>.</summary>
    /// <param name="receivedPath">Where to put the new text when it differs; null to keep only the message.</param>
    public static void Match(string expectedPath, string? receivedPath, string actual)
    {
        if (Difference(expectedPath, receivedPath, actual) is { } difference)
            Assert.Fail(difference);
    }

    /// <summary>Null when the file matches or was rewritten; else what differs, to report several files at once.</summary>
    public static string? Difference(string expectedPath, string? receivedPath, string actual)
    {
        string? expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : null;
        if (expected == actual)
        {
            if (receivedPath is not null)
                File.Delete(receivedPath);
            return null;
        }
        if (Accepting)
        {
            File.WriteAllText(expectedPath, actual);
            if (receivedPath is not null)
                File.Delete(receivedPath);
            return null;
        }
        if (receivedPath is not null)
            File.WriteAllText(receivedPath, actual);
        string name = Path.GetRelativePath(Repository.Root, expectedPath);
        return $"{name} {(expected is null ? "does not exist" : "differs")} (accept with ./test.sh --accept)\n"
            + LineDifference.Describe(expected ?? "", actual);
    }
}
