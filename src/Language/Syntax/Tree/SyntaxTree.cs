using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A parsed file: whole, lossless, with its problems in it.</summary>
public sealed class SyntaxTree
{
    private FileSyntax? _root;

    internal SyntaxTree(SourceText source, GreenBranch root)
    {
        Source = source;
        Green = root;
    }

    public SourceText Source { get; }

    public GreenBranch Green { get; }

    public FileSyntax Root => _root ??= new FileSyntax(Green, null, this, 0);
}
