using System.Text.Json.Serialization;
using CellDsl.Contracts;
using CellDsl.Contracts.Instruments;
using CellDsl.Executor.World;

namespace CellDsl.Executor.Journal;

/// <summary>
/// One line of a run's journal. Together they are the run: its data, its results and where it goes on are all read from
/// here. What is decided is written before it is done.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(RunBegan), "run began")]
[JsonDerivedType(typeof(SessionBegan), "session began")]
[JsonDerivedType(typeof(ChannelBegan), "channel began")]
[JsonDerivedType(typeof(LimitsSent), "limits sent")]
[JsonDerivedType(typeof(Decided), "decided")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(Row), "row")]
[JsonDerivedType(typeof(SpectrumTaken), "spectrum")]
[JsonDerivedType(typeof(Checkpoint), "checkpoint")]
[JsonDerivedType(typeof(MadeSafe), "made safe")]
[JsonDerivedType(typeof(WatchdogTripped), "watchdog")]
[JsonDerivedType(typeof(Interrupted), "interrupted")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Requested), "requested")]
[JsonDerivedType(typeof(ChannelEnded), "channel ended")]
[JsonDerivedType(typeof(Migrated), "migrated")]
[JsonDerivedType(typeof(RunEnded), "run ended")]
public abstract record Entry;

/// <summary>The first entry.</summary>
/// <param name="Assembly">SHA-256 of the compiled program, hexadecimal; the program itself lies beside the journal.</param>
/// <param name="Connections">Instrument by cell, as they were given; empty for the simulated bench.</param>
/// <param name="Overrides">What a person has taken upon themselves, in their words: <c>no limits</c> and why.</param>
public sealed record RunBegan(
    string Run,
    string Experiment,
    string Tool,
    string PlanHash,
    string SourceHash,
    string Assembly,
    string Pace,
    IReadOnlyDictionary<string, string> Connections,
    IReadOnlyDictionary<string, string> Overrides,
    Stamp At
) : Entry;

/// <summary>A process took the run up.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Clock">Run time at which it did, ns.</param>
/// <param name="GapKnown">Whether the clocks say how long nobody ran it.</param>
/// <param name="Cut">Torn records that were cut from the journal's end.</param>
public sealed record SessionBegan(
    int Number,
    int Process,
    string Machine,
    string Tool,
    long Clock,
    bool GapKnown,
    int Cut,
    Stamp At
) : Entry;

/// <summary>A run of the plan began on its instrument.</summary>
/// <param name="Channel">Index of the run in its experiment.</param>
/// <param name="Clock">Run time, ns; the channel's own wall time counts from here.</param>
/// <param name="Layout">Of the machine's state.</param>
public sealed record ChannelBegan(
    int Channel,
    string Run,
    string Cell,
    string Instrument,
    CyclerAbilities Abilities,
    ulong Layout,
    CellFacts Facts,
    IReadOnlyList<double> Arguments,
    long Clock
) : Entry;

/// <summary>The channel was told to hold these limits itself; written before it was told.</summary>
public sealed record LimitsSent(int Channel, CyclerLimits Limits, long Clock) : Entry;

/// <summary>Where a channel stands: enough to go on from.</summary>
/// <param name="State">Of the machine, as it writes itself.</param>
/// <param name="Number">Of the command.</param>
/// <param name="Counters">The instrument's own at that observation.</param>
/// <param name="Behind">How far program time lies behind the run's clock, ns.</param>
/// <param name="Clock">Run time of the observation, ns.</param>
public sealed record Standing(
    byte[] State,
    Command Command,
    long Number,
    Observation Seen,
    Counters Counters,
    double Ambient,
    long Behind,
    long Clock
);

/// <summary>The machine decided; synced before its command is sent. A run that ended has no command.</summary>
/// <param name="Before">State before, so that the decision can be made again.</param>
/// <param name="Standing">Afterwards, with the observation that it was made on.</param>
public sealed record Decided(int Channel, TickResult Result, byte[] Before, Standing Standing, Stamp At)
    : Entry;

/// <summary>The channel has taken the command of that number.</summary>
public sealed record Applied(int Channel, Standing Standing) : Entry;

/// <summary>A row of data.</summary>
public sealed record Row(int Channel, Observation Seen, double Ambient) : Entry;

/// <param name="Real">Ω, at each frequency; likewise imaginary.</param>
public sealed record SpectrumTaken(
    int Channel,
    Observation Seen,
    double[] Frequencies,
    double[] Real,
    double[] Imaginary
) : Entry;

/// <summary>Where a channel stood when the journal was flushed.</summary>
/// <param name="Foresight">What the choice of the next moment to look goes by.</param>
public sealed record Checkpoint(int Channel, Standing Standing, Foresight Foresight, Stamp At) : Entry;

/// <summary>Distances to the ends at the last look.</summary>
/// <param name="Due">Run time of the next look, ns.</param>
/// <param name="Row">Program time of the last row, ns, with its voltage and current.</param>
public sealed record Foresight(double[] Distances, long Due, long Row, double RowVoltage, double RowCurrent);

/// <summary>The channel was brought to open circuit.</summary>
public sealed record MadeSafe(int Channel, string Why, bool Reached, long Clock) : Entry;

/// <summary>A watchdog found an instrument lost, frozen or outside its envelope.</summary>
public sealed record WatchdogTripped(int Channel, string What, long Clock, Stamp At) : Entry;

/// <summary>A channel is back after nobody watched it; the protocol's policy decided.</summary>
/// <param name="Why">What had happened: the computer stopped, contact was lost, a person paused.</param>
/// <param name="From">Run time of the last observation before, ns.</param>
/// <param name="Unwatched">For how long nobody watched, ns: what the policy goes by.</param>
/// <param name="StoodStill">For how long of it the channel was at open circuit, ns: program time stood still so long.</param>
/// <param name="Standing">Afterwards, with what was seen when it came back.</param>
/// <param name="Sends">Whether the command must be sent anew.</param>
public sealed record Interrupted(
    int Channel,
    string Why,
    long From,
    long Unwatched,
    long StoodStill,
    ResumeResult Verdict,
    Standing Standing,
    bool Sends,
    Stamp At
) : Entry;

/// <summary>A person must decide.</summary>
/// <param name="Channel">-1 for the run as a whole.</param>
public sealed record Asked(string Question, int Channel, string Text, IReadOnlyList<string> Choices, Stamp At)
    : Entry;

/// <param name="By">Who signed for it.</param>
public sealed record Answered(string Question, string Answer, string By, string? Note, Stamp At) : Entry;

/// <summary>A person asked for something: pause, continue or stop.</summary>
public sealed record Requested(string What, string By, string? Note, Stamp At) : Entry;

/// <summary>A run of the plan is over.</summary>
/// <param name="StopReason">Index into the machine's reasons, or -1; likewise the limit and the step that ran last.</param>
/// <param name="Words">Why, where it was not the protocol that ended it.</param>
public sealed record ChannelEnded(
    int Channel,
    TickResult Result,
    int StopReason,
    int Limit,
    int LastStep,
    string? Words,
    long Clock,
    Stamp At
) : Entry;

/// <summary>A person put another program in the place of the one that ran.</summary>
public sealed record Migrated(
    string FromPlan,
    string ToPlan,
    string FromAssembly,
    string ToAssembly,
    string By,
    Stamp At
) : Entry;

/// <summary>Nothing is left to run.</summary>
public sealed record RunEnded(bool Cancelled, Stamp At) : Entry;
