using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Planning.Elaboration;

namespace CellDsl.Planning.Checks;

/// <summary>
/// What comes out of a jar that has milled hard for hours is hot, and its surface is fresh: with oxygen it may glow. The
/// operation after the mill is the one that opens the jar.
/// </summary>
internal static class OpeningChecks
{
    private static readonly string[] s_reactive = ["alkali_metal", "sulfide", "carbon"];

    public static void Check(IReadOnlyList<Performance> performed, Action<Diagnostic> report)
    {
        foreach (var mill in performed)
        {
            if (
                mill is not { Effect: "mill", Made: { } powder }
                || MillingChecks.HighEnergy(mill) is not { } hard
                || mill.Operation.Properties?.Find("cool") is not null
            )
                continue;
            var next = performed.FirstOrDefault(each =>
                each.Samples.Any(sample => ReferenceEquals(sample, powder))
            );
            if (next is null || Surroundings.Of(next) is not { HasOxygen: true } gas)
                continue;
            if (Matter.In(powder).FirstOrDefault(IsReactive) is { } substance)
                report(
                    Rules.OpenedHotAt(
                        gas.At,
                        mill.Verb,
                        gas.Name,
                        substance.Name,
                        hard.Time,
                        hard.Speed,
                        mill.VerbAt
                    )
                );
        }
    }

    private static bool IsReactive(DeclarationSymbol substance) =>
        Matter.IsSensitiveTo(substance, "oxygen")
        || Matter.TermsOf(substance).Any(term => s_reactive.Contains(term.Name));
}
