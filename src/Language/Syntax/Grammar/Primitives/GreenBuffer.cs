using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// The elements of a list that is being parsed. All lists of a run share one stack: a list that begins inside another
/// ends before it.
/// </summary>
internal readonly ref struct GreenBuffer
{
    private readonly ParseContext _context;
    private readonly int _start;

    public GreenBuffer(ref ParseState<GreenToken> state)
    {
        _context = (ParseContext)state.Configuration;
        _start = _context.Pending;
    }

    public int Count => _context.Pending - _start;

    public void Add(GreenNode? node) => _context.Push(node);

    /// <summary>One list node, the only element itself, or nothing.</summary>
    public GreenNode? ToList() => _context.PopList(_start);
}
