namespace CellDsl.Language.Syntax.Layout;

/// <summary>The brackets that are open, innermost last.</summary>
internal sealed class BracketStack
{
    /// <summary>The layout pass skips what is nested more deeply.</summary>
    private readonly BracketFrame[] _frames = new BracketFrame[LayoutPass.DeepestNesting + 1];

    public int Count { get; private set; }

    public ref readonly BracketFrame this[int index] => ref _frames[index];

    /// <summary>The innermost bracket is a brace, or none is open.</summary>
    public bool IsInBlock => Count == 0 || _frames[Count - 1].IsBrace;

    public ref readonly BracketFrame Innermost => ref _frames[Count - 1];

    public void Clear() => Count = 0;

    public void Push(BracketFrame frame) => _frames[Count++] = frame;

    public BracketFrame Pop() => _frames[--Count];
}
