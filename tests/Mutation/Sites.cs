using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Mutation;

/// <summary>Where in a file a mistake of each family can be made.</summary>
internal static class Sites
{
    /// <summary>What is read for what: units that stand beside each other in a notebook.</summary>
    private static readonly Dictionary<string, string[]> s_confused = new()
    {
        ["h"] = ["min", "s", "d"],
        ["min"] = ["h", "s"],
        ["s"] = ["min", "ms"],
        ["d"] = ["h"],
        ["°C"] = ["K"],
        ["K"] = ["°C"],
        ["K/min"] = ["K/h", "K"],
        ["V"] = ["mV", "A"],
        ["mV"] = ["V"],
        ["mA/g"] = ["mAh/g", "A/g", "mA/cm²"],
        ["mA"] = ["A", "mAh"],
        ["g"] = ["mg", "kg", "mL"],
        ["mg"] = ["g"],
        ["mg/cm²"] = ["mA/cm²", "g/cm²"],
        ["mm"] = ["cm", "µm"],
        ["µm"] = ["mm", "nm"],
        ["cm²"] = ["mm²", "m²"],
        ["mL"] = ["L", "µL", "g"],
        ["µL"] = ["mL"],
        ["MPa"] = ["GPa", "kPa", "bar"],
        ["rpm"] = ["Hz"],
        ["mol/L"] = ["mmol/L", "mol/kg"],
        ["Hz"] = ["kHz"],
        ["MHz"] = ["mHz"],
        ["mHz"] = ["MHz"],
        ["mW"] = ["W"],
        ["%"] = ["ppm"],
        ["mL/min"] = ["L/min", "mL"],
        ["mAh/g"] = ["mA/g"],
    };

    public static IEnumerable<Edit> In(string file, SyntaxTree tree)
    {
        foreach (var node in Procedure(tree.Root))
        {
            foreach (var edit in Of(file, node))
                yield return edit;
        }
    }

    private static IEnumerable<Edit> Of(string file, SyntaxNode node) =>
        node switch
        {
            QuantityPartSyntax quantity => [.. Units(file, quantity), .. Numbers(file, quantity)],
            PropertyStatementSyntax property when Context.IsIn(property, "limits") =>
            [
                Removal(Family.BoundDeleted, file, property),
            ],
            StatementSyntax statement when IsStep(statement) =>
            [
                Removal(IsGuard(statement) ? Family.BoundDeleted : Family.StepRemoved, file, statement),
            ],
            NameExpressionSyntax name => Names(file, name),
            PrepositionClauseSyntax clause when clause.Preposition.Text == "under" => Gases(file, clause),
            OrExpressionSyntax or => Alternatives(file, or),
            NamedEndSyntax end => [Removal(Family.BoundDeleted, file, end)],
            BoundSyntax { Parent: PhraseSyntax phrase } bound =>
            [
                Replace(
                    Family.BoundDeleted,
                    file,
                    phrase,
                    TextSpan.FromBounds(phrase.Comma.Span.Start, bound.Span.End),
                    ""
                ),
            ],
            BudgetSyntax budget => [Removal(Family.BoundDeleted, file, budget)],
            _ => [],
        };

    private static IEnumerable<Edit> Units(string file, QuantityPartSyntax quantity)
    {
        if (!quantity.Unit.IsPresent)
            yield break;
        foreach (string other in s_confused.GetValueOrDefault(quantity.Unit.Text, []))
            yield return Replace(Family.UnitSwapped, file, quantity, quantity.Unit.Span, other);
    }

    private static IEnumerable<Edit> Numbers(string file, QuantityPartSyntax quantity)
    {
        if (!quantity.Number.IsPresent || !decimal.TryParse(quantity.Number.Text, out decimal value))
            yield break;
        string unit = quantity.Unit.IsPresent ? quantity.Unit.Text : "";
        if (unit.Length > 0 && value != 0)
        {
            yield return Number(Family.Thousandfold, value * 1000);
            yield return Number(Family.Thousandfold, value / 1000);
        }
        if (unit == "°C" && Context.HeatsOrSets(quantity))
            yield return Number(Family.TooHot, value < 150 ? value + 200 : value + 1000);
        if (unit == "V" && Context.IsCutOff(quantity))
            yield return Number(Family.BeyondTheWindow, Context.Falls(quantity) ? value - 2 : value + 2);

        Edit Number(Family family, decimal changed) =>
            Replace(
                family,
                file,
                quantity,
                quantity.Minus.IsPresent
                    ? TextSpan.FromBounds(quantity.Minus.Span.Start, quantity.Number.Span.End)
                    : quantity.Number.Span,
                ((quantity.Minus.IsPresent ? -1 : 1) * changed / 1.0000000000000000m).ToString(
                    "0.##########",
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
    }

    /// <summary>A sample, a protocol or a parameter for its neighbour of the same body.</summary>
    private static IEnumerable<Edit> Names(string file, NameExpressionSyntax name)
    {
        if (name.Parent is not PhraseSyntax and not PrepositionClauseSyntax and not ListSyntax)
        {
            if (name.Parent is not MixtureExpressionSyntax and not ReturnStatementSyntax)
                yield break;
        }
        var known = Context.NamesAround(name).ToList();
        if (!known.Contains(name.Name.Text))
            yield break;
        foreach (string other in known.Where(other => other != name.Name.Text))
            yield return Replace(Family.NameSwapped, file, name, name.Name.Span, other);
    }

    private static IEnumerable<Edit> Gases(string file, PrepositionClauseSyntax clause)
    {
        yield return Removal(Family.AtmosphereLost, file, clause);
        string[] gases = ["argon", "air", "oxygen_flow"];
        foreach (var value in clause.Values.Select(Context.Bare).OfType<NameExpressionSyntax>())
        {
            foreach (string gas in gases.Where(gas => gas != value.Name.Text))
                yield return Replace(Family.AtmosphereLost, file, clause, value.Name.Span, gas);
        }
    }

    private static IEnumerable<Edit> Alternatives(string file, OrExpressionSyntax or)
    {
        var parts = or.Operands.ToList();
        for (int i = 0; i < parts.Count; i++)
        {
            int start = i == 0 ? parts[0].Span.Start : parts[i - 1].Span.End;
            int end = i == 0 ? parts[1].Span.Start : parts[i].Span.End;
            yield return Replace(Family.BoundDeleted, file, parts[i], TextSpan.FromBounds(start, end), "");
        }
    }

    private static bool IsStep(StatementSyntax statement) =>
        statement
            is PhraseStatementSyntax
                or BindingStatementSyntax
                or WhenStatementSyntax
                or InterruptionStatementSyntax
                or IfStatementSyntax
                or StopStatementSyntax
                or InterleaveStatementSyntax;

    private static bool IsGuard(StatementSyntax statement) =>
        statement is WhenStatementSyntax or InterruptionStatementSyntax;

    private static Edit Removal(Family family, string file, SyntaxNode node) =>
        Replace(family, file, node, node.Span, "");

    private static Edit Replace(
        Family family,
        string file,
        SyntaxNode place,
        TextSpan span,
        string replacement
    ) => new(family, file, span, replacement, place, place.Tree.Source.Slice(span).ToString());

    /// <summary>All nodes of what is done; what a simulator assumes, and documentation, is no procedure.</summary>
    private static IEnumerable<SyntaxNode> Procedure(SyntaxNode node)
    {
        if (node is DeclarationSyntax { Word.Text: "model" or "material" or "chemical" or "lab" })
            yield break;
        yield return node;
        foreach (var child in node.Children())
        {
            if (child.Node is not { } inner)
                continue;
            foreach (var deeper in Procedure(inner))
                yield return deeper;
        }
    }
}
