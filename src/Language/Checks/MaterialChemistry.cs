using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>What a material says of its chemistry fits together: its formula, its redox couples, its charges.</summary>
internal static class MaterialChemistry
{
    public static void Check(MaterialSymbol material, Action<Diagnostic> report)
    {
        if (
            material.Properties.ValueOf("formula")?.Bare
            is not BoundFormula { Formula: { IsConcrete: true } formula } written
        )
            return;
        var content = formula.Evaluate();
        foreach (var value in material.Properties.Find("redox")?.Values ?? [])
        {
            if (value.Bare is BoundRedox couple)
                CheckCouple(couple, content, written, report);
        }
        CheckCharge(content, written, report);
    }

    private static void CheckCouple(
        BoundRedox couple,
        FormulaContent content,
        BoundFormula formula,
        Action<Diagnostic> report
    )
    {
        if (!Elements.TryFind(couple.Element, out var element))
            return;
        if (content.Composition[element].IsZero)
        {
            report(Rules.AbsentRedoxAt(couple.Location, couple.Element, formula.Text, formula.Location));
            return;
        }
        int[] declared =
        [
            .. content
                .Sites.Where(site => site.Element.Equals(element))
                .Select(site => site.State)
                .OfType<int>(),
        ];
        if (declared.Length > 0 && declared.All(state => state < couple.From || state > couple.To))
        {
            report(
                Rules.StateOutsideCoupleAt(couple.Location, couple.Element, declared[0], formula.Location)
            );
        }
    }

    /// <summary>Only where states are declared: elements, alloys and polymers have none to add up.</summary>
    private static void CheckCharge(FormulaContent content, BoundFormula formula, Action<Diagnostic> report)
    {
        if (!content.Sites.Any(site => site.State is not null) || content.Composition.Parts.Length < 2)
            return;
        var balance = ChargeBalance.Of(content);
        if (balance.Verdict != ChargeVerdict.Charged)
            return;
        report(
            Rules.ChargedFormulaAt(
                formula.Location,
                formula.Text,
                balance.Unknown.IsEmpty ? balance.Residual : null,
                [.. content.Sites.Select(Term)]
            )
        );
    }

    private static string Term(FormulaSite site)
    {
        int? state =
            site.State ?? (site.Element.CommonStates.Length > 0 ? site.Element.CommonStates[0] : null);
        string amount = site.Amount == Rational.One ? "" : $"{site.Amount} × ";
        return state is { } known
            ? $"{site.Element.Symbol}: {amount}{(known > 0 ? "+" : "−")}{Math.Abs(known)}{(site.State is null ? ", presumed" : "")}"
            : $"{site.Element.Symbol}: {amount}unknown";
    }
}
