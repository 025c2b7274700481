using CellDsl.Language.Text;

namespace CellDsl.Language.Units;

/// <summary>What is wrong with the text of a unit.</summary>
public enum UnitFault
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>A word that no listed unit is spelled by.</summary>
    Unknown,

    /// <summary>A digit behind the unit without a caret: <c>cm2</c>.</summary>
    BareExponent,

    /// <summary>A negative power where a slash is the one spelling: <c>mA·g⁻¹</c>; <c>g⁻¹</c> alone has no other.</summary>
    NegativePower,

    /// <summary>A blank inside the unit: <c>mA g⁻¹</c>.</summary>
    Blank,

    /// <summary>A product behind a slash without parentheses, which two readers read two ways: <c>mA/g·h</c>.</summary>
    AmbiguousProduct,

    /// <summary>C and D are rates and stand alone; the charge is <c>coulomb</c>.</summary>
    RateInCompound,

    /// <summary>A power that is no whole number from 1 to 9.</summary>
    Power,

    /// <summary>A parenthesis without its partner, or an empty pair.</summary>
    Parenthesis,

    /// <summary>A product sign or slash with nothing on one side.</summary>
    MissingFactor,

    /// <summary>Powers that add up to no quantity of a laboratory.</summary>
    TooHigh,

    /// <summary>More text than any unit has.</summary>
    TooLong,
}

/// <summary>Why a text is no unit.</summary>
/// <param name="Span">The offending part, within the text.</param>
/// <param name="Part">The offending part itself.</param>
/// <param name="Suggestion">The whole text as it was probably meant, or null.</param>
public sealed record UnitError(UnitFault Fault, TextSpan Span, string Part, string? Suggestion = null);
