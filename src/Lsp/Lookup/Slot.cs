using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;

namespace CellDsl.Lsp.Lookup;

/// <summary>What sort of thing may be written at a cursor.</summary>
public enum SlotKind
{
    Nothing,
    Statement,
    Value,
    Condition,
    Unit,

    /// <summary>Behind a dot.</summary>
    Member,

    /// <summary>The kind of a parameter.</summary>
    TypeName,

    /// <summary>Behind an operand: what else belongs to the phrase.</summary>
    Clause,

    /// <summary>Behind a verb: an operand or a clause.</summary>
    Operand,
    Import,

    /// <summary>Behind <c>makes</c>.</summary>
    Yield,

    /// <summary>Behind the <c>on</c> of a protocol.</summary>
    Subject,

    /// <summary>Behind the colon of a declaration.</summary>
    Class,

    /// <summary>Arguments of a call: names or values.</summary>
    Argument,

    /// <summary>The code that an <c>allow</c> silences.</summary>
    Code,

    /// <summary>The end that a <c>when</c> waits for.</summary>
    EndName,

    /// <summary>The label of a loop.</summary>
    Label,

    /// <summary>A right side: a verb or a value.</summary>
    RightSide,

    /// <summary>A chemical formula.</summary>
    Formula,

    /// <summary>What may be said of a reagent in parentheses.</summary>
    Note,
}

/// <summary>What may be written at a cursor, and what is asked for there.</summary>
/// <param name="Type">What is asked for, or null where anything goes.</param>
/// <param name="Operation">The operation whose phrase it is, or null.</param>
/// <param name="Callee">What a call calls, or null.</param>
/// <param name="Parameter">The parameter that the value is for, or null.</param>
public sealed record Slot(
    SlotKind Kind,
    CellType? Type = null,
    OperationSymbol? Operation = null,
    DeclarationSymbol? Callee = null,
    ParameterSymbol? Parameter = null
)
{
    public static Slot Nothing { get; } = new(SlotKind.Nothing);
}
