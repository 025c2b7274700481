using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Planning.Checks;

/// <summary>What is full of lithium is charged first, what is empty is discharged first, and lithium has to be somewhere.</summary>
internal static class PolarityChecks
{
    public static void Check(PerformedRun run, SourceNames names, Action<Diagnostic> report)
    {
        if (
            run.Order > 0
            || run.Built.Parts.FirstOrDefault(part => part.Role == "positive")
                is not { Active: { } active } working
            || Matter.ContentOf(active) is not { } content
        )
            return;
        bool holdsLithium = !content.Composition[Elements.Lithium].IsZero;
        if (!holdsLithium && LacksLithium(run.Built, out var counter))
        {
            report(
                Rules.NoLithiumAt(
                    run.Built.Symbol.Location,
                    run.Built.Symbol.Name,
                    active.Name,
                    working.Source.Location,
                    counter
                )
            );
            return;
        }
        if (RunStep.Of(run).FirstOrDefault(step => step.IsCharge || step.IsDischarge) is not { } first)
            return;
        var at = Shown.Place(names, first.Step.Source, run.Operation.Location);
        bool? isFull = holdsLithium ? IsFull(active, content) : false;
        if (isFull is true && first.IsDischarge)
            report(
                Rules.WrongWayFirstAt(at, active.Name, isFull: true, run.Operation.Location, active.Location)
            );
        else if (isFull is false && first.IsCharge)
            report(
                Rules.WrongWayFirstAt(at, active.Name, isFull: false, run.Operation.Location, active.Location)
            );
    }

    /// <summary>As made, whether the redox couples stand at their low end; null where the formula does not tell.</summary>
    private static bool? IsFull(MaterialSymbol active, FormulaContent content)
    {
        foreach (var value in active.Properties.Find("redox")?.Values ?? [])
        {
            if (value.Bare is not BoundRedox couple || !Elements.TryFind(couple.Element, out var element))
                continue;
            var states = Matter.StatesOf(content, element).ToArray();
            if (states.Length == 0)
                return null;
            if (states.All(state => state <= (Rational)Math.Min(couple.From, couple.To)))
                return true;
            return states.All(state => state >= (Rational)Math.Max(couple.From, couple.To)) ? false : null;
        }
        return null;
    }

    private static bool LacksLithium(BuiltCell built, out Location counter)
    {
        counter = built.Symbol.Location;
        if (
            built.Parts.FirstOrDefault(part => part.Role == "negative")
            is not { Constituents.Count: > 0 } negative
        )
            return false;
        counter = negative.Source.Location;
        return negative.Constituents.All(item =>
            item.Material is { } material
            && Matter.ContentOf(material) is { } content
            && content.Composition[Elements.Lithium].IsZero
        );
    }
}
