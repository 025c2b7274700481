namespace CellDsl.Language.Diagnostics;

/// <summary>Family 5, of handling: casings, foils, jars.</summary>
public static partial class Rules
{
    public static readonly Rule WrongCasing = Hazard("CELL5014", Severity.Error, "Casing that corrodes");

    public static Diagnostic WrongCasingAt(
        Location at,
        string casing,
        string? contents,
        string window,
        string consequence,
        string? instead,
        string? source
    ) =>
        new(
            WrongCasing,
            at,
            contents is null
                ? $"a casing of `{casing}` does not last here: {consequence}"
                : $"a casing of `{casing}` does not last beside `{contents}`: {consequence}",
            $"sees {window}",
            Notes: [.. SourceNote(source)],
            Help: instead
        );

    public static readonly Rule AttackedFoil = Hazard(
        "CELL5015",
        Severity.Error,
        "Foil that the slurry attacks"
    );

    public static Diagnostic AttackedFoilAt(
        Location at,
        string foil,
        string contents,
        string consequence,
        string? instead,
        string? source
    ) =>
        new(
            AttackedFoil,
            at,
            $"a slurry with `{contents}` attacks `{foil}`: {consequence}",
            "coated on this",
            Notes: [.. SourceNote(source)],
            Help: instead
        );

    public static readonly Rule JarWears = Hazard("CELL5016", Severity.Warning, "Milling that wears the jar");

    public static Diagnostic JarWearsAt(
        Location at,
        string vessel,
        string material,
        string time,
        string speed,
        string bears,
        IEnumerable<Label> related
    ) =>
        new(
            JarWears,
            at,
            $"{time} at {speed} leaves {material} of `{vessel}` in the powder",
            $"wears from {bears} on",
            [.. related],
            [
                "source: C. Suryanarayana, Prog. Mater. Sci. 46 (2001) 1, section 9: iron of hardened steel comes to several per cent",
            ],
            "mill for a shorter time or more slowly, or use `zirconia_jar`"
        );

    public static readonly Rule OpenedHot = Hazard("CELL5017", Severity.Warning, "Jar opened hot");

    public static Diagnostic OpenedHotAt(
        Location at,
        string verb,
        string gas,
        string substance,
        string time,
        string speed,
        Location milled
    ) =>
        new(
            OpenedHot,
            at,
            $"the jar is hot after {time} at {speed}, and `{substance}` comes under {gas} here",
            "opened into oxygen",
            [new(milled, $"hot after this `{verb}`")],
            Help: $"let it cool first, and say so: `{verb} … {{ cool: 2 h }}`; or open it under argon"
        );

    public static readonly Rule LiquidInHotJar = Hazard(
        "CELL5018",
        Severity.Warning,
        "Volatile liquid in a hot jar"
    );

    public static Diagnostic LiquidInHotJarAt(
        Location at,
        string liquid,
        string boils,
        string vessel,
        string time,
        string speed,
        IEnumerable<Label> related
    ) =>
        new(
            LiquidInHotJar,
            at,
            $"{time} at {speed} without a pause brings a jar to about 100 °C, and `{liquid}` boils at {boils} in it",
            $"`{vessel}` is closed",
            [.. related],
            Help: "mill more slowly, add `{ run: 15 min; pause: 15 min }`, or use a liquid that boils higher"
        );

    public static readonly Rule PlaceNotThere = Hazard(
        "CELL6012",
        Severity.Error,
        "Place that the lab does not have"
    );

    /// <param name="nearest">What the lab has instead, in words; null where it lists no place at all.</param>
    public static Diagnostic PlaceNotThereAt(
        Location at,
        string place,
        string lab,
        string why,
        Location declared,
        string? nearest
    ) =>
        new(
            PlaceNotThere,
            at,
            $"`{lab}` has no `{place}` as this needs it: {why}",
            null,
            [new(declared, "the lab")],
            Help: nearest is null
                ? $"add it to the lab: `environment {place} {{ … }}`"
                : $"the nearest is {nearest}"
        );

    public static readonly Rule TooCoarseSlope = Hazard(
        "CELL6011",
        Severity.Warning,
        "Slope that the channel cannot tell"
    );

    public static Diagnostic TooCoarseSlopeAt(
        Location at,
        string change,
        string window,
        string cycler,
        string resolution,
        Location declared
    ) =>
        new(
            TooCoarseSlope,
            at,
            $"this is a change of {change} in {window}, and `{cycler}` tells {resolution} apart",
            "lost in the resolution",
            [new(declared, "its resolution")],
            Help: "look over a longer window, or wait for a steeper slope"
        );

    public static readonly Rule OutOfLithium = Hazard(
        "CELL7020",
        Severity.Error,
        "Less lithium than the discharge takes"
    );

    public static Diagnostic OutOfLithiumAt(
        Location at,
        string holds,
        string takes,
        string material,
        Location positive
    ) =>
        new(
            OutOfLithium,
            at,
            $"the negative electrode holds {holds}, and `{material}` takes up {takes}",
            $"holds {holds}",
            [new(positive, $"takes up {takes}")],
            Help: "use thicker lithium, or a smaller loading; twice the lithium that is taken is usual"
        );

    public static readonly Rule LateOverrun = Hazard(
        "CELL7021",
        Severity.Warning,
        "Time bound that a soft short outlives"
    );

    public static Diagnostic LateOverrunAt(Location at, string times, string current, Location run) =>
        new(
            LateOverrun,
            at,
            $"a cell that shorts softly is charged {times} times its capacity before this ends the step",
            $"at {current}",
            [new(run, "run here")],
            Help: "bound the charge too: `or capacity > 1.2 * theoretical`; or allow less time"
        );

    public static readonly Rule LooseLimits = Hazard(
        "CELL7022",
        Severity.Warning,
        "Limits too loose to protect"
    );

    public static Diagnostic LooseLimitsAt(
        Location at,
        string limit,
        string used,
        string apart,
        Location run
    ) =>
        new(
            LooseLimits,
            at,
            $"the limit at {limit} is {apart} beyond {used}, the farthest that a step goes: it protects nothing",
            null,
            [new(run, "run here")],
            Help: $"a few tenths of a volt beyond {used} catch a fault before it harms the cell"
        );

    public static readonly Rule HeatedUnwatched = Hazard(
        "CELL7023",
        Severity.Warning,
        "Heated cell without a limit on its temperature"
    );

    public static Diagnostic HeatedUnwatchedAt(Location at, string cell, string temperature, Location set) =>
        new(
            HeatedUnwatched,
            at,
            $"the limits of `{cell}` say nothing of its temperature, and this test sets {temperature}",
            "no temperature",
            [new(set, $"{temperature} here")],
            Help: "add what the cell bears: `temperature: 0 °C .. 60 °C`"
        );

    public static readonly Rule LoopMayNeverEnd = new(
        "CELL7024",
        Severity.Warning,
        "Loop that may never end"
    );

    public static Diagnostic LoopMayNeverEndAt(Location at, string keyword) =>
        new(
            LoopMayNeverEnd,
            at,
            $"this `{keyword}` goes on until something happens that may never happen",
            "no bound on its time",
            Help: "bound it behind its block: `} at most 2 d`"
        );

    public static readonly Rule NeverFilled = Hazard(
        "CELL4031",
        Severity.Warning,
        "Electrolyte that is never filled in"
    );

    public static Diagnostic NeverFilledAt(Location at, string electrolyte, Location declared) =>
        new(
            NeverFilled,
            at,
            $"the layers are stacked and closed, and `{electrolyte}` is never filled in",
            "no `fill`",
            [new(declared, "its electrolyte")],
            Help: $"add the step: `fill {electrolyte} under argon`"
        );
}
