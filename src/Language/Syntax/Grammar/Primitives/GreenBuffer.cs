using System.Runtime.CompilerServices;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Syntax.Grammar.Primitives;

/// <summary>The elements of a list that is being parsed: on the stack while they are few.</summary>
internal ref struct GreenBuffer
{
    private SlotBuffer _few;
    private GreenNode?[]? _many;
    private int _count;

    public readonly int Count => _count;

    public void Add(GreenNode? node)
    {
        if (_many is null && _count < SlotBuffer.Capacity)
            _few[_count++] = node;
        else
            AddMany(node);
    }

    /// <summary>One list node, the only element itself, or nothing.</summary>
    public readonly GreenNode? ToList() =>
        _many is null
            ? GreenBranch.CreateList(((ReadOnlySpan<GreenNode?>)_few)[.._count])
            : GreenBranch.CreateList(_many.AsSpan(0, _count));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddMany(GreenNode? node)
    {
        if (_many is null)
        {
            _many = new GreenNode?[SlotBuffer.Capacity * 4];
            ((ReadOnlySpan<GreenNode?>)_few).CopyTo(_many);
        }
        else if (_count == _many.Length)
        {
            Array.Resize(ref _many, _count * 2);
        }
        _many[_count++] = node;
    }
}
