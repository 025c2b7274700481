using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A node at its place in a file: a typed view that is made when asked for and then kept.</summary>
public abstract class SyntaxNode
{
    // Nothing yet, the one child that was asked for, or an array by slot: most nodes have one child.
    private object? _children;
    private int _slot;

    private protected SyntaxNode(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
    {
        Green = green;
        Parent = parent;
        Tree = tree;
        Position = position;
    }

    public GreenNode Green { get; }

    public SyntaxNode? Parent { get; }

    public SyntaxTree Tree { get; }

    /// <summary>Where the node starts, its leading trivia included.</summary>
    public int Position { get; }

    public SyntaxKind Kind => Green.Kind;

    public TextSpan FullSpan => new(Position, Green.FullWidth);

    /// <summary>From the first token's text to the last one's, without trivia.</summary>
    public TextSpan Span
    {
        get
        {
            int start = Position + Green.LeadingTriviaWidth;
            int end = Position + Green.FullWidth - Green.TrailingTriviaWidth;
            return TextSpan.FromBounds(start, Math.Max(start, end));
        }
    }

    public Location Location => new(Tree.Source, Span);

    /// <summary>The text without the trivia around it.</summary>
    public string Text => Tree.Source.Slice(Span).ToString();

    /// <summary>The Markdown of the <c>///</c> lines right above, markers stripped; null where there are none.</summary>
    public string? Documentation => Syntax.Tree.Documentation.Of(this);

    /// <summary>Children and tokens in text order, absent ones left out.</summary>
    public IEnumerable<SyntaxElement> Children()
    {
        int position = Position;
        for (int i = 0; i < Green.SlotCount; i++)
        {
            var slot = Green.Slot(i);
            if (slot is GreenToken token)
                yield return new(new SyntaxToken(this, token, position));
            else if (slot is not null && ChildAt(i, position) is { } child)
                yield return new(child);
            position += slot?.FullWidth ?? 0;
        }
    }

    private protected SyntaxToken TokenAt(int slot) =>
        Green.Slot(slot) is GreenToken token ? new(this, token, PositionOf(slot)) : default;

    private protected T? NodeAt<T>(int slot)
        where T : SyntaxNode => ChildAt(slot) as T;

    /// <summary>A child that the grammar always puts there; a wrong tree is a fault of the parser.</summary>
    private protected T Required<T>(int slot)
        where T : SyntaxNode =>
        ChildAt(slot) as T
        ?? throw new InvalidOperationException($"{Kind} lacks its {typeof(T).Name} in slot {slot}.");

    private protected SyntaxList<T> ListAt<T>(int slot)
        where T : SyntaxNode => new(ChildAt(slot));

    /// <summary>The tokens of a slot that holds a token list, or a single token that stands for it.</summary>
    private protected IEnumerable<SyntaxToken> TokensAt(int slot) =>
        Green.Slot(slot) is GreenToken token ? [new(this, token, PositionOf(slot))]
        : ChildAt(slot) is ListSyntax list ? list.Tokens()
        : [];

    private protected SyntaxNode? ChildAt(int slot) =>
        Green.Slot(slot) is GreenBranch ? Known(slot) ?? ChildAt(slot, PositionOf(slot)) : null;

    private SyntaxNode? Known(int slot) =>
        _children switch
        {
            SyntaxNode only => only._slot == slot ? only : null,
            SyntaxNode?[] array => array[slot],
            _ => null,
        };

    /// <summary>The child whose place the caller has counted already.</summary>
    private protected SyntaxNode? ChildAt(int slot, int position)
    {
        if (Green.Slot(slot) is not GreenBranch branch)
            return null;
        var children = _children;
        if (children is SyntaxNode?[] array)
            return array[slot] ??= Create(branch, slot, position);
        if (children is not SyntaxNode only)
        {
            var first = Create(branch, slot, position);
            _children = first;
            return first;
        }
        if (only._slot == slot)
            return only;
        var several = new SyntaxNode?[Green.SlotCount];
        several[only._slot] = only;
        _children = several;
        return several[slot] = Create(branch, slot, position);
    }

    private SyntaxNode Create(GreenBranch branch, int slot, int position)
    {
        var child = SyntaxFactory.Create(branch, this, Tree, position);
        child._slot = slot;
        return child;
    }

    private int PositionOf(int slot)
    {
        int position = Position;
        for (int i = 0; i < slot; i++)
            position += Green.Slot(i)?.FullWidth ?? 0;
        return position;
    }
}
