namespace CellDsl.Language.Diagnostics;

/// <summary>What has a meaning and is most likely not meant: a tired person's mistakes.</summary>
public static partial class Rules
{
    public static readonly Rule EmptyBlock = new("CELL1030", Severity.Warning, "Block with nothing in it");

    /// <param name="what">As <c>`when overrun`</c>.</param>
    public static Diagnostic EmptyBlockAt(Location at, string what, string consequence) =>
        new(
            EmptyBlock,
            at,
            $"{what} has nothing in it, so {consequence}",
            "empty",
            Help: "say what is to be done, or take it out"
        );

    public static readonly Rule UnusualValue = new(
        "CELL2030",
        Severity.Warning,
        "Value that is hardly meant"
    );

    /// <param name="place">As <c>`for` of `hold`</c>.</param>
    public static Diagnostic UnusualValueAt(Location at, string value, string place, string usual) =>
        new(
            UnusualValue,
            at,
            $"{value} is far from what {place} usually is, {usual}",
            "the right unit?",
            Help: "correct it, or say why: `allow CELL2030 \"…\"` on the line before"
        );

    public static readonly Rule HeldCold = new("CELL4030", Severity.Warning, "Program that misses a segment");

    public static Diagnostic HeldBeforeHeatedAt(Location at) =>
        new(
            HeldCold,
            at,
            "this holds a temperature to which nothing has brought the sample",
            "still at room temperature",
            Help: "begin with `ramp to 700 °C at 5 K/min`"
        );

    public static Diagnostic NotHeldAt(Location at, string temperature) =>
        new(
            HeldCold,
            at,
            $"the program turns round at {temperature} and holds nothing there",
            "not held",
            Help: "add `hold for 3 h`; `hold for 0 h` says that none is meant"
        );

    public static Diagnostic EndsHotAt(Location at, string temperature) =>
        new(
            HeldCold,
            at,
            $"the program ends at {temperature}, and the sample would be taken out hot",
            "ends here",
            Help: "end with `furnace_cool to 25 °C`, or with `quench to 25 °C` if that is meant"
        );

    public static readonly Rule TemperatureNotReached = new(
        "CELL7030",
        Severity.Warning,
        "Temperature that is not waited for"
    );

    public static Diagnostic TemperatureNotWaitedForAt(Location at, Location set, string verb) =>
        new(
            TemperatureNotReached,
            at,
            $"this `{verb}` begins while the cell is still on its way to the new temperature",
            "begins at once",
            [new(set, "set here")],
            Help: "wait before: `wait until temperature within 0.5 K of 50 °C for 30 min, at most 6 h`"
        );

    public static Diagnostic TemperatureNotSetAt(Location at) =>
        new(
            TemperatureNotReached,
            at,
            "this waits for a temperature that nothing in the protocol has set",
            "who sets it?",
            Help: "say it before: `set temperature to 50 °C`"
        );

    public static readonly Rule NoVoltageEnd = new(
        "CELL7031",
        Severity.Warning,
        "Step that only the cell's limits stop"
    );

    public static Diagnostic NoVoltageEndAt(Location at, string verb, string example) =>
        new(
            NoVoltageEnd,
            at,
            $"no voltage ends this `{verb}`: a cell that is done early is driven into its limits, and the test ends",
            "no end on voltage",
            Help: $"add one: `{example}`"
        );

    public static readonly Rule UnheededEnd = new("CELL7032", Severity.Warning, "Alarm that nobody heeds");

    public static Diagnostic UnheededEndAt(Location at, string name) =>
        new(
            UnheededEnd,
            at,
            $"`{name}` ends the step when more charge has flowed than the cell can hold, and the protocol goes on as if nothing had happened",
            "no `when` for it",
            Help: $"say what to do: `when {name} {{ stop \"more charge than the material can hold\" }}`"
        );

    public static readonly Rule UnprotectedVoltage = new(
        "CELL7033",
        Severity.Warning,
        "Limits that leave the voltage out"
    );

    public static Diagnostic UnprotectedVoltageAt(Location at, string cell) =>
        new(
            UnprotectedVoltage,
            at,
            $"the limits of `{cell}` say nothing of its voltage, which is what ruins a cell first",
            "no voltage",
            Help: "add the window: `voltage: 2.5 V .. 4.2 V`"
        );

    public static readonly Rule UnfitBound = new(
        "CELL7034",
        Severity.Warning,
        "Bound that does not fit its step"
    );

    /// <param name="before">As <c>its current has fallen</c>.</param>
    public static Diagnostic HardlyBegunAt(Location at, string time, string verb, string before) =>
        new(
            UnfitBound,
            at,
            $"after {time} this `{verb}` is over before {before}",
            "much too short",
            Help: "check the unit of the time"
        );

    public static Diagnostic ProtectsNothingAt(Location at, string time, string verb) =>
        new(
            UnfitBound,
            at,
            $"in {time} this `{verb}` could put in more than ten times the capacity, so the bound protects nothing",
            "much too long",
            Help: "bound the charge: `or capacity > 1.2 * theoretical`, or shorten the time"
        );

    public static Diagnostic NeverSustainedAt(Location at, string needed, string most) =>
        new(
            UnfitBound,
            at,
            $"it has to hold for {needed}, and the step is over after {most}",
            "longer than the step",
            Help: "check the units of the two times"
        );

    public static readonly Rule TwoScales = new("CELL2031", Severity.Warning, "Temperatures in two scales");

    public static Diagnostic TwoScalesAt(Location at, string given, string celsius, Location other) =>
        new(
            TwoScales,
            at,
            $"{given} is {celsius}, and the other temperatures here are in °C",
            "in kelvin",
            [new(other, "in °C")],
            Help: $"was °C meant? If not, write `{celsius}`"
        );

    public static readonly Rule OneWayCycle = new("CELL7035", Severity.Warning, "Cycle that goes one way");

    public static Diagnostic PulsesGoOnAt(Location at, string verb) =>
        new(
            OneWayCycle,
            at,
            $"every pass of this loop has a `{verb}` and none the other way, and nothing leaves it when the cell can give no more",
            "pushes on",
            Help: verb == "charge"
                ? "name the end of the step and ask for it: `full: voltage >= 4.2 V`, then `when full { break }`"
                : "name the end of the step and ask for it: `empty: voltage <= 2.5 V`, then `when empty { break }`"
        );

    public static Diagnostic OneWayCycleAt(Location at, string label, string verb, string missing) =>
        new(
            OneWayCycle,
            at,
            $"every pass of `{label}` has a `{verb}` and no `{missing}`, so from the second one on nothing moves",
            $"no `{missing}`",
            Help: $"add the `{missing}`, or leave the label out where these are pulses"
        );
}
