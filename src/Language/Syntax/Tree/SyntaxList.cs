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
        int count = 0;
        for (int i = 0; i < Green.SlotCount; i++)
            count += Green.Slot(i) is GreenBranch ? 1 : 0;
        var nodes = new SyntaxNode[count];
        int next = 0;
        int position = Position;
        for (int i = 0; i < Green.SlotCount; i++)
        {
            var slot = Green.Slot(i);
            if (ChildAt(i, position) is { } child)
                nodes[next++] = child;
            position += slot?.FullWidth ?? 0;
        }
        return nodes;
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
    // An array, the only element itself, or nothing.
    private readonly object? _items;

    /// <param name="child">A list, its only element, or nothing.</param>
    internal SyntaxList(SyntaxNode? child) =>
        _items = child is not ListSyntax list ? child as T : Elements(list.Nodes);

    public int Count =>
        _items is SyntaxNode[] nodes ? nodes.Length
        : _items is null ? 0
        : 1;

    public T this[int index] =>
        _items is SyntaxNode[] nodes ? (T)nodes[index]
        : index == 0 && _items is T only ? only
        : throw new ArgumentOutOfRangeException(nameof(index));

    // Recovery may leave pieces of another sort in a list, also without a problem of their own where one before says
    // enough; they are in the tree, but not among its elements.
    private static SyntaxNode[] Elements(SyntaxNode[] nodes) =>
        Array.TrueForAll(nodes, static node => node is T)
            ? nodes
            : Array.FindAll(nodes, static node => node is T);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>Walks the list without a piece of memory of its own.</summary>
    public struct Enumerator
    {
        private readonly SyntaxList<T> _list;
        private readonly int _count;
        private int _index;

        internal Enumerator(SyntaxList<T> list)
        {
            _list = list;
            _count = list.Count;
            _index = -1;
        }

        public readonly T Current => _list[_index];

        public bool MoveNext() => ++_index < _count;
    }
}
