using System.Runtime.CompilerServices;

namespace CellDsl.Language.Syntax.Tree;

/// <summary>Room on the stack for the children of a node that is being made.</summary>
[InlineArray(Capacity)]
internal struct SlotBuffer
{
    public const int Capacity = 12;

    private GreenNode? _first;
}
