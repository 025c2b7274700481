using Xunit;

namespace CellDsl.TestKit;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The first word behind the fence.</param>
/// <param name="Note">The other words: of a <c>cell</c> block the frame that a fragment stands in.</param>
/// <param name="Line">Of its opening fence, from one.</param>
public sealed record DocumentBlock(string Language, string Note, int Line, string Text)
{
    private const string FileMark = "// file: ";
    private const string ExpectMark = "// expect:";

    /// <summary>The name under which other blocks import it, <c>// file: other.cell</c> on its first line; else null.</summary>
    public string? FileName =>
        FirstLine.StartsWith(FileMark, StringComparison.Ordinal) ? FirstLine[FileMark.Length..].Trim() : null;

    /// <summary>The codes that its first line expects, <c>// expect: CELL2004</c>; empty for a block that is right.</summary>
    public IReadOnlyList<string> Expected =>
        FirstLine.StartsWith(ExpectMark, StringComparison.Ordinal)
            ? FirstLine[ExpectMark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];

    private string FirstLine => Text.Split('\n')[0];

    /// <summary>The blocks of a Markdown file in their order.</summary>
    public static IReadOnlyList<DocumentBlock> Of(string path)
    {
        var lines = File.ReadAllLines(path);
        var blocks = new List<DocumentBlock>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            int end = Array.IndexOf(lines, "```", i + 1);
            Assert.True(end > i, $"{path}: the block of line {i + 1} is not closed");
            string[] words = lines[i][3..].Split(' ', 2, StringSplitOptions.TrimEntries);
            string text = string.Join('\n', lines[(i + 1)..end]) + "\n";
            blocks.Add(new(words[0], words.Length > 1 ? words[1] : "", i + 1, text));
            i = end;
        }
        return blocks;
    }
}
