using System.Collections.Immutable;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Chemistry;

/// <summary>A part of a formula: an element or a group in parentheses, with its subscript.</summary>
public abstract record FormulaPart(FormulaAmount Amount, TextSpan Span);

/// <summary>An element with its subscript.</summary>
/// <param name="State">The oxidation state, where the formula declares one: <c>V(III)</c>.</param>
/// <param name="SymbolSpan">The symbol alone.</param>
public sealed record FormulaElement(
    Element Element,
    FormulaAmount Amount,
    int? State,
    TextSpan SymbolSpan,
    TextSpan Span
) : FormulaPart(Amount, Span);

/// <summary>Parts in parentheses with a common subscript.</summary>
public sealed record FormulaGroup(ImmutableArray<FormulaPart> Parts, FormulaAmount Amount, TextSpan Span)
    : FormulaPart(Amount, Span);

/// <summary>What stands between the dots: <c>CoSO4·7H2O</c> has two adducts, the second sevenfold.</summary>
public sealed record FormulaAdduct(FormulaAmount Amount, ImmutableArray<FormulaPart> Parts, TextSpan Span);

/// <summary>The atoms of one place in a formula, once all subscripts are known.</summary>
public readonly record struct FormulaSite(Element Element, Rational Amount, int? State, TextSpan Span);

/// <summary>A chemical formula as written, with spans within its own text.</summary>
/// <param name="Parameters">Every use of a named parameter, in the order of the text.</param>
public sealed record Formula(
    string Text,
    ImmutableArray<FormulaAdduct> Adducts,
    ImmutableArray<FormulaName> Parameters
)
{
    /// <summary>True for a formula without parameters.</summary>
    public bool IsConcrete => Parameters.IsEmpty;

    /// <summary>Reads a formula; never throws, and keeps what it understood of a wrong one.</summary>
    public static FormulaReading Parse(string text) => FormulaParser.Parse(text);

    /// <summary>Reads a formula that is known to be right and to have no parameters.</summary>
    /// <exception cref="FormatException">It is not, or has.</exception>
    public static Formula Of(string text)
    {
        var reading = Parse(text);
        return reading.Errors is [var first, ..]
            ? throw new FormatException($"`{text}` is no formula: {first.Fault} at `{first.Part}`.")
            : reading.Formula;
    }

    /// <summary>The atoms of one formula unit, with named subscripts from <paramref name="parameters"/>.</summary>
    public FormulaContent Evaluate(IReadOnlyDictionary<string, Rational>? parameters = null) =>
        new FormulaEvaluator(this, parameters).Evaluate();

    /// <summary>The composition of a formula without parameters; of others, and of an impossible one, what is known.</summary>
    public Composition Composition => Evaluate().Composition;

    /// <summary>In g/mol; null where an element has no standard weight or a parameter has no value.</summary>
    public Rational? MolarMass =>
        Evaluate() is { Errors.IsEmpty: true } content ? content.Composition.MolarMass : null;

    /// <summary>The formula as written, in one spelling: <c>Li[8/7]Ti[2/7]V[4/7](III)O2</c>.</summary>
    public override string ToString() => FormulaText.Plain(this);

    /// <summary>The formula for reading, with lowered digits: <c>V₂O₃</c>, <c>CoSO₄·7H₂O</c>.</summary>
    public string ToDisplayString() => FormulaText.Display(this);
}

/// <summary>What the atoms of a formula are once the subscripts have values.</summary>
/// <param name="Sites">In the order of the text.</param>
public sealed record FormulaContent(
    ImmutableArray<FormulaSite> Sites,
    Composition Composition,
    ImmutableArray<FormulaError> Errors
);

/// <summary>A formula and what is wrong with its text.</summary>
public sealed record FormulaReading(Formula Formula, ImmutableArray<FormulaError> Errors)
{
    public bool IsFine => Errors.IsEmpty;
}

/// <summary>What is wrong with a formula.</summary>
public enum FormulaFault
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>A symbol that no element has.</summary>
    UnknownElement,

    /// <summary>A character that no formula holds.</summary>
    UnexpectedCharacter,

    /// <summary>A parenthesis or bracket without its partner.</summary>
    Unclosed,

    /// <summary>Nothing between parentheses, brackets or dots.</summary>
    EmptyGroup,

    /// <summary>A subscript that is no arithmetic over numbers and names.</summary>
    BadSubscript,

    /// <summary>A dot that reads as a decimal point before water: <c>CuSO4.5H2O</c>.</summary>
    HydrateDot,

    /// <summary>An oxidation state behind something that is no element.</summary>
    MisplacedState,

    /// <summary>More nesting than any formula has.</summary>
    TooDeep,

    /// <summary>A named subscript without a value.</summary>
    UnknownParameter,

    /// <summary>A subscript that comes out below zero.</summary>
    NegativeAmount,
    DivisionByZero,
}

/// <summary>One mistake in a formula.</summary>
/// <param name="Span">The offending part, within the text of the formula.</param>
/// <param name="Suggestion">What the part was probably meant to be, or null.</param>
public sealed record FormulaError(FormulaFault Fault, TextSpan Span, string Part, string? Suggestion = null);
