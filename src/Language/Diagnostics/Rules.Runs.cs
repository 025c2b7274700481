namespace CellDsl.Language.Diagnostics;

/// <summary>Family 7, of runs: what a protocol does on the very cell on which it runs.</summary>
public static partial class Rules
{
    public static readonly Rule OutsideLimits = Hazard(
        "CELL7012",
        Severity.Error,
        "Beyond the cell's limits"
    );

    public static Diagnostic OutsideLimitsAt(
        Location at,
        string what,
        string verb,
        string asked,
        string limit,
        string cell,
        Location limits,
        Location run,
        string? help
    ) =>
        new(
            OutsideLimits,
            at,
            $"this {verb} {asked}, and the limit of `{cell}` at {limit} stops the whole test before",
            null,
            [new(limits, $"its {what} limit"), new(run, "run here")],
            Help: help ?? $"stay within {limit}, or widen the limits if the cell bears it"
        );

    public static readonly Rule HoldsFromStart = Hazard(
        "CELL7013",
        Severity.Error,
        "End that holds from the start"
    );

    public static Diagnostic HoldsFromStartAt(Location at, string why, Location run) =>
        new(HoldsFromStart, at, why, "holds from the start", [new(run, "run here")]);

    public static readonly Rule NeverFires = Hazard("CELL7014", Severity.Warning, "End that never fires");

    public static Diagnostic NeverFiresAt(Location at, string why, Location before) =>
        new(
            NeverFires,
            at,
            $"this end never fires: {why}",
            "never fires",
            [new(before, "fires before")],
            Help: "give the step more time, or lower this bound so that it protects the cell"
        );

    public static readonly Rule WrongWayFirst = Hazard(
        "CELL7015",
        Severity.Warning,
        "Charged when full, or discharged when empty"
    );

    public static Diagnostic WrongWayFirstAt(
        Location at,
        string material,
        bool isFull,
        Location run,
        Location declared
    ) =>
        new(
            WrongWayFirst,
            at,
            isFull
                ? $"`{material}` is made with all its lithium: there is nothing to discharge before it was charged"
                : $"`{material}` is made without lithium to give: there is nothing to charge before it was discharged",
            isFull ? "discharges first" : "charges first",
            [new(declared, "as made"), new(run, "the first run on a fresh cell")],
            Help: isFull ? "begin with a `charge`" : "begin with a `discharge`"
        );

    public static readonly Rule NoLithium = Hazard("CELL7016", Severity.Error, "Cell without lithium");

    public static Diagnostic NoLithiumAt(
        Location at,
        string cell,
        string active,
        Location positive,
        Location negative
    ) =>
        new(
            NoLithium,
            at,
            $"neither electrode of `{cell}` holds lithium, so no charge can pass",
            Related: [new(positive, $"`{active}` holds none"), new(negative, "nor does this")],
            Help: "put lithium into one of them: lithium metal, a lithiated alloy, a lithiated host"
        );

    public static readonly Rule NoPolicy = Hazard(
        "CELL7017",
        Severity.Warning,
        "Long test without an interruption policy"
    );

    public static Diagnostic NoPolicyAt(Location at, string protocol, string about, Location run) =>
        new(
            NoPolicy,
            at,
            $"`{protocol}` may run for about {about}, and nothing says what to do after an interruption",
            null,
            [new(run, "run here")],
            Help: "add `on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }`"
        );

    public static readonly Rule BudgetTooShort = Hazard(
        "CELL7018",
        Severity.Warning,
        "Budget that the passes exceed"
    );

    public static Diagnostic BudgetTooShortAt(Location at, string about, string allowed, Location run) =>
        new(
            BudgetTooShort,
            at,
            $"the passes take about {about} even at half the theoretical capacity, and {allowed} are allowed",
            "ends the loop early",
            [new(run, "run here")],
            Help: "allow more time, or repeat less often"
        );

    public static readonly Rule PlatesLithium = Hazard(
        "CELL7019",
        Severity.Error,
        "Negative electrode too small"
    );

    public static Diagnostic PlatesLithiumAt(
        Location at,
        string ratio,
        string takes,
        string gives,
        Location positive
    ) =>
        new(
            PlatesLithium,
            at,
            $"the negative electrode takes {takes} and the positive gives {gives}: the rest plates as lithium metal",
            $"n/p ratio {ratio}",
            [new(positive, $"gives {gives}")],
            Help: "a ratio of 1.05 to 1.2 is usual: raise the loading here, or lower it there"
        );
}
