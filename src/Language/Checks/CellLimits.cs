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
    }
}
