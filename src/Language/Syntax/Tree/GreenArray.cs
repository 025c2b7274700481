namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// An array of pieces whose elements are wrapped, since an array of a class that is not sealed checks the type of
/// whatever is put into it.
/// </summary>
internal readonly struct GreenArray
{
    private readonly Element[] _elements;

    public GreenArray(ReadOnlySpan<GreenNode?> nodes)
    {
        _elements = new Element[nodes.Length];
        for (int i = 0; i < _elements.Length; i++)
            _elements[i].Node = nodes[i];
    }

    public int Length => _elements.Length;

    public GreenNode? this[int index] => _elements[index].Node;

    private struct Element
    {
        public GreenNode? Node;
    }
}
