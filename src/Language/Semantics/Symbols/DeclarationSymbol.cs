using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Symbols;

/// <summary>Something declared with a declaration word. Its header and its body are bound when first asked for.</summary>
public abstract class DeclarationSymbol : Symbol
{
    private readonly IDeclarationBinder _binder;
    private DeclarationHeader? _header;
    private DeclarationBody? _body;

    private protected DeclarationSymbol(DeclarationSyntax syntax, string word, IDeclarationBinder binder)
        : base(syntax.Name.Text, syntax.Name.Location)
    {
        Syntax = syntax;
        Word = word;
        _binder = binder;
        IsPublic = syntax.Public.IsPresent;
    }

    public DeclarationSyntax Syntax { get; }

    /// <summary>The type of its name as a value.</summary>
    public CellType ValueType =>
        field ??= this is TermSymbol term
            ? new TermType(term.Category, term)
            : new EntityType(Word, null, this);

    /// <summary>The declaration word.</summary>
    public string Word { get; }

    public override bool IsPublic { get; }

    public override string? Documentation => Syntax.Documentation;

    public override string Description => $"the {Word} `{Name}`";

    /// <summary>What the signature says; no body is looked at.</summary>
    public DeclarationHeader Header => _header ?? BindHeader();

    public DeclarationBody Body => _body ?? BindBody();

    public ImmutableArray<ParameterSymbol> Parameters => Header.Parameters;

    /// <summary>What stands behind the colon: an instrument's class, a form's parent, a term's category; or null.</summary>
    public DeclarationSymbol? Class => Header.Class;

    public PropertyBag Properties => Body.Properties;

    /// <summary>Whether this is <paramref name="ancestor"/> or derives from it.</summary>
    public bool DescendsFrom(DeclarationSymbol ancestor)
    {
        // A cycle is reported where it is declared; the bound keeps it from hanging here.
        int depth = 0;
        for (var symbol = this; symbol is not null && depth < 64; symbol = symbol.Class, depth++)
        {
            if (ReferenceEquals(symbol, ancestor))
                return true;
        }
        return false;
    }

    public ParameterSymbol? FindParameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name);

    private DeclarationHeader BindHeader()
    {
        if (!Begin(ref s_headers))
            return DeclarationHeader.Empty;
        var header = _binder.BindHeader(this);
        s_headers?.Remove(this);
        return Publish(ref _header, header);
    }

    private DeclarationBody BindBody()
    {
        if (!Begin(ref s_bodies))
            return DeclarationBody.Empty;
        var body = _binder.BindBody(this);
        s_bodies?.Remove(this);
        return Publish(ref _body, body);
    }

    // What is being bound on this thread. A declaration that speaks of itself sees nothing of itself.
    [ThreadStatic]
    private static List<DeclarationSymbol>? s_headers;

    [ThreadStatic]
    private static List<DeclarationSymbol>? s_bodies;

    private bool Begin(ref List<DeclarationSymbol>? bound)
    {
        bound ??= [];
        if (bound.Contains(this))
            return false;
        bound.Add(this);
        return true;
    }

    // Whichever thread comes first wins, so that a parameter is one object for everybody.
    private static T Publish<T>(ref T? field, T value)
        where T : class => Interlocked.CompareExchange(ref field, value, null) ?? value;
}

/// <summary>Binds what a declaration holds.</summary>
internal interface IDeclarationBinder
{
    DeclarationHeader BindHeader(DeclarationSymbol symbol);

    DeclarationBody BindBody(DeclarationSymbol symbol);
}

/// <summary>A declaration's signature.</summary>
/// <param name="Makes">What <c>makes</c> names; empty without one.</param>
/// <param name="Acts">The word behind <c>on</c>: <c>cell</c>; or null.</param>
public sealed record DeclarationHeader(
    ImmutableArray<ParameterSymbol> Parameters,
    ImmutableArray<CellType> Makes,
    string? Acts,
    DeclarationSymbol? Class,
    ImmutableArray<NameReference> References,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    internal static DeclarationHeader Empty { get; } = new([], [], null, null, [], []);
}

/// <summary>A declaration's content.</summary>
/// <param name="Properties">Empty where it has none.</param>
/// <param name="Block">Statements of a route, a protocol or an experiment; empty for all others.</param>
/// <param name="Value">What stands behind <c>=</c>, or null.</param>
/// <param name="Members">Declarations inside, as a lab's instruments.</param>
public sealed record DeclarationBody(
    PropertyBag Properties,
    BoundBlock Block,
    BoundExpression? Value,
    ImmutableArray<DeclarationSymbol> Members,
    ImmutableArray<OpenPoint> OpenPoints,
    ImmutableArray<NameReference> References,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    internal static DeclarationBody Empty { get; } =
        new(PropertyBag.Empty, BoundBlock.Empty, null, [], [], [], []);
}

/// <summary>A place where the author left something out (a hole) or filled it in by habit (an assumption).</summary>
/// <param name="Assumed">The assumption, or null for a hole.</param>
/// <param name="Reason">Why it was assumed, or null.</param>
/// <param name="What">What is open: the parameter's or property's name, or null.</param>
public sealed record OpenPoint(Location Location, BoundExpression? Assumed, string? Reason, string? What)
{
    public bool IsHole => Assumed is null;
}
