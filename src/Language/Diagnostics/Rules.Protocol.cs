namespace CellDsl.Language.Diagnostics;

public static partial class Rules
{
    public static readonly Rule NoEnd = new("CELL7001", Severity.Error, "Step without an end");

    public static Diagnostic NoEndAt(Location at, string verb, string example) =>
        new(NoEnd, at, $"this `{verb}` never ends", "no end", Help: $"say when: `{example}`");

    public static readonly Rule UnboundedCharge = new(
        "CELL7002",
        Severity.Error,
        "Charge without a bound on capacity or time"
    );

    public static Diagnostic UnboundedChargeAt(Location at) =>
        new(
            UnboundedCharge,
            at,
            "a cell with a soft short never reaches its voltage, and this charge would go on without end",
            "no bound on capacity or time",
            Help: "add `or capacity > 1.2 * theoretical`, or a time: `or for 12 h`"
        );

    public static readonly Rule MayNeverEnd = new("CELL7003", Severity.Error, "Step that may never end");

    public static Diagnostic MayNeverEndAt(Location at, string verb) =>
        new(
            MayNeverEnd,
            at,
            $"nothing bounds the time of this `{verb}` should its condition never hold",
            "no bound on time",
            Help: "add `or for 12 h`, `, at most 12 h`, or a budget to the loop around it"
        );

    public static readonly Rule NoLimits = new("CELL7004", Severity.Error, "Cell without limits");

    public static Diagnostic NoLimitsAt(Location at, string cell) =>
        new(
            NoLimits,
            at,
            $"nothing says what `{cell}` must never see",
            Help: "add `limits { voltage: 2.5 V .. 4.2 V; temperature: 0 °C .. 60 °C }`"
        );

    public static readonly Rule EqualsOnMeasured = new("CELL7005", Severity.Error, "`=` on a measured value");

    public static Diagnostic EqualsOnMeasuredAt(Location at, string observable, string suggestion) =>
        new(
            EqualsOnMeasured,
            at,
            $"a measured {observable} is never exactly equal to anything",
            Help: $"write `{suggestion}`",
            Fixes: [Fix.Replace($"Change to `{suggestion}`", at.Span, suggestion)]
        );

    public static readonly Rule WhenWithoutEnd = new(
        "CELL7006",
        Severity.Error,
        "`when` names no end of the step before"
    );

    public static Diagnostic WhenWithoutEndAt(
        Location at,
        string name,
        string? nearest,
        IReadOnlyList<string> known,
        Location? step
    ) =>
        new(
            WhenWithoutEnd,
            at,
            step is null
                ? $"there is no step before that `{name}` could have ended"
                : $"the step before has no end called `{name}`",
            Related: step is { } where ? [new(where, "the step before")] : default,
            Help: nearest is not null ? $"did you mean `{nearest}`?"
                : known.Count > 0 ? Known("ends", known)
                : "name its ends: `until { full: voltage >= 4.2 V; late: for 12 h }`",
            Fixes: Respell(at.Span, nearest)
        );

    public static readonly Rule Unreachable = new("CELL7007", Severity.Error, "Never reached");

    public static Diagnostic UnreachableAt(Location at, Location after, string word) =>
        new(
            Unreachable,
            at,
            "nothing ever gets here",
            "never reached",
            [new(after, $"`{word}` leaves before")]
        );

    public static readonly Rule TimelessLoop = new("CELL7008", Severity.Error, "Loop that takes no time");

    public static Diagnostic TimelessLoopAt(Location at) =>
        new(
            TimelessLoop,
            at,
            "a pass through this loop can take no time, so it would turn without end",
            Help: "every way through it needs a step, such as `rest for 10 min`"
        );

    public static readonly Rule LabelMisuse = new("CELL7009", Severity.Error, "Label outside its loop");

    public static Diagnostic LabelMisuseAt(Location at, string label, Location loop) =>
        new(
            LabelMisuse,
            at,
            $"outside the loop there is no current `{label}`",
            Related: [new(loop, "the loop's label")],
            Help: $"say which: `test.{label}[1]`"
        );

    public static Diagnostic BreakOutsideLoopAt(Location at) =>
        new(LabelMisuse, at, "`break` leaves a loop, and there is none around it");

    public static Diagnostic BreakOutsideLabelAt(Location at, string label, Location loop) =>
        new(
            LabelMisuse,
            at,
            $"this is not inside the loop `{label}`",
            Related: [new(loop, "the loop's label")]
        );

    public static readonly Rule EndAtOnce = new(
        "CELL7010",
        Severity.Error,
        "End that fires at once or never"
    );

    public static Diagnostic EndAtOnceAt(Location at, string verb, string direction, string suggestion) =>
        new(
            EndAtOnce,
            at,
            $"the voltage {direction} on `{verb}`, so this end holds from the start or never",
            Help: $"did you mean `{suggestion}`?",
            Fixes: [Fix.Replace($"Change to `{suggestion}`", at.Span, suggestion)]
        );

    public static readonly Rule BadRecord = new("CELL7011", Severity.Error, "Not an interval to record");

    public static Diagnostic BadRecordAt(Location at, string given) =>
        new(
            BadRecord,
            at,
            $"a row is recorded after a time or after a change of a measured value, not after {given}",
            given,
            Help: "as in `record every 30 s or 5 mV`"
        );
}
