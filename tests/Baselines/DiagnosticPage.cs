using System.Collections.Immutable;

namespace CellDsl.Baselines.Tests;

/// <summary>A page of <c>docs/diagnostics</c>: a title, then sections with prose and fenced blocks.</summary>
/// <param name="Title">The first line, with its <c>#</c>.</param>
/// <param name="Sections">In the order of the page.</param>
internal sealed record DiagnosticPage(string Title, ImmutableArray<PageSection> Sections)
{
    public static string Folder { get; } = Repository.File("docs/diagnostics");

    public static string PathOf(string code) => Path.Combine(Folder, $"{code}.md");

    /// <summary>The codes that have a page, found on disk.</summary>
    public static IEnumerable<string> AllCodes() =>
        Directory
            .EnumerateFiles(Folder, "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static DiagnosticPage Read(string code)
    {
        var lines = File.ReadAllLines(PathOf(code));
        var sections = ImmutableArray.CreateBuilder<PageSection>();
        string? heading = null;
        var prose = new List<string>();
        var blocks = new List<PageBlock>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.IndexOf(lines, "```", i + 1);
                Assert.True(end > i, $"{code}: the block of line {i + 1} is not closed");
                blocks.Add(new(lines[i][3..], [.. lines[(i + 1)..end]]));
                i = end;
            }
            else if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                Close();
                heading = lines[i][3..];
            }
            else if (lines[i].Length > 0)
            {
                prose.Add(lines[i]);
            }
        }
        Close();
        return new(lines.FirstOrDefault() ?? "", sections.ToImmutable());

        void Close()
        {
            if (heading is not null)
                sections.Add(new(heading, string.Join('\n', prose), [.. blocks]));
            prose.Clear();
            blocks.Clear();
        }
    }

    public PageSection Section(string heading) => Sections.Single(section => section.Heading == heading);
}

internal sealed record PageSection(string Heading, string Prose, ImmutableArray<PageBlock> Blocks)
{
    private const string FileMark = "// file: ";

    /// <summary>The programs; what begins with <c>// file: other.cell</c> stands beside each of them.</summary>
    public IEnumerable<Dictionary<string, string>> Programs()
    {
        var cells = Blocks.Where(block => block.Language == "cell").ToList();
        foreach (var main in cells.Where(block => NameOf(block) is null))
        {
            var files = new Dictionary<string, string> { ["this.cell"] = main.Text };
            foreach (var block in cells)
            {
                if (NameOf(block) is { } name)
                    files[name] = block.Text;
            }
            yield return files;
        }
    }

    private static string? NameOf(PageBlock block) =>
        block.Lines.FirstOrDefault() is { } first && first.StartsWith(FileMark, StringComparison.Ordinal)
            ? first[FileMark.Length..].Trim()
            : null;
}

internal sealed record PageBlock(string Language, ImmutableArray<string> Lines)
{
    public string Text => string.Join('\n', Lines) + "\n";
}
