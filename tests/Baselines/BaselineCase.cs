using System.Text.RegularExpressions;

namespace CellDsl.Baselines.Tests;

/// <summary>One folder with a <c>main.cell</c>, and beside it what each stage is accepted to make of it.</summary>
public sealed partial class BaselineCase
{
    public static string Root { get; } = Repository.File("tests/Baselines/Cases");

    /// <summary>Every file that a stage may write; the rest of the folder is input.</summary>
    public static IReadOnlyList<string> OutputNames { get; } =
    [
        "tokens.txt",
        "tree.txt",
        "symbols.txt",
        "diagnostics.txt",
        "formatted.cell",
        "plan.json",
        "generated.cs",
    ];

    private BaselineCase(string name) => Name = name;

    /// <summary>The path below <see cref="Root"/>, with forward slashes.</summary>
    public string Name { get; }

    public string Folder => Path.Combine(Root, Name);

    public string MainFile => Path.Combine(Folder, "main.cell");

    public static BaselineCase Named(string name) => new(name);

    /// <summary>All cases, found on disk: there is no list to add a new one to.</summary>
    public static IEnumerable<string> AllNames() =>
        Directory
            .EnumerateFiles(Root, "main.cell", SearchOption.AllDirectories)
            .Select(file =>
                Path.GetRelativePath(Root, Path.GetDirectoryName(file) ?? Root).Replace('\\', '/')
            )
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// The codes that the first line (<c>// expect: CELL2004 CELL1001</c>) or an <c>expect.txt</c> announces, one per
    /// finding, sorted; null for a case that expects no finding to be named.
    /// </summary>
    public IReadOnlyList<string>? ExpectedCodes()
    {
        string separate = Path.Combine(Folder, "expect.txt");
        string? line =
            File.Exists(separate) ? File.ReadAllText(separate)
            : ExpectLine().Match(File.ReadLines(MainFile).FirstOrDefault() ?? "") is { Success: true } match
                ? match.Groups["codes"].Value
            : null;
        return line
            ?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    [GeneratedRegex(@"^// expect:(?<codes>.*)$")]
    private static partial Regex ExpectLine();
}
