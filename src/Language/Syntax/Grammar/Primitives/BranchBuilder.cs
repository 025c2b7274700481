using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>
/// The filled slots of a node that is being parsed, in order, on the stack. Most nodes have three or fewer: those stay
/// in fields, which costs no write barrier.
/// </summary>
internal ref struct BranchBuilder
{
    private GreenNode? _first;
    private GreenNode? _second;
    private GreenNode? _third;
    private GreenNode?[]? _many;
    private int _count;
    private int _mask;
    private int _width;
    private bool _hasProblems;

    /// <summary>The last child that has a width.</summary>
    public readonly GreenNode? Last
    {
        get
        {
            for (int i = _count - 1; i >= 0; i--)
            {
                var child = _many is not null
                    ? _many[i]
                    : i switch
                    {
                        0 => _first,
                        1 => _second,
                        _ => _third,
                    };
                if (child is { FullWidth: > 0 })
                    return child;
            }
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int slot, GreenNode child)
    {
        _mask |= 1 << slot;
        _width += child.FullWidth;
        _hasProblems |= child.HasProblems;
        switch (_count++)
        {
            case 0:
                _first = child;
                break;
            case 1:
                _second = child;
                break;
            case 2:
                _third = child;
                break;
            default:
                AddMany(child);
                break;
        }
    }

    public readonly GreenBranch ToBranch(SyntaxKind kind) =>
        _count switch
        {
            1 => new SparseBranch1(kind, _width, _hasProblems, _mask, _first),
            2 => new SparseBranch2(kind, _width, _hasProblems, _mask, _first, _second),
            3 => new SparseBranch3(kind, _width, _hasProblems, _mask, _first, _second, _third),
            _ => new SparseBranchMany(kind, _width, _hasProblems, _mask, _many.AsSpan(0, _count)),
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddMany(GreenNode child)
    {
        _many ??= [_first, _second, _third, null, null, null, null, null, null, null, null, null];
        _many[_count - 1] = child;
    }
}
