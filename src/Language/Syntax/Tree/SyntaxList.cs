using System.Collections;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>The node behind a list: its elements, separators between them left as tokens.</summary>
public sealed class ListSyntax : SyntaxNode
{
    private SyntaxNode[]? _nodes;

    internal ListSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    /// <summary>The element nodes without separators, made once.</summary>
    internal SyntaxNode[] Nodes => _nodes ??= MakeNodes();

    private SyntaxNode[] MakeNodes()
    {
        var nodes = new List<SyntaxNode>(Green.SlotCount);
        int position = Position;
        for (int i = 0; i < Green.SlotCount; i++)
        {
            var slot = Green.Slot(i);
            if (ChildAt(i, position) is { } child)
                nodes.Add(child);
            position += slot?.FullWidth ?? 0;
        }
        return [.. nodes];
    }

    /// <summary>The tokens in the list (separators, or names of a name list).</summary>
    public IEnumerable<SyntaxToken> Tokens()
    {
        int position = Position;
        for (int i = 0; i < Green.SlotCount; i++)
        {
            var slot = Green.Slot(i);
            if (slot is GreenToken token)
                yield return new(this, token, position);
            position += slot?.FullWidth ?? 0;
        }
    }
}

/// <summary>A typed view of the element nodes of a list; empty where the list is absent.</summary>
public readonly struct SyntaxList<T> : IReadOnlyList<T>
    where T : SyntaxNode
{
    private readonly SyntaxNode[]? _nodes;

    /// <param name="child">A list, its only element, or nothing.</param>
    internal SyntaxList(SyntaxNode? child)
    {
        SyntaxNode[] nodes =
            child is null ? []
            : child is ListSyntax list ? list.Nodes
            : [child];
        // Recovery may leave pieces of another sort in a list; they are in the tree, but not among its elements.
        _nodes = Array.TrueForAll(nodes, static node => node is T)
            ? nodes
            : Array.FindAll(nodes, static node => node is T);
    }

    private SyntaxNode[] Nodes => _nodes ?? [];

    public int Count => Nodes.Length;

    public T this[int index] => (T)Nodes[index];

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var node in Nodes)
            yield return (T)node;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
