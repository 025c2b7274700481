using System.Collections.Immutable;
using System.Text;
using CellDsl.Cli.Files;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Baselines.Tests;

/// <summary>
/// The cases of one rule, <c>tests/Baselines/Rules/CELLnnnn.cases</c>: programs in which it has to be found, and programs
/// that look alike in which it must not be.
/// </summary>
/// <remarks>
/// <code>
/// -- before          what stands before every case below, until the next such line
/// -- after           what stands behind every case
/// -- wrong: title    a program; «what the finding marks» stands in guillemets
/// -- right: title    a program
/// -- file: name      a file beside the program of the case above
/// </code>
/// </remarks>
internal sealed record RuleCases(string Code, ImmutableArray<RuleCase> Cases)
{
    public static string Folder { get; } = Repository.File("tests/Baselines/Rules");

    public static IEnumerable<string> AllCodes() =>
        Directory
            .EnumerateFiles(Folder, "*.cases")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static string PathOf(string code) => Path.Combine(Folder, $"{code}.cases");

    public static RuleCases Read(string code)
    {
        var cases = ImmutableArray.CreateBuilder<RuleCase>();
        string before = "";
        string after = "";
        foreach (var (head, body) in Sections(File.ReadAllLines(PathOf(code))))
        {
            string[] words = head.Split(':', 2, StringSplitOptions.TrimEntries);
            string text = body.Trim('\n') + "\n";
            switch (words)
            {
                case ["before"]:
                    before = text;
                    after = "";
                    break;
                case ["after"]:
                    after = text;
                    break;
                case ["wrong" or "right", { Length: > 0 } title]:
                    cases.Add(new(title, words[0] == "wrong", before, text, after, []));
                    break;
                case ["file", { Length: > 0 } name] when cases.Count > 0:
                    cases[^1] = cases[^1] with { Beside = [.. cases[^1].Beside, (name, text)] };
                    break;
                default:
                    Assert.Fail($"{code}: `-- {head}` begins no section");
                    break;
            }
        }
        return new(code, cases.DrainToImmutable());
    }

    private static IEnumerable<(string Head, string Body)> Sections(string[] lines)
    {
        string? head = null;
        var body = new StringBuilder();
        foreach (string line in lines)
        {
            if (!line.StartsWith("-- ", StringComparison.Ordinal))
            {
                body.Append(line).Append('\n');
                continue;
            }
            if (head is not null)
                yield return (head, body.ToString());
            head = line[3..].Trim();
            body.Clear();
        }
        if (head is not null)
            yield return (head, body.ToString());
    }
}

/// <param name="Marked">The program between its frame, with guillemets around what a finding marks.</param>
/// <param name="Beside">Other files by name.</param>
internal sealed record RuleCase(
    string Title,
    bool IsWrong,
    string Before,
    string Marked,
    string After,
    ImmutableArray<(string Name, string Text)> Beside
) : ISourceResolver
{
    private const char Open = '«';
    private const char Close = '»';
    private const string Main = "this.cell";

    /// <summary>The whole program, without marks.</summary>
    public string Text => Before + Unmarked(Marked) + After;

    public string Everything => Text + string.Concat(Beside.Select(file => file.Name + "\n" + file.Text));

    public Procedures Load() => Procedures.Of(Compilation.Create([Source(Main, Text)], this));

    public SourceText? Resolve(string importingPath, string importPath) =>
        importPath == Main
            ? Source(Main, Text)
            : Beside
                .Where(file => file.Name == importPath)
                .Select(file => Source(file.Name, file.Text))
                .FirstOrDefault();

    /// <summary>The body with the spans that were found (of the whole program) marked; nested ones by the outer alone.</summary>
    public string Mark(IEnumerable<TextSpan> found)
    {
        var text = new StringBuilder(Unmarked(Marked));
        int shift = Before.Length;
        int last = int.MaxValue;
        foreach (
            var span in found.Distinct().OrderByDescending(span => span.Start).ThenBy(span => span.Length)
        )
        {
            int start = span.Start - shift;
            int end = span.End - shift;
            if (start < 0 || end > text.Length || end > last)
                continue;
            text.Insert(end, Close).Insert(start, Open);
            last = start;
        }
        return text.ToString();
    }

    private static string Unmarked(string text) =>
        text.Replace(Open.ToString(), "", StringComparison.Ordinal)
            .Replace(Close.ToString(), "", StringComparison.Ordinal);

    private static SourceText Source(string name, string text) =>
        SourceFiles.Decode(name, Encoding.UTF8.GetBytes(text));
}
