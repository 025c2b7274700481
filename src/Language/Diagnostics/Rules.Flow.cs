namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule UsedAfterConsumed = new(
        "CELL4001",
        Severity.Error,
        "Used after it was used up"
    );

    public static Diagnostic UsedAfterConsumedAt(Location at, string sample, string by, Location consumed) =>
        new(
            UsedAfterConsumed,
            at,
            $"`{sample}` is gone: `{by}` has used it up",
            "used again",
            [new(consumed, "used up here")],
            Help: $"use what `{by}` yields, or split the sample before"
        );

    public static Diagnostic MaybeConsumedAt(Location at, string sample, string by, Location consumed) =>
        new(
            UsedAfterConsumed,
            at,
            $"`{sample}` may be gone: `{by}` uses it up on one of the ways here",
            "used again",
            [new(consumed, "used up here")]
        );

    public static readonly Rule SampleNeverUsed = new("CELL4002", Severity.Warning, "Sample never used");

    public static Diagnostic SampleNeverUsedAt(Location at, string sample) =>
        new(
            SampleNeverUsed,
            at,
            $"`{sample}` is made and never used",
            "never used",
            Help: "return it, measure it, or leave the step out"
        );

    public static Diagnostic YieldDroppedAt(Location at, string verb, string yield) =>
        new(
            SampleNeverUsed,
            at,
            $"`{verb}` yields {yield}, and nothing takes it",
            Help: $"give it a name: `name = {verb} …`"
        );

    public static readonly Rule ConsumedInLoop = new("CELL4003", Severity.Error, "Used up in a loop");

    public static Diagnostic ConsumedInLoopAt(Location at, string sample, string by, Location made) =>
        new(
            ConsumedInLoop,
            at,
            $"the first pass of the loop uses `{sample}` up, and the second has none",
            $"`{by}` takes it",
            [new(made, "made outside the loop")],
            Help: "make it inside the loop, or split it before"
        );

    public static readonly Rule WrongForm = new("CELL4004", Severity.Error, "Sample of the wrong form");

    public static Diagnostic WrongFormAt(
        Location at,
        string place,
        string wanted,
        string given,
        Location? declared
    ) =>
        new(
            WrongForm,
            at,
            $"{place} needs {wanted}, and this is {given}",
            given,
            declared is { } where ? [new(where, $"asks for {wanted}")] : default
        );

    public static readonly Rule NoYield = new("CELL4005", Severity.Error, "Route without its product");

    public static Diagnostic NoYieldAt(Location at, string route, string makes) =>
        new(
            NoYield,
            at,
            $"`{route}` makes {makes}, and not every way through it returns one",
            Help: "end it with `return …`"
        );
}
