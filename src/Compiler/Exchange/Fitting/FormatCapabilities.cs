using System.Collections.Frozen;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Fitting;

/// <summary>What a format can say. Programs are brought within this before they are written, or refused.</summary>
public sealed record FormatCapabilities
{
    /// <summary>The tool's name, as in <c>Neware cannot carry …</c>.</summary>
    public required string Tool { get; init; }

    public required FrozenSet<ControlKind> Controls { get; init; }

    /// <summary>What a step of a kind can end on, going on with the next step.</summary>
    public required FrozenDictionary<ControlKind, FrozenSet<CyclerQuantity>> Ends { get; init; }

    /// <summary>What any step can end on when it goes elsewhere; empty where it cannot.</summary>
    public FrozenSet<CyclerQuantity> JumpEnds { get; init; } = [];

    /// <summary>Whether an end can stop the test, apart from an ordinary end of the program.</summary>
    public bool Stops { get; init; }

    public bool Jumps => JumpEnds.Count > 0;

    /// <summary>The most ends of a step; null for as many as there are.</summary>
    public int? MostEnds { get; init; }

    /// <summary>One end for each quantity, and a voltage only in the direction in which the step moves it.</summary>
    public bool OneEndPerQuantity { get; init; }

    /// <summary>The most comparisons in one end, joined by and; a current without its sign takes two.</summary>
    public int MostComparisons { get; init; } = 1;

    /// <summary>A hold must say which way current flows.</summary>
    public bool HoldsNeedWay { get; init; }

    /// <summary>Only a hold with a current limit must say which way current flows.</summary>
    public bool LimitedHoldsNeedWay { get; init; }

    /// <summary>How deep loops may stand in loops; null for any depth.</summary>
    public int? DeepestLoops { get; init; }

    /// <summary>A hold that follows a current carries that current as its limit, whether it is wanted or not.</summary>
    public bool HoldsKeepCurrent { get; init; }

    public RateSupport Rates { get; init; }

    /// <summary>Every step of these kinds needs a time among its ends.</summary>
    public FrozenSet<ControlKind> NeedTime { get; init; } = [];

    public SafetyKinds Safety { get; init; }

    /// <summary>One limit of the current for both ways.</summary>
    public bool OneCurrentLimit { get; init; }

    /// <summary>The longest delay of the safety limits, s; null for any.</summary>
    public Rational? LongestDelay { get; init; }

    /// <summary>The largest current that can be written, A; null for any.</summary>
    public Rational? LargestCurrent { get; init; }

    /// <summary>Safety limits are written as ends of every step.</summary>
    public bool SafetyAsEnds { get; init; }

    /// <summary>A largest current for each step.</summary>
    public bool Guards { get; init; }

    public RecordKinds Records { get; init; } = RecordKinds.Time | RecordKinds.Voltage | RecordKinds.Current;

    /// <summary>One recording rule for the whole program.</summary>
    public bool OneRecordRule { get; init; }

    /// <summary>A rule must be written, or nothing is recorded.</summary>
    public bool NeedsRecordRule { get; init; }

    public bool Loops { get; init; } = true;

    /// <summary>How many frequencies a spectrum has and how often each is measured.</summary>
    public bool SpectrumPoints { get; init; } = true;

    /// <summary>A loop that is left early is known to start anew when it is entered again.</summary>
    public bool LoopsRestart { get; init; }

    /// <summary>The most steps; null for any number.</summary>
    public int? MostSteps { get; init; }

    /// <summary>The most steps once loops are written out; null where they are not.</summary>
    public int? MostStepsWrittenOut { get; init; }

    /// <summary>The smallest time that can be told apart, s; null where times are decimals.</summary>
    public Rational? TimeResolution { get; init; }
}

[Flags]
public enum SafetyKinds
{
    None = 0,
    Voltage = 1,
    Current = 2,
    Capacity = 4,
    Temperature = 8,
    Delay = 16,
}

[Flags]
public enum RecordKinds
{
    None = 0,
    Time = 1,
    Voltage = 2,
    Current = 4,
}

/// <summary>Whether currents may stand as multiples of the nominal capacity.</summary>
public enum RateSupport : byte
{
    /// <summary>Only absolute.</summary>
    None,

    /// <summary>Beside the capacity, which must be known.</summary>
    WithCapacity,

    /// <summary>By themselves: the instrument knows the capacity.</summary>
    Native,
}
