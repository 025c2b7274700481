using System.Text;
using System.Text.RegularExpressions;
using CellDsl.Cli.Files;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Baselines.Tests;

/// <summary>
/// Every <c>cell</c> block of the documents is compiled: a whole file as it stands, a fragment (<c>```cell protocol</c>) in
/// its frame of <c>tests/Baselines/Frames</c>. It has no finding, or those that its first line expects.
/// </summary>
public partial class DocumentTests
{
    private const string FragmentPlace = "// …";

    public static IEnumerable<TheoryDataRow<string, int>> Blocks() =>
        Directory
            .EnumerateFiles(Repository.File("docs"), "*.md")
            // Excerpts of the examples, which are compared with them.
            .Where(path => Path.GetFileName(path) != "cookbook.md")
            .Order(StringComparer.Ordinal)
            .SelectMany(path =>
                DocumentBlock
                    .Of(path)
                    .Where(block => block.Language == "cell")
                    .Select(block => new TheoryDataRow<string, int>(Path.GetFileName(path), block.Line))
            );

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_is_what_it_says(string page, int line)
    {
        var blocks = DocumentBlock.Of(Repository.File($"docs/{page}"));
        var block = blocks.Single(block => block.Line == line);
        // A file may stand in several versions on a page that lets it grow: the last one before this block counts.
        var files = blocks
            .TakeWhile(other => other.Line < line)
            .Where(other => other.FileName is not null)
            .GroupBy(other => other.FileName ?? "")
            .ToDictionary(versions => versions.Key, versions => versions.Last().Text);
        var (text, begin) = Framed(block);
        var procedures = Load(text, files);
        string[] found =
        [
            .. procedures
                .Diagnostics.Where(finding =>
                    finding.Rule.Severity is Severity.Error
                    || (
                        finding.Location.Span.Start >= begin
                        && finding.Location.Span.Start < begin + block.Text.Length
                    )
                )
                .Select(finding => finding.Rule.Code)
                .Distinct(),
        ];
        Assert.True(
            found.Order(StringComparer.Ordinal).SequenceEqual(block.Expected.Order(StringComparer.Ordinal)),
            $"{page}:{line}\n{DiagnosticRenderer.Render(procedures.Diagnostics, RenderOptions.Plain)}"
        );
    }

    [Fact]
    public void Reference_and_tutorial_have_examples()
    {
        string[] pages = ["language.md", "tutorial.md", "vocabulary.md"];
        var found = Blocks().Select(block => block.Data.Item1).Distinct().ToList();
        Assert.Superset(pages.ToHashSet(), found.ToHashSet());
    }

    /// <summary>A word that the library gains is in the reference.</summary>
    [Fact]
    public void Reference_names_the_words_of_the_library()
    {
        string page = File.ReadAllText(Repository.File("docs/language.md"));
        string[] modules = ["operations", "cycling", "measurements", "atmospheres", "vessels"];
        Offenders.None(
            modules
                .SelectMany(module => File.ReadLines(Repository.File($"src/Language/Std/{module}.cell")))
                .Select(line => Declared().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups["name"].Value)
                .Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal))
        );
    }

    [GeneratedRegex("^public (?:operation|measurement|atmosphere|vessel) (?<name>[A-Za-z_0-9]+)")]
    private static partial Regex Declared();

    /// <summary>A whole program, and where the block begins in it: what is odd in a frame is no concern of the fragment.</summary>
    private static (string Text, int Begin) Framed(DocumentBlock block)
    {
        if (block.Note.Length == 0)
            return (block.Text, 0);
        string frame = File.ReadAllText(Repository.File($"tests/Baselines/Frames/{block.Note}.cell"));
        int begin = frame.IndexOf(FragmentPlace, StringComparison.Ordinal);
        Assert.True(begin >= 0, $"{block.Note}.cell has no place for a fragment");
        return (frame.Remove(begin, FragmentPlace.Length).Insert(begin, block.Text), begin);
    }

    private static Procedures Load(string text, Dictionary<string, string> beside)
    {
        var files = new PageFiles(beside);
        return Procedures.Of(Compilation.Create([PageFiles.Source("this.cell", text)], files));
    }

    private sealed class PageFiles(Dictionary<string, string> texts) : ISourceResolver
    {
        private readonly Dictionary<string, SourceText> _files = texts.ToDictionary(
            file => file.Key,
            file => Source(file.Key, file.Value)
        );

        public static SourceText Source(string name, string text) =>
            SourceFiles.Decode(name, Encoding.UTF8.GetBytes(text));

        public SourceText? Resolve(string importingPath, string importPath) =>
            _files.GetValueOrDefault(importPath);
    }
}
