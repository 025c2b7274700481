namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// An array of pieces whose elements are wrapped, since an array of a class that is not sealed checks the type of
/// whatever is put into it.
/// </summary>
internal readonly struct GreenArray
{
    private readonly Element[] _elements;

    /// <summary>A stretch of an array, copied. (No span: spans of our own structs are not precompiled.)</summary>
    public GreenArray(Element[] nodes, int start, int count)
    {
        _elements = new Element[count];
        for (int i = 0; i < _elements.Length; i++)
            _elements[i] = nodes[start + i];
    }

    public int Length => _elements.Length;

    public GreenNode? this[int index] => _elements[index].Node;

    internal struct Element
    {
        public GreenNode? Node;
    }
}
