using System.Collections.Immutable;
using CellDsl.Language.Chemistry;
using CellDsl.Language.Units;

namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule BadFormula = new("CELL3010", Severity.Error, "Not a formula");

    public static Diagnostic BadFormulaAt(Location at, FormulaFault fault, string part, string? suggestion) =>
        new(
            BadFormula,
            at,
            fault switch
            {
                FormulaFault.Empty => "there is no formula here",
                FormulaFault.UnknownElement => $"no element is called `{part}`",
                FormulaFault.UnexpectedCharacter => $"`{part}` cannot stand in a formula",
                FormulaFault.Unclosed => $"`{part}` lacks its partner",
                FormulaFault.EmptyGroup => "there is nothing in this group",
                FormulaFault.BadSubscript => $"`{part}` is no subscript: numbers, or arithmetic in brackets",
                FormulaFault.HydrateDot => "a hydrate is written with a raised dot",
                FormulaFault.MisplacedState => "an oxidation state stands behind an element",
                FormulaFault.TooDeep => "no formula is nested so deeply",
                _ => $"`{part}` has no value that a formula can have",
            },
            Help: suggestion is null ? null : $"did you mean `{suggestion}`?",
            Fixes: Respell(at.Span, suggestion)
        );

    public static readonly Rule BadRedox = new("CELL3011", Severity.Error, "Not a redox couple");

    public static Diagnostic BadRedoxAt(Location at, string wanted) =>
        new(BadRedox, at, $"{wanted} is needed here: one element in two oxidation states");

    public static readonly Rule RedoxMismatch = new(
        "CELL3012",
        Severity.Error,
        "Redox couple that the formula does not have"
    );

    public static Diagnostic AbsentRedoxAt(Location at, string element, string formula, Location written) =>
        new(
            RedoxMismatch,
            at,
            $"there is no {element} in `{formula}` that could be oxidised or reduced",
            $"no {element}",
            [new(written, "the formula")],
            Help: "name an element of the formula, or correct the formula"
        );

    public static Diagnostic StateOutsideCoupleAt(Location at, string element, int declared, Location written)
    {
        string state = $"{element}({FormulaText.Roman(declared)})";
        return new(
            RedoxMismatch,
            at,
            $"the formula has {state}, and this couple does not pass through it",
            $"without {state}",
            [new(written, $"{state} here")],
            Help: "a couple starts from the state in the formula, or ends with it"
        );
    }

    public static readonly Rule ChargedFormula = new("CELL3007", Severity.Error, "Formula with a charge");

    /// <param name="residual">Elementary charges per formula unit; null where no choice of the open states makes it zero.</param>
    /// <param name="terms">What each element brings.</param>
    public static Diagnostic ChargedFormulaAt(
        Location at,
        string formula,
        Rational? residual,
        ImmutableArray<string> terms
    ) =>
        new(
            ChargedFormula,
            at,
            residual is { } charge
                ? $"the oxidation states of `{formula}` add up to {(charge.Sign > 0 ? "+" : "−")}{charge.Abs()}, not to zero"
                : $"no usual oxidation states make `{formula}` neutral with those declared",
            Notes: terms,
            Help: "correct a state or a subscript; leave a state out where it is not known"
        );
}
