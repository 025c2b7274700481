using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>A node at its place in a file: a typed view that is made when asked for and then kept.</summary>
public abstract class SyntaxNode
{
    private SyntaxNode?[]? _children;

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
        Green.Slot(slot) is GreenBranch
            ? ChildAt(slot, _children?[slot]?.Position ?? PositionOf(slot))
            : null;

    /// <summary>The child whose place the caller has counted already.</summary>
    private protected SyntaxNode? ChildAt(int slot, int position)
    {
        if (Green.Slot(slot) is not GreenBranch branch)
            return null;
        _children ??= new SyntaxNode?[Green.SlotCount];
        return _children[slot] ??= SyntaxFactory.Create(branch, this, Tree, position);
    }

    private int PositionOf(int slot)
    {
        int position = Position;
        for (int i = 0; i < slot; i++)
            position += Green.Slot(i)?.FullWidth ?? 0;
        return position;
    }
}
