using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>An exact quantity, count or ratio as written. <c>1 h 30 min</c> is one.</summary>
/// <param name="Noun">What a count counts where a word says it (<c>3 cells</c>), else null.</param>
public sealed record BoundQuantity(SyntaxNode Syntax, CellType Type, Quantity Value, string? Noun)
    : BoundExpression(Syntax, Type);

/// <summary>A text in quotes, without the quotes.</summary>
public sealed record BoundText(SyntaxNode Syntax, string Value) : BoundExpression(Syntax, TextType.Instance);

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BoundTruth(SyntaxNode Syntax, bool Value)
    : BoundExpression(Syntax, BooleanType.Instance);

/// <summary>A formula as written, without backticks, and as it was read.</summary>
public sealed record BoundFormula(SyntaxNode Syntax, string Text, Formula Formula)
    : BoundExpression(Syntax, FormulaType.Instance);

/// <summary>The oxidation states between which an element works: <c>V(III)/V(V)</c>.</summary>
public sealed record BoundRedox(SyntaxNode Syntax, string Element, int From, int To)
    : BoundExpression(Syntax, RedoxType.Instance);

/// <summary>A bare word where a name is asked for, or a core word such as a step primitive.</summary>
public sealed record BoundWord(SyntaxNode Syntax, string Name) : BoundExpression(Syntax, WordType.Instance);

/// <summary>Why a value is open.</summary>
public enum HoleOrigin
{
    /// <summary>The author wrote <c>unspecified</c>.</summary>
    Unspecified,

    /// <summary>The author left a parameter out that the operation needs.</summary>
    Omitted,
}

/// <summary>An open value; the type is what is asked for there.</summary>
public sealed record BoundHole(SyntaxNode Syntax, CellType Type, HoleOrigin Origin)
    : BoundExpression(Syntax, Type);

/// <summary><c>assumed value "why"</c></summary>
public sealed record BoundAssumed(SyntaxNode Syntax, BoundExpression Value, string? Reason)
    : BoundExpression(Syntax, Value.Type)
{
    public override BoundExpression Bare => Value.Bare;
}

/// <summary>Something that was reported.</summary>
/// <param name="Attempt">What stands there, where it has a meaning that only does not fit.</param>
public sealed record BoundError(SyntaxNode Syntax, BoundExpression? Attempt = null)
    : BoundExpression(Syntax, ErrorType.Instance);

/// <summary>A parameter's value.</summary>
public sealed record BoundParameter(SyntaxNode Syntax, ParameterSymbol Symbol)
    : BoundExpression(Syntax, Symbol.Type);

/// <summary>A local's value.</summary>
public sealed record BoundLocal(SyntaxNode Syntax, LocalSymbol Symbol) : BoundExpression(Syntax, Symbol.Type);

/// <summary>A declared thing itself: a material, a vessel, an instrument, a form, a term, a route without arguments.</summary>
public sealed record BoundEntity(SyntaxNode Syntax, CellType Type, DeclarationSymbol Symbol)
    : BoundExpression(Syntax, Type);

/// <summary><c>low .. high</c></summary>
public sealed record BoundRange(SyntaxNode Syntax, CellType Type, BoundExpression Low, BoundExpression High)
    : BoundExpression(Syntax, Type);

public enum LimitKind
{
    /// <summary><c>below</c>: less than.</summary>
    Below,

    /// <summary><c>above</c>: more than.</summary>
    Above,

    /// <summary><c>up to</c>, <c>at most</c>: less or equal.</summary>
    AtMost,

    /// <summary><c>at least</c>: more or equal.</summary>
    AtLeast,
}

/// <summary><c>below 5 V</c>, <c>up to 10 K/min</c></summary>
public sealed record BoundLimit(SyntaxNode Syntax, CellType Type, LimitKind Kind, BoundExpression Value)
    : BoundExpression(Syntax, Type);

/// <summary><c>[a, b]</c>, or several values with commas between them. A shared unit is already in each.</summary>
public sealed record BoundList(SyntaxNode Syntax, CellType Type, ImmutableArray<BoundExpression> Items)
    : BoundExpression(Syntax, Type);

/// <summary><c>(a, b)</c></summary>
public sealed record BoundTuple(SyntaxNode Syntax, CellType Type, ImmutableArray<BoundExpression> Items)
    : BoundExpression(Syntax, Type);

/// <summary>
/// Materials or samples side by side with their shares. Without a basis the shares are not stated and empty.
/// </summary>
/// <param name="Shares">One for each part, pure numbers or holes; or empty.</param>
/// <param name="Basis">mass, mol or volume; null where no shares are stated.</param>
public sealed record BoundMixture(
    SyntaxNode Syntax,
    ImmutableArray<BoundExpression> Parts,
    ImmutableArray<BoundExpression> Shares,
    MixtureBasis? Basis
) : BoundExpression(Syntax, MixtureType.Instance);

public enum MixtureBasis
{
    Mass,
    Amount,
    Volume,
}

/// <summary>A material with what is said of it on the spot: <c>Li2CO3 (excess: 5 %)</c>, <c>LiFSA (5.5 mol/L)</c>.</summary>
public sealed record BoundPortion(
    SyntaxNode Syntax,
    CellType Type,
    BoundExpression Material,
    ImmutableArray<BoundProperty> Notes
) : BoundExpression(Syntax, Type)
{
    public BoundExpression? Find(string name) => Notes.FirstOrDefault(note => note.Name == name)?.Value;
}

/// <summary>A phrase kept as written where a property takes one: <c>modbus "tcp://…" at 9600</c>.</summary>
public sealed record BoundPhrase(
    SyntaxNode Syntax,
    string Verb,
    ImmutableArray<BoundExpression> Operands,
    ImmutableArray<BoundClause> Clauses
) : BoundExpression(Syntax, PhraseType.Instance);

/// <summary>A preposition with its values.</summary>
public sealed record BoundClause(
    SyntaxNode Syntax,
    string Preposition,
    ImmutableArray<BoundExpression> Values
) : BoundNode(Syntax);

/// <summary>A property's value with prepositions behind it: <c>0.5 MPa at 25 °C</c>.</summary>
public sealed record BoundQualified(
    SyntaxNode Syntax,
    BoundExpression Value,
    ImmutableArray<BoundClause> Clauses
) : BoundExpression(Syntax, Value.Type)
{
    public override BoundExpression Bare => Value.Bare;
}
