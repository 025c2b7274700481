using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Lsp.Features;

/// <summary>What only a plan knows: masses to weigh, durations of programs, currents behind rates.</summary>
public static class PlanHints
{
    private static readonly Unit s_gram = UnitTable.Parse("g");
    private static readonly Unit s_milliampere = UnitTable.Parse("mA");

    public static IEnumerable<(int Position, string Label, string? Tooltip)> Of(
        Document document,
        InlayHintSettings settings
    )
    {
        foreach (var planned in Plans(document))
        {
            string name = new SourceNames(planned.File.Source).NameOf(document.Source);
            if (settings.Masses)
            {
                foreach (var hint in Masses(document, planned.Result.Plan, name))
                    yield return hint;
            }
            if (settings.Durations)
            {
                foreach (var hint in Durations(document, planned.Result.Plan, name))
                    yield return hint;
            }
            if (settings.Rates)
            {
                foreach (var hint in Rates(document, planned.Result.Plan))
                    yield return hint;
            }
            yield break;
        }
    }

    /// <summary>The plans of open files that speak of a document, its own first.</summary>
    private static IEnumerable<PlannedFile> Plans(Document document)
    {
        var snapshot = document.Snapshot;
        if (snapshot.PlanOf(document.File) is { Result.Plan.Experiments.Count: > 0 } own)
            yield return own;
        foreach (var root in snapshot.Compilation.Roots)
        {
            if (
                root != document.File
                && snapshot.Open.ContainsKey(root.Source.Path)
                && snapshot.PlanOf(root) is { } planned
                && planned.Result.Sources.Any(source => source.Text == document.Text)
            )
                yield return planned;
        }
    }

    private static IEnumerable<(int, string, string?)> Masses(Document document, Plan plan, string name)
    {
        var weighings = plan
            .Experiments.SelectMany(experiment => experiment.Operations)
            .SelectMany(operation => operation.Weighings)
            .Where(weighing => weighing.Source.Path == name)
            .GroupBy(weighing => weighing.Source);
        foreach (var place in weighings)
        {
            var reagents = place
                .GroupBy(weighing => weighing.Reagent)
                .Select(Weigh)
                .OfType<string>()
                .ToList();
            if (reagents.Count > 0)
                yield return (EndOf(document, place.Key), string.Join(", ", reagents), "to weigh");
        }
    }

    /// <summary>One reagent with its mass, or the masses between which it lies over the points of a plan.</summary>
    private static string? Weigh(IGrouping<string, PlanWeighing> reagent)
    {
        var masses = reagent.Select(weighing => weighing.Mass.Exact).OfType<Rational>().Distinct().ToList();
        return masses.Count == 0 ? null : $"{reagent.Key} {Span(masses, s_gram, Rational.Of(1, 1000), 5)}";
    }

    private static IEnumerable<(int, string, string?)> Durations(Document document, Plan plan, string name)
    {
        var programs = plan
            .Experiments.SelectMany(experiment => experiment.Operations)
            .Where(operation => operation.Program.Count > 0 && operation.Source.Path == name)
            .GroupBy(operation => operation.Source);
        foreach (var group in programs)
        {
            var times = group
                .Select(operation => operation.Duration.Exact)
                .OfType<Rational>()
                .Distinct()
                .ToList();
            if (times.Count == 1)
                yield return (
                    EndOf(document, group.Key),
                    QuantityFormat.FormatTime(times[0]),
                    "the whole program"
                );
        }
    }

    /// <summary>Rates of a protocol as currents of the cells that it runs on.</summary>
    private static IEnumerable<(int, string, string?)> Rates(Document document, Plan plan)
    {
        var cells = plan.Experiments.SelectMany(experiment => experiment.Cells).ToLookup(cell => cell.Id);
        foreach (var protocol in document.File.Declarations.OfType<ProtocolSymbol>())
        {
            var facts = plan
                .Experiments.SelectMany(experiment => experiment.Runs)
                .Where(run => plan.Machines[run.Machine].Name == protocol.Name)
                .SelectMany(run => cells[run.Cell].Take(1))
                .Select(cell => cell.Facts)
                .ToList();
            if (facts.Count == 0)
                continue;
            foreach (var rate in RatesIn(protocol))
            {
                var currents = facts
                    .Select(fact => CurrentOf(rate.Value, fact))
                    .OfType<Rational>()
                    .Distinct()
                    .ToList();
                if (currents.Count > 0)
                    yield return (
                        rate.Syntax.Span.End,
                        "≈ " + Span(currents, s_milliampere, Rational.One, 3),
                        "as a current"
                    );
            }
        }
    }

    /// <summary>Rates that are written out, each as a whole: <c>C/10</c>, <c>50 mA/g of active</c>.</summary>
    private static List<(SyntaxNode Syntax, Quantity Value)> RatesIn(ProtocolSymbol protocol)
    {
        var found = new List<(SyntaxNode Syntax, Quantity Value)>();
        foreach (var value in BoundLookup.Expressions(protocol))
        {
            bool isPart = found.Exists(rate => Holds(rate.Syntax.Span, value.Syntax.Span));
            if (!isPart && value.Type is QuantityType && Constant.TryEvaluate(value, out var rate))
                found.Add((value.Syntax, rate));
        }
        return found;
    }

    private static bool Holds(TextSpan outer, TextSpan inner) =>
        outer.Start <= inner.Start && inner.End <= outer.End;

    /// <summary>A, or null where the quantity is no rate or the cell does not say enough.</summary>
    private static Rational? CurrentOf(Quantity rate, PlanCellFacts facts)
    {
        var kind = rate.Kind;
        if (kind.Dimension == Kinds.CRate.Dimension && kind.Tag == Tag.CRate)
            return (facts.NominalCapacity.Value ?? facts.TheoreticalCapacity.Value) * rate.Si;
        if (kind.Dimension == Kinds.SpecificCurrent.Dimension)
            return facts.ActiveMass.Value * rate.Si;
        return kind.Dimension == Kinds.CurrentDensity.Dimension ? facts.ElectrodeArea.Value * rate.Si : null;
    }

    private static string Span(List<Rational> values, Unit unit, Rational factor, int digits)
    {
        var low = values.Aggregate(Rational.Min) * factor;
        var high = values.Aggregate(Rational.Max) * factor;
        string first = QuantityFormat.Format(low, unit, digits);
        string last = QuantityFormat.Format(high, unit, digits);
        return first == last ? first : $"{first} … {last}";
    }

    private static int EndOf(Document document, SourceRef place) =>
        document.Source.OffsetAt(new LinePosition(place.EndLine - 1, place.EndColumn - 1));
}
