using System.Runtime.CompilerServices;

namespace CellDsl.TestKit;

/// <summary>
/// Snapshot tests in Verify's convention: <c>Class.Method.verified.txt</c> beside the test, <c>.received.txt</c> where it
/// differs. The call shape is Verify's, so that the package can take this helper's place.
/// </summary>
public static class Verifier
{
    /// <param name="target">The text; line ends and the folder of the repository are scrubbed.</param>
    /// <param name="parameters">What tells several snapshots of one method apart, as part of the file name.</param>
    public static Task Verify(
        string target,
        string extension = "txt",
        string? parameters = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    )
    {
        string source = Repository.SourceFile(sourceFile);
        string folder = Path.GetDirectoryName(source) ?? Repository.Root;
        string suffix = parameters is null ? "" : $"_{parameters}";
        string name = $"{Path.GetFileNameWithoutExtension(source)}.{method}{suffix}";
        Snapshot.Match(
            Path.Combine(folder, $"{name}.verified.{extension}"),
            Path.Combine(folder, $"{name}.received.{extension}"),
            Scrub(target)
        );
        return Task.CompletedTask;
    }

    private static string Scrub(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace(Repository.Root, "{Root}", StringComparison.Ordinal);
}
