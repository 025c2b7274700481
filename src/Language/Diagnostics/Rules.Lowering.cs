namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule NotObservable = new(
        "CELL7050",
        Severity.Error,
        "Not known while a protocol runs"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic NotObservableAt(Location at, string what) =>
        new(
            NotObservable,
            at,
            $"{what} is not known while a protocol runs",
            "cannot be observed",
            Help: "a cycler observes voltage, current, temperature, time, capacity and energy"
        );

    public static Diagnostic OnlyInEndsAt(Location at, string function) =>
        new(
            NotObservable,
            at,
            $"a {function} over a window is followed while a step runs, and here none does",
            "no step to follow",
            Help: $"make it an end of the step: `rest until {function}(…) … or for 2 h`"
        );

    public static Diagnostic NotMeasuredAt(
        Location at,
        string what,
        string missing,
        string cell,
        Location run
    ) =>
        new(
            NotObservable,
            at,
            $"`{what}` cannot be observed on `{cell}`, which has no {missing}",
            "nothing measures it",
            [new(run, $"on `{cell}`")],
            Help: missing == "reference electrode"
                ? "add one to the cell: `reference: Li { potential: 0 V vs Li }`"
                : "say how the stack is pressed: `stack_pressure: 5 MPa`"
        );

    public static readonly Rule UnknownReference = new(
        "CELL7051",
        Severity.Error,
        "Potential against an unknown reference"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic UnknownReferenceAt(Location at, string reference) =>
        new(
            UnknownReference,
            at,
            $"a cell says its counter electrode's potential against Li, so a potential against {reference} cannot be converted",
            Help: "give the potential `vs Li`, or the plain cell voltage"
        );

    public static readonly Rule EndlessCall = new("CELL7052", Severity.Error, "Protocol that runs itself")
    {
        NeedsPlan = true,
    };

    public static Diagnostic EndlessCallAt(Location at, string protocol) =>
        new(
            EndlessCall,
            at,
            $"`{protocol}` runs itself, so it would never end",
            Help: "repeat it with `repeat … times`"
        );

    public static readonly Rule NotAStep = new("CELL7053", Severity.Error, "Nothing that a cycler does")
    {
        NeedsPlan = true,
    };

    public static Diagnostic NotAStepAt(Location at, string verb) =>
        new(
            NotAStep,
            at,
            $"`{verb}` is nothing that a cycler does while a protocol runs",
            Help: "end the protocol before, and do it in the experiment"
        );

    public static readonly Rule NotKnownBefore = new(
        "CELL7054",
        Severity.Error,
        "Must be known before the run"
    )
    {
        NeedsPlan = true,
    };

    public static Diagnostic NotKnownBeforeAt(Location at, string what) =>
        new(NotKnownBefore, at, $"{what} must be known before the run", "known only while it runs");
}
