using System.Runtime.CompilerServices;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>
/// The filled slots of a piece that is being made, in order, on the stack. Nearly all have six or fewer: those stay
/// in fields, which costs no write barrier.
/// </summary>
internal ref struct BranchBuilder
{
    private const int MostSlots = 12;

    private GreenNode? _first;
    private GreenNode? _second;
    private GreenNode? _third;
    private GreenNode? _fourth;
    private GreenNode? _fifth;
    private GreenNode? _sixth;
    private GreenArray.Element[]? _many;
    private int _count;
    private int _mask;
    private int _width;
    private bool _hasProblems;
    private bool _hasOwn;

    /// <summary>The last child that has a width.</summary>
    public readonly GreenNode? Last
    {
        get
        {
            for (int i = _count - 1; i >= 0; i--)
            {
                if (ChildAt(i) is { FullWidth: > 0 } child)
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
        _hasOwn |= !child.IsShared;
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
            case 3:
                _fourth = child;
                break;
            case 4:
                _fifth = child;
                break;
            case 5:
                _sixth = child;
                break;
            default:
                AddMany(child);
                break;
        }
    }

    public readonly GreenBranch ToBranch(SyntaxKind kind)
    {
        bool shares = !_hasOwn && _width <= BranchCache.WidestShared;
        return _count switch
        {
            1 => shares
                ? BranchCache.Get(kind, _width, _mask, _first)
                : new SparseBranch1(kind, _width, _hasProblems, _mask, false, _first),
            2 => shares
                ? BranchCache.Get(kind, _width, _mask, _first, _second)
                : new SparseBranch2(kind, _width, _hasProblems, _mask, false, _first, _second),
            3 => shares
                ? BranchCache.Get(kind, _width, _mask, _first, _second, _third)
                : new SparseBranch3(kind, _width, _hasProblems, _mask, false, _first, _second, _third),
            _ => new SparseBranchMany(kind, _width, _hasProblems, _mask, ToArray()),
        };
    }

    private readonly GreenNode? ChildAt(int index) =>
        index switch
        {
            0 => _first,
            1 => _second,
            2 => _third,
            3 => _fourth,
            4 => _fifth,
            5 => _sixth,
            _ => _many?[index].Node,
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly GreenArray.Element[] ToArray()
    {
        var all = new GreenArray.Element[_count];
        for (int i = 0; i < _count; i++)
            all[i].Node = ChildAt(i);
        return all;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddMany(GreenNode child)
    {
        _many ??= new GreenArray.Element[MostSlots];
        _many[_count - 1].Node = child;
    }
}
