using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Labs;

/// <summary>What is weighed lies within a balance's range, and its resolution is a hundredth of it at most.</summary>
internal static class BalanceChecks
{
    private static readonly Rational s_hundredth = Rational.Of(1, 100);

    public static void Check(Performance performance, LabAssignments assignments, Action<Diagnostic> report)
    {
        if (performance.Weighings.Count == 0 || performance.Operation.Operation.Instrument is not { } wanted)
            return;
        var balances = assignments
            .Instruments.Where(each => each.Class is { } kind && kind.DescendsFrom(wanted))
            .ToArray();
        if (balances.Length == 0)
            return;
        for (int i = 0; i < performance.Weighings.Count; i++)
        {
            var line = performance.Weighings[i];
            if ((line.Mass.Low ?? line.Mass.High) is not { } grams)
                continue;
            var kilograms = grams / 1000;
            var findings = balances.Select(balance => Judge(balance, kilograms)).ToArray();
            if (findings.All(finding => finding is not null) && findings[0] is { } worst)
            {
                var at = i < performance.Weighed.Count ? performance.Weighed[i].At : null;
                report(
                    Rules.BalanceUnfitAt(
                        at ?? performance.VerbAt,
                        line.Reagent,
                        $"{(kilograms * 1_000_000).ToDecimalString(4)} mg",
                        worst.Balance.Name,
                        worst.Why,
                        worst.At
                    )
                );
            }
        }
    }

    private static (InstrumentSymbol Balance, string Why, Location At)? Judge(
        InstrumentSymbol balance,
        Rational kilograms
    )
    {
        var range = Capability.Of(balance, "mass");
        if (range?.High is { } most && kilograms > most.Si)
            return (balance, $"carries up to {most}", range.Property.Location);
        if (range?.Low is { } least && kilograms < least.Si)
            return (balance, $"weighs from {least} on", range.Property.Location);
        if (
            Capability.Of(balance, "resolution") is { High: { } step } resolution
            && step.Si > kilograms * s_hundredth
        )
        {
            var share = kilograms.IsZero ? Rational.One : step.Si / kilograms;
            return (
                balance,
                $"resolves {step}, {(share * 100).ToDecimalString(2)} % of it",
                resolution.Property.Location
            );
        }
        return null;
    }
}
