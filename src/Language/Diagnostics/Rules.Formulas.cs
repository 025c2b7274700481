using CellDsl.Language.Chemistry;

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
}
