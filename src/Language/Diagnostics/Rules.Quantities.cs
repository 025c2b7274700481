using System.Collections.Immutable;
using CellDsl.Language.Units;

namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule UnknownUnit = new("CELL2001", Severity.Error, "Unknown unit");

    public static Diagnostic UnknownUnitAt(Location at, string unit, string? nearest) =>
        new(
            UnknownUnit,
            at,
            $"`{unit}` is not a unit",
            "unknown unit",
            Help: nearest is null
                ? "a word right after a number on the same line is its unit"
                : $"did you mean `{nearest}`?",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule UnitSpelling = new(
        "CELL2002",
        Severity.Error,
        "Unit not written as units are"
    );

    public static Diagnostic UnitSpellingAt(Location at, UnitFault fault, string part, string? suggestion) =>
        new(
            UnitSpelling,
            at,
            fault switch
            {
                UnitFault.BareExponent => $"a power needs a caret or a raised digit, not `{part}`",
                UnitFault.NegativePower => "a negative power is written with a slash",
                UnitFault.Blank => "a unit holds no blanks",
                UnitFault.AmbiguousProduct => $"two readers would read `{part}` two ways",
                UnitFault.RateInCompound => "`C` and `D` are rates and stand alone; the charge is `coulomb`",
                UnitFault.Power => $"`{part}` is no power of a unit",
                UnitFault.Parenthesis => "a parenthesis lacks its partner",
                UnitFault.MissingFactor => "a factor is missing",
                UnitFault.TooHigh => "no quantity of a laboratory has such a unit",
                _ => "this is too long for a unit",
            },
            Help: suggestion is null ? null : $"write `{suggestion}`",
            Fixes: Respell(at.Span, suggestion)
        );

    public static readonly Rule MissingUnit = new("CELL2003", Severity.Error, "Number without a unit");

    public static Diagnostic MissingUnitAt(
        Location at,
        string number,
        string wanted,
        IEnumerable<string> units
    ) =>
        new(
            MissingUnit,
            at,
            $"{wanted} is needed here, and `{number}` has no unit",
            "which unit?",
            Help: units.FirstOrDefault() is { } unit ? $"as in `{number} {unit}`" : null
        );

    public static readonly Rule Mismatch = new(
        "CELL2004",
        Severity.Error,
        "Two sides measure different things"
    );

    /// <param name="left">What the left side is: <c>a voltage</c>.</param>
    /// <param name="suggestion">The right side as it may have been meant, or null.</param>
    public static Diagnostic MismatchAt(
        Location at,
        Location leftAt,
        string left,
        string right,
        ImmutableArray<string> notes,
        string? suggestion
    ) =>
        new(
            Mismatch,
            at,
            "these two sides measure different things",
            right,
            [new(leftAt, left)],
            notes,
            suggestion is null ? null : $"did you mean `{suggestion}`?"
        );

    public static readonly Rule WrongKind = new("CELL2005", Severity.Error, "Wrong kind of quantity");

    /// <param name="place">Where it stands: <c>`at` of `charge`</c>.</param>
    public static Diagnostic WrongKindAt(
        Location at,
        string place,
        string wanted,
        string given,
        ImmutableArray<string> notes,
        string? suggestion,
        Location? declared
    ) =>
        new(
            WrongKind,
            at,
            $"{place} needs {wanted}, and this is {given}",
            given,
            declared is { } where ? [new(where, $"asks for {wanted}")] : default,
            notes,
            suggestion is null ? null : $"did you mean `{suggestion}`?"
        );

    public static readonly Rule AbsoluteTemperature = new(
        "CELL2006",
        Severity.Error,
        "Temperature and temperature difference mixed"
    );

    public static Diagnostic AbsoluteTemperatureAt(Location at, KindFault fault) =>
        new(
            AbsoluteTemperature,
            at,
            fault switch
            {
                KindFault.PointPlusPoint =>
                    "two temperatures cannot be added; one of them must be a difference",
                KindFault.DifferenceMinusPoint => "a temperature cannot be taken away from a difference",
                _ => "a temperature in °C cannot be multiplied or divided",
            },
            Help: "a temperature difference is written in `K`"
        );

    public static Diagnostic PointForDifferenceAt(Location at, string place, string? suggestion) =>
        new(
            AbsoluteTemperature,
            at,
            $"{place} needs a temperature difference, and this is a temperature",
            "a temperature",
            Help: suggestion is null
                ? "a difference is written in `K`"
                : $"a difference is written in `K`: `{suggestion}`"
        );

    public static readonly Rule CannotCombine = new(
        "CELL2007",
        Severity.Error,
        "Quantities that cannot be combined"
    );

    public static Diagnostic CannotCombineAt(
        Location at,
        Location otherAt,
        string left,
        string right,
        KindFault fault,
        ImmutableArray<string> notes
    ) =>
        new(
            CannotCombine,
            at,
            fault switch
            {
                KindFault.Tags => $"{left} and {right} have equal dimensions and yet are different things",
                KindFault.Bases => $"{left} and {right} are not counted per the same thing",
                KindFault.PowerOutOfRange => "no quantity of a laboratory has such a dimension",
                KindFault.DivisionByZero => "this divides by zero",
                _ => $"{left} and {right} cannot be added",
            },
            right,
            [new(otherAt, left)],
            notes
        );

    public static Diagnostic ShareOfTemperatureAt(Location at) =>
        new(
            AbsoluteTemperature,
            at,
            "a share of a temperature depends on where its scale begins",
            "a share",
            Help: "give the tolerance in kelvin: `within 0.5 K of 50 °C`"
        );

    public static readonly Rule MissingBasis = new("CELL2008", Severity.Error, "Per what?");

    public static Diagnostic MissingBasisAt(Location at, string spelling) =>
        new(
            MissingBasis,
            at,
            $"per mass of what: the active material or the whole composite?",
            "of what?",
            Help: $"write `{spelling} of active` or `{spelling} of composite`",
            Fixes: [new($"Write `of active`", [new(new(at.Span.End, 0), " of active")])]
        );

    public static readonly Rule OutOfRange = new("CELL2009", Severity.Error, "Outside a parameter's range");

    public static Diagnostic OutOfRangeAt(
        Location at,
        string value,
        string parameter,
        string range,
        Location declared
    ) =>
        new(
            OutOfRange,
            at,
            $"{value} is outside the range of `{parameter}`, {range}",
            "out of range",
            [new(declared, $"allows {range}")]
        );

    public static readonly Rule CountNeeded = new("CELL2010", Severity.Error, "Not a count");

    public static Diagnostic CountNeededAt(Location at, string place, string given) =>
        new(CountNeeded, at, $"{place} needs a whole number, and this is {given}", given);

    public static readonly Rule BackwardRange = new("CELL2011", Severity.Error, "Range runs backwards");

    public static Diagnostic BackwardRangeAt(Location at, string low, string high) =>
        new(
            BackwardRange,
            at,
            $"a range runs from low to high, and {low} is above {high}",
            Help: "exchange the two ends"
        );

    public static readonly Rule SharesMismatch = new(
        "CELL2012",
        Severity.Error,
        "Parts and shares do not match"
    );

    public static Diagnostic SharesMismatchAt(Location at, int parts, int shares) =>
        new(
            SharesMismatch,
            at,
            $"there are {Number(parts, "part")} and {Number(shares, "share")}",
            Help: "one share for each part, in the same order"
        );

    public static Diagnostic UnknownShareBasisAt(Location at, string basis) =>
        new(SharesMismatch, at, $"shares count by mass, by mol or by volume, not by `{basis}`");

    public static readonly Rule NotACondition = new("CELL2013", Severity.Error, "Not a condition");

    public static Diagnostic NotAConditionAt(Location at, string given) =>
        new(
            NotACondition,
            at,
            $"a condition is needed here, and this is {given}",
            given,
            Help: "compare it with something: `voltage >= 4.2 V`"
        );

    public static readonly Rule NotAQuantity = new("CELL2014", Severity.Error, "Not a quantity");

    public static Diagnostic NotAQuantityAt(Location at, string given) =>
        new(NotAQuantity, at, $"one cannot calculate with {given}", given);

    public static readonly Rule ToleranceWithoutTarget = new(
        "CELL2015",
        Severity.Error,
        "Tolerance without its target"
    );

    public static Diagnostic ToleranceWithoutTargetAt(Location at) =>
        new(
            ToleranceWithoutTarget,
            at,
            "`within` needs a tolerance and what it is a tolerance of",
            Help: "as in `within 0.5 K of 50 °C` or `within 10 % of 220 mAh/g of active`"
        );

    public static readonly Rule GroupShape = new("CELL2016", Severity.Error, "Groups of the wrong size");

    public static Diagnostic GroupShapeAt(Location at, int names, int values) =>
        new(
            GroupShape,
            at,
            $"there are {Number(names, "name")} for {Number(values, "value")}",
            Help: "each name takes one value: `for a, b in [(1, 2), (3, 4)]`"
        );

    public static readonly Rule MeaninglessOf = new("CELL2017", Severity.Error, "`of` joins nothing");

    public static Diagnostic MeaninglessOfAt(Location at, string left, string right) =>
        new(
            MeaninglessOf,
            at,
            $"`of` cannot join {left} and {right}",
            Help: "as in `80 % of nominal`, `50 mA/g of active` or `5 g of LTVO`"
        );

    public static readonly Rule MissingReference = new("CELL2018", Severity.Error, "Not a potential");

    public static Diagnostic MissingReferenceAt(Location at, string given) =>
        new(MissingReference, at, $"`vs` belongs behind a potential, and this is {given}", given);

    public static readonly Rule UnknownCapacity = new(
        "CELL2020",
        Severity.Error,
        "Rate on a cell of unknown capacity"
    )
    {
        NeedsPlan = true,
    };

    /// <param name="what">As <c>its capacity</c>.</param>
    public static Diagnostic UnknownCapacityAt(
        Location at,
        string cell,
        string what,
        string why,
        Location place,
        Location? step
    ) =>
        new(
            UnknownCapacity,
            at,
            $"this protocol counts by {what}, which nobody knows of `{cell}`",
            null,
            step is { } used ? [new(place, why), new(used, "counts by it")] : [new(place, why)],
            Help: "state it in the cell, or give the rate in amperes"
        );

    public static readonly Rule ImpossibleValue = new(
        "CELL2019",
        Severity.Error,
        "Value that nothing can have"
    );

    public static Diagnostic NegativeAt(Location at, string kind, string positive) =>
        new(
            ImpossibleValue,
            at,
            $"{kind} is never below zero",
            "below zero",
            Help: $"did you mean `{positive}`?"
        )
        {
            Fixes = [Fix.Replace($"Change to `{positive}`", at.Span, positive)],
        };

    public static Diagnostic NegativeRateAt(Location at, string step, string positive)
    {
        string other = step == "charge" ? "discharge" : "charge";
        return new(
            ImpossibleValue,
            at,
            $"the direction of a `{step}` is in its name, and its rate has no sign",
            "below zero",
            Help: $"write `{positive}`, or `{other}` if the current is to flow the other way"
        );
    }

    public static Diagnostic BelowAbsoluteZeroAt(Location at, string value) =>
        new(ImpossibleValue, at, $"{value} is below absolute zero", "no such temperature");
}
