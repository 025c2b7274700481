using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Who asks for a type, for the message when it does not fit; worded only then.</summary>
internal readonly struct Asked
{
    private readonly string? _phrase;
    private readonly DeclarationSymbol? _callee;
    private readonly Symbol? _symbol;

    /// <param name="phrase">As a sentence begins: <c>the tolerance</c>.</param>
    public Asked(string phrase, Location? declared)
    {
        _phrase = phrase;
        Declared = declared;
    }

    private Asked(DeclarationSymbol? callee, Symbol symbol)
    {
        _callee = callee;
        _symbol = symbol;
        Declared = symbol.Location;
    }

    /// <summary>Where the type is written, or null.</summary>
    public Location? Declared { get; }

    /// <summary><c>`press`</c> for an operand, <c>`at` of `press`</c>, <c>`rate` of `life`</c>, <c>the property `density`</c>.</summary>
    public string Phrase =>
        (_callee, _symbol) switch
        {
            (null, PropertySymbol property) => $"the property `{property.Name}`",
            (OperationSymbol verb, ParameterSymbol { Preposition: { } preposition }) =>
                $"`{preposition}` of `{verb.Name}`",
            (OperationSymbol verb, _) => $"`{verb.Name}`",
            ({ } callee, { } symbol) => $"`{symbol.Name}` of `{callee.Name}`",
            _ => _phrase ?? "this place",
        };

    public static Asked Named(string name, Location? declared = null) => new($"`{name}`", declared);

    public static Asked Property(PropertySymbol property) => new(null, property);

    public static Asked Argument(DeclarationSymbol callee, ParameterSymbol parameter) =>
        new(callee, parameter);
}
