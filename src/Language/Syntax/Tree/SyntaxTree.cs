using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A parsed file: whole, lossless, with its problems in it.</summary>
public sealed class SyntaxTree
{
    private FileSyntax? _root;
    private IReadOnlyList<Diagnostic>? _diagnostics;

    internal SyntaxTree(SourceText source, GreenBranch root)
    {
        Source = source;
        Green = root;
    }

    public SourceText Source { get; }

    public GreenBranch Green { get; }

    public FileSyntax Root => _root ??= new FileSyntax(Green, null, this, 0);

    /// <summary>What the lexer, the layout pass and the grammar found, in text order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics ??= ProblemCollector.Collect(this);

    /// <summary>Parses a file. Any text gives a whole tree that prints back to the same text.</summary>
    public static SyntaxTree Parse(SourceText source) => new(source, SyntaxParser.Parse(source.Text));

    /// <summary>The text of all tokens with their trivia, put together again from the tree.</summary>
    public string ToFullString()
    {
        var text = new StringBuilder(Source.Length);
        Print(Green, 0, text);
        return text.ToString();
    }

    private void Print(GreenNode node, int position, StringBuilder text)
    {
        if (node is GreenToken)
            text.Append(Source.Text, position, node.FullWidth);
        for (int i = 0; i < node.SlotCount; i++)
        {
            if (node.Slot(i) is not { } slot)
                continue;
            Print(slot, position, text);
            position += slot.FullWidth;
        }
    }
}
