using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Checks;

/// <summary>Every cell says what it must never see.</summary>
internal static class CellLimits
{
    public static void Check(CellSymbol cell, Action<Diagnostic> report)
    {
        if (cell.Syntax.Body is not null && cell.Properties.Find("limits") is null)
            report(Rules.NoLimitsAt(cell.Location, cell.Name));
        else if (
            cell.Properties.Find("limits") is { Block: { Items.IsEmpty: false } limits } property
            && limits.Find("voltage") is null
            // A property that is not known may be the one that would be missed.
            && limits.Items.All(item => item.Symbol is not null)
            && !property.Syntax.Green.HasProblems
        )
            report(Rules.UnprotectedVoltageAt(property.Location, cell.Name));
    }
}
