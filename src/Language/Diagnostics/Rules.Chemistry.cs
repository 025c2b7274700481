namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule MissingElements = new(
        "CELL3001",
        Severity.Error,
        "Element that nothing brings"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic MissingElementsAt(Location at, string target, IReadOnlyList<string> elements) =>
        new(
            MissingElements,
            at,
            $"no reagent brings {Joined(elements)} for `{target}`",
            $"no source of {Joined(elements)}",
            Help: "add a reagent that holds it, or correct the formula"
        );

    public static readonly Rule TrappedElements = new("CELL3002", Severity.Error, "Element that cannot leave")
    {
        NeedsPlan = true,
    };

    public static Diagnostic TrappedElementsAt(
        Location at,
        string target,
        IReadOnlyList<string> elements,
        IReadOnlyList<string> reagents
    ) =>
        new(
            TrappedElements,
            at,
            $"{Joined(reagents)} brings {Joined(elements)}, which `{target}` does not hold and no gas carries away",
            $"{Joined(elements)} stays behind",
            Help: "use another reagent, or wash it out and say so"
        );

    public static readonly Rule ImpossibleRecipe = new(
        "CELL3003",
        Severity.Error,
        "Reagents that cannot give the target"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic ImpossibleRatioAt(Location at, string target, IReadOnlyList<string> elements) =>
        new(
            ImpossibleRecipe,
            at,
            $"no amounts of these reagents bring {Joined(elements)} in the ratio that `{target}` has",
            Help: "add a reagent that brings one of them alone"
        );

    public static Diagnostic UselessReagentAt(Location at, string target, IReadOnlyList<string> reagents) =>
        new(
            ImpossibleRecipe,
            at,
            $"{Joined(reagents)} would have no part in making `{target}`",
            Help: "leave it out, or check the other reagents"
        );

    public static readonly Rule ManyRecipes = new("CELL3004", Severity.Error, "More than one recipe")
    {
        NeedsPlan = true,
    };

    public static Diagnostic ManyRecipesAt(
        Location at,
        string target,
        IReadOnlyList<string> reagents,
        IReadOnlyList<string> exchanges
    ) =>
        new(
            ManyRecipes,
            at,
            $"`{target}` can be made from these reagents in more than one ratio",
            Notes: [.. exchanges],
            Help: $"leave one of {Joined(reagents)} out, or weigh it separately"
        );

    public static readonly Rule GasMissing = new("CELL3005", Severity.Error, "Gas that the atmosphere lacks")
    {
        NeedsPlan = true,
    };

    public static Diagnostic GasMissingAt(
        Location at,
        string target,
        string gas,
        string atmosphere,
        string equation,
        Location? weighed
    ) =>
        new(
            GasMissing,
            at,
            $"making `{target}` takes up {gas}, and {atmosphere} has none",
            $"no {gas} here",
            weighed is { } where ? [new(where, "weighed for this reaction")] : default,
            [equation],
            $"heat it in a gas that holds {gas}, or start from reagents in the right oxidation state"
        );

    public static readonly Rule LithiumLost = new(
        "CELL3008",
        Severity.Warning,
        "Lithium lost without an excess"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic LithiumLostAt(
        Location at,
        string target,
        string temperature,
        IEnumerable<Label> related
    ) =>
        new(
            LithiumLost,
            at,
            $"at {temperature} `{target}` loses lithium, and neither an excess nor a bed makes up for it",
            "lithium oxide evaporates",
            [.. related],
            Help: "weigh an excess, `Li2CO3 (excess: 5 %)`, or `(excess: 0 %)` if none is meant; or heat it `on` a bed of its powder"
        );

    public static readonly Rule AssayNotSaid = new(
        "CELL3009",
        Severity.Warning,
        "Content of a hygroscopic reagent not stated"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic AssayNotSaidAt(Location at, string reagent) =>
        new(
            AssayNotSaid,
            at,
            $"`{reagent}` takes up water, and nothing says how much of it is really there",
            "weighed as if pure and dry",
            Help: $"state what was found, `{reagent} (assay: 99.2 %)`, or `(assay: unspecified)`"
        );

    public static readonly Rule NoFormula = new("CELL3006", Severity.Error, "No formula to compute with")
    {
        NeedsPlan = true,
    };

    public static Diagnostic NoFormulaAt(Location at, string material, string what, Location? declared) =>
        new(
            NoFormula,
            at,
            $"`{material}` has no formula, so {what} cannot be computed",
            Related: declared is { } where ? [new(where, "declared without a formula")] : default,
            Help: "add `formula: …` to it"
        );

    private static string Joined(IReadOnlyList<string> words) =>
        words.Count switch
        {
            0 => "",
            1 => words[0],
            _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
        };
}
