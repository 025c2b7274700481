using System.Collections.Immutable;

namespace CellDsl.Language.Diagnostics;

/// <summary>Family 6: what a lab lacks for a plan.</summary>
public static partial class Rules
{
    public static readonly Rule NoInstrument = Hazard("CELL6001", Severity.Error, "No instrument for this");

    public static readonly Rule NotListed = Hazard(
        "CELL6010",
        Severity.Warning,
        "Instrument that the lab does not list"
    );

    /// <param name="isChosen">Whether the lab was asked for by name; one that merely stands beside may be incomplete.</param>
    public static Diagnostic NoInstrumentAt(
        bool isChosen,
        Location at,
        string lab,
        string verb,
        string wanted,
        Location declared,
        string? instead
    ) =>
        new(
            isChosen ? NoInstrument : NotListed,
            at,
            isChosen
                ? $"`{lab}` has no {ClassWords(wanted)} for this `{verb}`"
                : $"`{lab}` lists no {ClassWords(wanted)} for this `{verb}`",
            $"needs {Indefinite(ClassWords(wanted))}",
            [new(declared, "the lab")],
            Help: instead is null
                ? $"add one to the lab: `instrument … : {wanted} {{ … }}`"
                : $"`{instead}` may do: declare it as a `{wanted}`, or choose an operation that it can carry out"
        );

    /// <summary>A class as one speaks of it: <c>isostatic_press_class</c> is an isostatic press.</summary>
    private static string ClassWords(string name) =>
        (name.EndsWith("_class", StringComparison.Ordinal) ? name[..^"_class".Length] : name).Replace(
            '_',
            ' '
        );

    public static readonly Rule BeyondInstrument = Hazard(
        "CELL6002",
        Severity.Error,
        "Beyond what the instrument can do"
    );

    /// <param name="can">As <c>reaches 1100 °C</c>.</param>
    public static Diagnostic BeyondInstrumentAt(
        Location at,
        string instrument,
        string can,
        string asked,
        string difference,
        bool isAbove,
        string nearest,
        Location declared,
        IEnumerable<Label> related,
        ImmutableArray<string> others
    ) =>
        new(
            BeyondInstrument,
            at,
            $"`{instrument}` {can}, and {asked} is asked for: {difference} too {(isAbove ? "much" : "little")}",
            $"{difference} too {(isAbove ? "much" : "little")}",
            [new(declared, $"what `{instrument}` can do"), .. related],
            others,
            $"the nearest that fits is {nearest}"
        );

    public static readonly Rule BalanceUnfit = Hazard("CELL6003", Severity.Warning, "Not to be weighed here");

    public static Diagnostic BalanceUnfitAt(
        Location at,
        string reagent,
        string mass,
        string balance,
        string why,
        Location declared
    ) =>
        new(
            BalanceUnfit,
            at,
            $"{mass} of `{reagent}` cannot be weighed well: `{balance}` {why}",
            mass,
            [new(declared, $"what `{balance}` can do")],
            Help: "make a larger batch, weigh a stock solution, or use a finer balance"
        );

    public static readonly Rule TooFewChannels = Hazard(
        "CELL6004",
        Severity.Warning,
        "More cells than channels"
    );

    public static Diagnostic TooFewChannelsAt(
        Location at,
        int cells,
        string channels,
        string lab,
        Location declared
    ) =>
        new(
            TooFewChannels,
            at,
            $"there are {cells} cells and {channels} channels: not all can run at once",
            Related: [new(declared, $"`{lab}` has {channels} channels")],
            Help: "the rest will wait for a free channel; make fewer replicates if that takes too long"
        );

    public static readonly Rule ChamberShared = Hazard(
        "CELL6005",
        Severity.Warning,
        "One chamber, several temperatures"
    );

    public static Diagnostic ChamberSharedAt(
        Location at,
        string chamber,
        IReadOnlyList<string> temperatures,
        Location first,
        Location declared
    ) =>
        new(
            ChamberShared,
            at,
            $"`{chamber}` is the only chamber, and these runs ask it for {Joined(temperatures)}",
            "another temperature",
            [new(first, $"{temperatures[0]} here"), new(declared, "the only chamber")],
            Help: "they can only run one after the other: plan for the time, or add a chamber"
        );

    public static readonly Rule NotInStock = Hazard("CELL6006", Severity.Error, "Not in stock");

    public static Diagnostic NotInStockAt(Location at, string reagent, string lab, Location declared) =>
        new(
            NotInStock,
            at,
            $"`{lab}` has no `{reagent}` in stock",
            Related: [new(declared, "the lab")],
            Help: $"order it, and add `stock {reagent} {{ amount: …; purity: … }}`"
        );

    public static Diagnostic TooLittleStockAt(
        Location at,
        string reagent,
        string needed,
        string there,
        string missing,
        Location stock
    ) =>
        new(
            NotInStock,
            at,
            $"the experiment weighs {needed} of `{reagent}`, and {there} are in stock: {missing} too little",
            $"{missing} too little",
            [new(stock, $"{there} here")],
            Help: "order more, or make smaller batches"
        );

    public static readonly Rule Expired = Hazard("CELL6007", Severity.Warning, "Stock past its date");

    public static Diagnostic ExpiredAt(
        Location at,
        string reagent,
        string expired,
        string today,
        Location stock
    ) =>
        new(
            Expired,
            at,
            $"`{reagent}` was good until {expired}, and today is {today}",
            Related: [new(stock, "this stock")],
            Help: "open a fresh lot, or have this one analysed and state its `assay`"
        );

    public static readonly Rule TooCoarse = Hazard(
        "CELL6008",
        Severity.Warning,
        "Current that the channel cannot tell"
    );

    public static Diagnostic TooCoarseAt(
        Location at,
        string what,
        string value,
        string cycler,
        string error,
        string range,
        Location accuracy
    ) =>
        new(
            TooCoarse,
            at,
            $"a {what} of {value} is lost in the ±{error} of `{cycler}` in its {range} range",
            $"±{error}",
            [new(accuracy, "its accuracy")],
            Help: "use a larger electrode, a higher cut-off, or a channel with a smaller range"
        );

    public static readonly Rule GasNotThere = Hazard(
        "CELL6009",
        Severity.Error,
        "Gas that the instrument does not have"
    );

    public static Diagnostic GasNotThereAt(
        Location at,
        string instrument,
        string gas,
        IReadOnlyList<string> has,
        Location declared,
        IEnumerable<Label> related
    ) =>
        new(
            GasNotThere,
            at,
            $"`{instrument}` has {(has.Count == 0 ? "no gas" : Joined(has))}, and {gas} is asked for",
            "not connected",
            [new(declared, "the instrument"), .. related],
            Help: has.Count == 0
                ? null
                : $"use {string.Join(" or ", has)} if the chemistry allows it, or have {gas} connected"
        );
}
