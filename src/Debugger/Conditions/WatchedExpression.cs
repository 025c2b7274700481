using CellDsl.Planning.Machines;

namespace CellDsl.Debugger.Conditions;

/// <summary>An expression of the language, bound where a step stands and lowered to what its machine can tell.</summary>
/// <param name="Proofs">What must hold for the expression to mean anything: a result that it asks for exists.</param>
/// <param name="Slots">Names of the slots that the code counts on, by their number in it.</param>
/// <param name="Unit">SI; null for a condition.</param>
internal sealed record WatchedExpression(
    string Text,
    IReadOnlyList<MachineExpression> Proofs,
    MachineExpression Code,
    IReadOnlyList<MachineSlot> Slots,
    string? Unit
)
{
    public bool IsCondition => Unit is null;
}
