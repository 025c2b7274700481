using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Types;

/// <summary>
/// A thing that is declared: a vessel, an atmosphere, a material. A parameter asks for a word or a class of it; a name
/// stands for one of them exactly.
/// </summary>
public sealed class EntityType(string word, DeclarationSymbol? @class, DeclarationSymbol? exact) : CellType
{
    public string Word { get; } = word;

    public DeclarationSymbol? Class { get; } = @class;

    public DeclarationSymbol? Exact { get; } = exact;

    public override string Article =>
        Exact is not null ? $"the {Exact.Word} `{Exact.Name}`"
        : Class is not null ? $"a `{Class.Name}`"
        : ("aeiou".Contains(Word[0]) ? "an " : "a ") + Word;

    /// <summary>Whether something declared with <paramref name="given"/> is a kind of <paramref name="asked"/>.</summary>
    public static bool WordAccepts(string asked, string given) =>
        asked == given
        || (
            asked == DeclarationWords.Material
            && given is DeclarationWords.Chemical or DeclarationWords.Electrolyte
        )
        || (asked == DeclarationWords.Material && given == DeclarationWords.Stock);

    /// <summary>What a route makes stands for a material; an electrode may be a sample, a foil or a mixture as it is.</summary>
    private bool IsMatter(CellType given) =>
        Word switch
        {
            DeclarationWords.Material => given is SampleType,
            DeclarationWords.Electrode => given
                is SampleType
                    or MixtureType
                    or EntityType { Word: DeclarationWords.Material or DeclarationWords.Chemical },
            _ => false,
        };

    private protected override bool Takes(CellType given)
    {
        if (Class is null && IsMatter(given))
            return true;
        if (given is not EntityType entity || !WordAccepts(Word, entity.Word))
            return false;
        if (Exact is not null)
            return ReferenceEquals(Exact, entity.Exact);
        return Class is null
            || (entity.Class is not null && entity.Class.DescendsFrom(Class))
            || (entity.Exact is not null && entity.Exact.DescendsFrom(Class));
    }
}

/// <summary>A word of a category, as <c>layered_rocksalt</c> is a structure; the very word where a name says it.</summary>
public sealed class TermType(string category, TermSymbol? exact) : CellType
{
    public string Category { get; } = category;

    public TermSymbol? Exact { get; } = exact;

    public override string Article =>
        Exact is null
            ? ("aeiou".Contains(Category[0]) ? "an " : "a ") + Category
            : $"the {Category} `{Exact.Name}`";

    private protected override bool Takes(CellType given) =>
        given is TermType term
        && term.Category == Category
        && (Exact is null || ReferenceEquals(Exact, term.Exact));
}

/// <summary>Matter in the laboratory. What is not known is null and fits.</summary>
public sealed class SampleType(FormSymbol? form, MaterialSymbol? material) : CellType
{
    public static SampleType Any { get; } = new(null, null);

    public FormSymbol? Form { get; } = form;

    public MaterialSymbol? Material { get; } = material;

    public override string Article =>
        (Form, Material) switch
        {
            (null, null) => "a sample",
            (null, var material) => $"a sample of `{material.Name}`",
            (var form, null) => $"a {form.Name}",
            var (form, material) => $"a {form.Name} of `{material.Name}`",
        };

    private protected override bool Takes(CellType given) =>
        given switch
        {
            SampleType sample => FormAccepts(sample.Form) && MaterialAccepts(sample.Material),
            EntityType { Exact: MaterialSymbol material } => FormAccepts(material.Form)
                && MaterialAccepts(material),
            EntityType { Exact: StockSymbol } => true,
            EntityType { Word: DeclarationWords.Material or DeclarationWords.Chemical } => true,
            MixtureType => true,
            _ => false,
        };

    /// <summary>A form fits where it is a kind of what is asked for, or where only something more general is known.</summary>
    private bool FormAccepts(FormSymbol? given) =>
        Form is null || given is null || given.DescendsFrom(Form) || Form.DescendsFrom(given);

    private bool MaterialAccepts(MaterialSymbol? given) =>
        Material is null || given is null || ReferenceEquals(given, Material);
}

/// <summary>Several materials side by side: <c>LTVO : VGCF = 90 : 10 by mass</c>.</summary>
public sealed class MixtureType : SimpleType
{
    private MixtureType()
        : base("a mixture") { }

    public static MixtureType Instance { get; } = new();
}

/// <summary>What a result is a result of.</summary>
public enum ResultScope
{
    /// <summary>The whole test.</summary>
    Test,

    /// <summary>One pass through a labelled loop.</summary>
    Iteration,

    /// <summary>One step.</summary>
    Step,

    /// <summary>What a measurement found.</summary>
    Measurement,
}

/// <summary>What was measured over a test, a cycle or a step: <c>capacity</c>, <c>energy</c> and the like are its members.</summary>
public sealed class ResultType(ResultScope scope, Symbol? subject, bool isSeries) : CellType
{
    public ResultScope Scope { get; } = scope;

    public Symbol? Subject { get; } = subject;

    public bool IsSeries { get; } = isSeries;

    public override string Article =>
        Scope switch
        {
            ResultScope.Test => "the result of a test",
            ResultScope.Iteration => $"the result of a `{Subject?.Name}`",
            ResultScope.Step => $"the result of a `{Subject?.Name}` step",
            _ => $"the result of `{Subject?.Name}`",
        };

    private protected override bool Takes(CellType given) =>
        given is ResultType result && result.Scope == Scope;
}
