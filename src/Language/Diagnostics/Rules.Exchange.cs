namespace CellDsl.Language.Diagnostics;

/// <summary>Family 9: what another tool's file cannot carry, and what of such a file cannot be read.</summary>
public static partial class Rules
{
    public static readonly Rule StepNotCarried = new(
        "CELL9001",
        Severity.Error,
        "Step that the target cannot run"
    );
    public static readonly Rule EndNotCarried = new(
        "CELL9002",
        Severity.Error,
        "End that the target cannot watch"
    );
    public static readonly Rule JumpNotCarried = new(
        "CELL9003",
        Severity.Error,
        "Way on that the target cannot take"
    );
    public static readonly Rule ValueNotCarried = new(
        "CELL9004",
        Severity.Error,
        "Value that the target cannot hold exactly"
    );
    public static readonly Rule LimitNotCarried = new(
        "CELL9005",
        Severity.Error,
        "Safety limit that the target cannot watch"
    );
    public static readonly Rule RecordNotCarried = new(
        "CELL9006",
        Severity.Error,
        "Recording rule that the target cannot follow"
    );
    public static readonly Rule BranchNotCarried = new(
        "CELL9007",
        Severity.Error,
        "Branch that the target cannot decide"
    );
    public static readonly Rule InterruptionNotCarried = new(
        "CELL9008",
        Severity.Error,
        "Interruption policy that the target does not know"
    );
    public static readonly Rule LoopNotCarried = new(
        "CELL9009",
        Severity.Error,
        "Loop that the target cannot count"
    );
    public static readonly Rule ValueNotKnown = new("CELL9010", Severity.Error, "Value that is not known");

    /// <param name="rule">One of the rules above.</param>
    /// <param name="target">The tool, as <c>Neware</c>.</param>
    /// <param name="what">What is lost, as <c>an end on energy</c>.</param>
    public static Diagnostic NotCarriedAt(Rule rule, Location at, string target, string what, string help) =>
        new(rule, at, $"{target} cannot carry {what}", "would be lost", Help: help);

    public static readonly Rule UnreadableFile = new("CELL9050", Severity.Error, "File that cannot be read");

    public static Diagnostic UnreadableFileAt(Location at, string format, string why, string help) =>
        new(UnreadableFile, at, $"this is no {format} that can be read: {why}", "here", Help: help);

    public static readonly Rule UnsupportedElement = new(
        "CELL9051",
        Severity.Warning,
        "Part of a file that is not understood"
    );

    public static Diagnostic UnsupportedElementAt(Location at, string what, string instead) =>
        new(
            UnsupportedElement,
            at,
            $"a protocol has no counterpart for {what.TrimEnd(',')}",
            "not imported",
            Help: $"as it stands, {instead}"
        );

    public static readonly Rule UnreadableValue = new(
        "CELL9052",
        Severity.Error,
        "Value in a file that cannot be read"
    );

    public static Diagnostic UnreadableValueAt(Location at, string text, string expected) =>
        new(UnreadableValue, at, $"`{text}` is not {expected}", $"not {expected}");

    public static readonly Rule SettingNotImported = new(
        "CELL9053",
        Severity.Note,
        "Instrument setting without a meaning for the cell"
    );

    public static Diagnostic SettingNotImportedAt(Location at, string setting) =>
        new(
            SettingNotImported,
            at,
            $"{setting} belongs to the instrument, not to the procedure",
            "left out",
            Help: "set it on the instrument, or declare the instrument in a lab"
        );

    public static readonly Rule ReadWithAssumption = new(
        "CELL9054",
        Severity.Warning,
        "Part of a file that can be read in two ways"
    );

    public static Diagnostic ReadWithAssumptionAt(Location at, string what, string reading) =>
        new(ReadWithAssumption, at, $"{what} can be read in two ways", reading);
}
