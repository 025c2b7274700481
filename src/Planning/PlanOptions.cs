using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning;

/// <summary>What a plan depends on beside the text.</summary>
/// <param name="Lab">The lab in which all is to be done; null for what each experiment names itself.</param>
/// <param name="Today">The day on which stock has to be good; null to leave expiry aside.</param>
public sealed record PlanOptions(LabSymbol? Lab = null, DateOnly? Today = null)
{
    public static PlanOptions Default { get; } = new();
}
