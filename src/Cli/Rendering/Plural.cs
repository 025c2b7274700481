namespace CellDsl.Cli.Rendering;

/// <summary>Counts in sentences.</summary>
internal static class Plural
{
    /// <summary><c>1 file</c>, <c>12 files</c>.</summary>
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";

    /// <summary>For nouns whose plural takes more than an s.</summary>
    public static string Of(int count, string noun, string plural) =>
        count == 1 ? $"1 {noun}" : $"{count:N0} {plural}";

    /// <summary><c>no errors</c>, <c>1 error</c>.</summary>
    public static string OfOrNone(int count, string noun) => count == 0 ? $"no {noun}s" : Of(count, noun);
}
