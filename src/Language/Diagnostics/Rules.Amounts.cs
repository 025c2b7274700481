namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule MoreThanThereIs = new("CELL4010", Severity.Error, "More taken than there is")
    {
        NeedsPlan = true,
    };

    public static Diagnostic MoreThanThereIsAt(
        Location at,
        string sample,
        string taken,
        string left,
        Location? made
    ) =>
        new(
            MoreThanThereIs,
            at,
            $"this takes {taken} of `{sample}`, and at most {left} is left",
            taken,
            made is { } where ? [new(where, "made here")] : default,
            Help: "make more of it, or take less"
        );

    public static readonly Rule NoMass = new("CELL4011", Severity.Error, "Mass of the wrong kind")
    {
        NeedsPlan = true,
    };

    public static Diagnostic NoMassAt(Location at, string given) =>
        new(NoMass, at, $"a mass is needed to weigh, and this is {given}");

    public static readonly Rule TooManyPoints = new("CELL4012", Severity.Error, "Sweep too large")
    {
        NeedsPlan = true,
    };

    public static Diagnostic TooManyPointsAt(Location at, int most) =>
        new(
            TooManyPoints,
            at,
            $"this sweep has more than {most} points",
            Help: "sweep fewer values, or draw some at random: `latin_hypercube(…, count: 50)`"
        );

    public static readonly Rule UnknownBeforeRun = new(
        "CELL4013",
        Severity.Error,
        "Not known when the plan is made"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic UnknownBeforeRunAt(Location at, string what) =>
        new(UnknownBeforeRun, at, $"{what} is not known when the plan is made");

    public static readonly Rule RouteCallsItself = new("CELL4014", Severity.Error, "Route that calls itself")
    {
        NeedsPlan = true,
    };

    public static Diagnostic RouteCallsItselfAt(Location at, string route) =>
        new(RouteCallsItself, at, $"`{route}` calls itself, so it would never end");

    public static readonly Rule BatchNotReplicated = new("CELL4015", Severity.Error, "No batch to replicate")
    {
        NeedsPlan = true,
    };

    public static Diagnostic BatchNotReplicatedAt(Location at) =>
        new(
            BatchNotReplicated,
            at,
            "nothing that goes into this cell is made in this experiment, so there is no batch to repeat",
            Help: "hand the cell a sample that is made here: `powder = my_route()`; or replicate cells or coatings"
        );

    public static readonly Rule TooTight = new(
        "CELL4017",
        Severity.Warning,
        "Expectation tighter than the loading is known"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic TooTightAt(
        Location at,
        string tolerance,
        string uncertainty,
        Location loading
    ) =>
        new(
            TooTight,
            at,
            $"the loading is known to {uncertainty}, so a capacity per gram cannot be expected within {tolerance}",
            $"tighter than {uncertainty}",
            [new(loading, $"known to {uncertainty}")],
            Help: "weigh the electrodes more finely, expect a capacity in mAh, or widen the tolerance"
        );

    public static readonly Rule GapExceeded = new("CELL4016", Severity.Error, "Gap that cannot be kept")
    {
        NeedsPlan = true,
    };

    public static Diagnostic GapExceededAt(Location at, string after, string least, string most) =>
        new(
            GapExceeded,
            at,
            $"what lies between `{after}` and this takes {least} at least, and {most} are allowed",
            $"cannot be within {most}"
        );
}
