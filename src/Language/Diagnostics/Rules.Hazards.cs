namespace CellDsl.Language.Diagnostics;

/// <summary>Family 5: what harms people, vessels or samples. Found when a plan is made.</summary>
public static partial class Rules
{
    private static Rule Hazard(string code, Severity severity, string title) =>
        new(code, severity, title) { NeedsPlan = true };

    private static string[] SourceNote(string? source) => source is null ? [] : [$"source: {source}"];

    public static readonly Rule IncompatiblePair = Hazard(
        "CELL5001",
        Severity.Error,
        "Substances that must not meet"
    );

    public static Diagnostic IncompatiblePairAt(
        Location at,
        string one,
        string other,
        string consequence,
        string? instead,
        string? source
    ) =>
        new(
            IncompatiblePair,
            at,
            $"`{one}` and `{other}` must not meet: {consequence}",
            $"meets `{one}`",
            Notes: [.. SourceNote(source)],
            Help: instead
        );

    public static readonly Rule AttackedVessel = Hazard(
        "CELL5002",
        Severity.Error,
        "Vessel that its contents attack"
    );

    public static Diagnostic AttackedVesselAt(
        Location at,
        string vessel,
        string wetted,
        string contents,
        string consequence,
        string? instead,
        string? source,
        IEnumerable<Label> related
    ) =>
        new(
            AttackedVessel,
            at,
            $"`{contents}` attacks `{vessel}`: {consequence}",
            vessel == wetted ? null : $"made of {wetted}",
            [.. related],
            [.. SourceNote(source)],
            instead
        );

    public static readonly Rule WrongGas = Hazard("CELL5003", Severity.Error, "Gas that spoils the reaction");

    public static Diagnostic WrongGasAt(
        Location at,
        string contents,
        string gas,
        string consequence,
        string? instead,
        string? source,
        IEnumerable<Label> related
    ) =>
        new(
            WrongGas,
            at,
            $"`{contents}` cannot be under {gas} here: {consequence}",
            null,
            [.. related],
            [.. SourceNote(source)],
            instead
        );

    public static readonly Rule WrongCollector = Hazard(
        "CELL5004",
        Severity.Error,
        "Current collector that does not last"
    );

    public static Diagnostic WrongCollectorAt(
        Location at,
        string collector,
        string? contents,
        string? window,
        string consequence,
        string? instead,
        string? source
    ) =>
        new(
            WrongCollector,
            at,
            contents is null
                ? $"`{collector}` does not last here: {consequence}"
                : $"`{collector}` does not last beside `{contents}`: {consequence}",
            window is null ? null : $"sees {window}",
            Notes: [.. SourceNote(source)],
            Help: instead
        );

    public static readonly Rule VesselTooHot = Hazard(
        "CELL5005",
        Severity.Error,
        "Hotter than the vessel bears"
    );

    public static Diagnostic VesselTooHotAt(
        Location at,
        string vessel,
        string bears,
        string asked,
        string difference,
        IEnumerable<Label> related
    ) =>
        new(
            VesselTooHot,
            at,
            $"`{vessel}` bears {bears}, and {asked} is asked for: {difference} too much",
            $"{difference} too hot",
            [.. related],
            Help: $"stay at {bears} or below, or use a vessel that bears more"
        );

    public static readonly Rule Spoilt = Hazard(
        "CELL5006",
        Severity.Error,
        "Sample that the surroundings spoil"
    );

    public static Diagnostic SpoiltAt(
        Location at,
        string substance,
        string gas,
        string what,
        string? share,
        string? limit,
        IEnumerable<Label> related
    ) =>
        new(
            Spoilt,
            at,
            share is null ? $"`{substance}` bears no {what}, and {gas} is not dry"
                : limit is null ? $"`{substance}` bears no {what}, and {gas} holds {share} of it"
                : $"`{substance}` bears {limit} of {what}, and {gas} holds {share}",
            $"too much {what}",
            [.. related],
            Help: "do it in a glovebox or under argon: `under argon`, or `environment: argon` for the whole route"
        );

    public static readonly Rule PlaceNotSaid = Hazard(
        "CELL5007",
        Severity.Warning,
        "Nothing says where a sensitive sample is handled"
    );

    public static Diagnostic PlaceNotSaidAt(
        Location at,
        string verb,
        string substance,
        string sensitivities,
        Location declared
    ) =>
        new(
            PlaceNotSaid,
            at,
            $"`{substance}` is sensitive to {sensitivities}, and nothing says where this `{verb}` is done",
            "in which gas?",
            [new(declared, $"sensitive to {sensitivities}")],
            Help: "say `environment: argon` for the whole route, or `environment: unspecified` where it is not known"
        );

    public static readonly Rule BoilingInside = Hazard(
        "CELL5008",
        Severity.Error,
        "Liquid that boils in a closed place"
    );

    public static Diagnostic BoilingInsideAt(
        Location at,
        string liquid,
        string boils,
        string place,
        string reached,
        string? pressure,
        string? bears,
        IEnumerable<Label> related
    ) =>
        new(
            BoilingInside,
            at,
            pressure is null
                ? $"`{liquid}` boils at {boils}, and `{place}` may come to {reached}"
                : $"`{liquid}` boils at {boils}, and `{place}` is closed at {reached}",
            pressure is null ? null : $"about {pressure} inside, at least",
            [.. related],
            bears is null ? [] : [$"it bears {bears}"],
            pressure is null
                ? "stay below the boiling point, or use a liquid that boils higher"
                : "use an open vessel or an autoclave that states its `max_pressure`, or stay below the boiling point"
        );

    public static readonly Rule Decomposes = Hazard("CELL5009", Severity.Error, "Substance that decomposes");

    public static Diagnostic DecomposesAt(
        Location at,
        string substance,
        string decomposes,
        string reached,
        IEnumerable<Label> related
    ) =>
        new(
            Decomposes,
            at,
            $"`{substance}` decomposes at {decomposes}, and {reached} is reached where nothing is to react",
            null,
            [.. related],
            Help: $"stay below {decomposes}"
        );

    public static readonly Rule GasInClosedVessel = Hazard(
        "CELL5010",
        Severity.Error,
        "Gas given off in a closed vessel"
    );

    public static Diagnostic GasInClosedVesselAt(
        Location at,
        string vessel,
        IReadOnlyList<string> gases,
        string? pressure,
        string? bears,
        string equation,
        Location weighed
    ) =>
        new(
            GasInClosedVessel,
            at,
            pressure is null
                ? $"the reaction gives off {Joined(gases)}, and `{vessel}` is closed"
                : $"the reaction gives off {Joined(gases)}, which come to {pressure} in `{vessel}`",
            "no way out",
            [new(weighed, "weighed for this reaction")],
            bears is null
                ? [equation, $"`{vessel}` states no `max_pressure`"]
                : [equation, $"`{vessel}` bears {bears}"],
            "use an open vessel, let the gas off before it is closed, or start from reagents that give none"
        );

    public static readonly Rule FlammableVapour = Hazard(
        "CELL5011",
        Severity.Error,
        "Vapour that air can light"
    );

    public static Diagnostic FlammableVapourAt(
        Location at,
        string liquid,
        string flashes,
        string reached,
        string gas,
        IEnumerable<Label> related
    ) =>
        new(
            FlammableVapour,
            at,
            $"the vapour of `{liquid}` catches fire from {flashes} on, and it is dried at {reached} under {gas}",
            "holds oxygen",
            [.. related],
            Help: "dry it under vacuum or nitrogen, or let most of it evaporate in a hood first"
        );

    public static readonly Rule MillingWithoutPause = Hazard(
        "CELL5012",
        Severity.Warning,
        "High-energy milling without pauses"
    );

    public static Diagnostic MillingWithoutPauseAt(
        Location at,
        string verb,
        string speed,
        string time,
        Location speedAt
    ) =>
        new(
            MillingWithoutPause,
            at,
            $"{time} at {speed} heats the jar, and nothing says when it rests",
            "no pauses",
            [new(speedAt, speed)],
            Help: $"add the pauses to the phrase: `{verb} … {{ run: 15 min; pause: 15 min }}`, or `pause: unspecified`"
        );

    public static readonly Rule JarTooFull = Hazard("CELL5013", Severity.Error, "Jar too full to mill in");

    public static Diagnostic JarTooFullAt(
        Location at,
        string vessel,
        string filled,
        string volume,
        IEnumerable<Label> related
    ) =>
        new(
            JarTooFull,
            at,
            $"balls and powder take {filled} of the {volume} of `{vessel}`; above two thirds the balls no longer fly",
            "too full",
            [.. related],
            Help: "mill less at a time, or use a larger jar"
        );
}
