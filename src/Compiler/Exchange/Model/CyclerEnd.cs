using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.Exchange.Model;

/// <summary>Where a step goes on once all conditions of one of its ends hold.</summary>
/// <param name="Name">The end's name or text in the source, or null.</param>
public sealed record CyclerEnd(
    EquatableList<CyclerCondition> All,
    CyclerTarget Target,
    string? Name = null,
    SourceRef? Source = null
)
{
    public static CyclerEnd When(CyclerCondition condition) => new([condition], CyclerTarget.Next);

    /// <summary>The only condition, or null where there are several or none.</summary>
    public CyclerCondition? Single => All.Count == 1 ? All[0] : null;
}

public enum CyclerQuantity : byte
{
    /// <summary>V.</summary>
    Voltage,

    /// <summary>A, positive charges.</summary>
    Current,

    /// <summary>A, without its sign.</summary>
    CurrentMagnitude,

    /// <summary>s, since the step began.</summary>
    StepTime,

    /// <summary>A·s, since the step began, in its own direction.</summary>
    StepCapacity,

    /// <summary>J, since the step began, in its own direction.</summary>
    StepEnergy,

    /// <summary>K.</summary>
    Temperature,

    /// <summary>s, since the test began, interruptions included.</summary>
    TestTime,

    /// <summary>Something that only its text names; no file holds it.</summary>
    Other,
}

/// <summary>One comparison with a number.</summary>
/// <param name="Comparison">One of the four inequalities.</param>
/// <param name="IsRelative">The value is a multiple of nominal capacity per hour (currents) or of nominal capacity (charge).</param>
/// <param name="Text">The condition's own words, for <see cref="CyclerQuantity.Other"/>.</param>
public sealed record CyclerCondition(
    CyclerQuantity Quantity,
    Comparison Comparison,
    Rational Value,
    bool IsRelative = false,
    string? Text = null
)
{
    public bool IsAbove => Comparison is Comparison.Greater or Comparison.GreaterOrEqual;

    public static CyclerCondition Voltage(bool isAbove, Rational volts) =>
        Of(CyclerQuantity.Voltage, isAbove, volts);

    public static CyclerCondition For(Rational seconds) => Of(CyclerQuantity.StepTime, true, seconds);

    public static CyclerCondition CurrentBelow(Amperage current) =>
        Of(CyclerQuantity.CurrentMagnitude, false, current.Value) with
        {
            IsRelative = current.IsRate,
        };

    public static CyclerCondition Capacity(Ampacity charge) =>
        Of(CyclerQuantity.StepCapacity, true, charge.Value) with
        {
            IsRelative = charge.IsShare,
        };

    public static CyclerCondition Of(CyclerQuantity quantity, bool isAbove, Rational value) =>
        new(quantity, isAbove ? Comparison.GreaterOrEqual : Comparison.LessOrEqual, value);

    /// <summary>The value in SI; null while it is relative to a capacity that is not known.</summary>
    public Rational? In(Rational? nominalCapacity) =>
        !IsRelative ? Value
        : Quantity == CyclerQuantity.StepCapacity ? Value * nominalCapacity
        : Value * nominalCapacity / 3600;

    /// <summary>For a current.</summary>
    public Amperage Amperage => new(Value, IsRelative);

    /// <summary>For a charge.</summary>
    public Ampacity Ampacity => new(Value, IsRelative);
}

public enum TargetKind : byte
{
    /// <summary>The step that follows.</summary>
    Next,
    Step,

    /// <summary>The program has run to its end.</summary>
    End,

    /// <summary>The test stops: something is wrong.</summary>
    Stop,
}

/// <param name="Step">Index, for <see cref="TargetKind.Step"/>.</param>
/// <param name="Reason">For <see cref="TargetKind.Stop"/>, or null.</param>
public readonly record struct CyclerTarget(TargetKind Kind, int Step = 0, string? Reason = null)
{
    public static CyclerTarget Next => default;

    public static CyclerTarget End => new(TargetKind.End);

    public static CyclerTarget To(int step) => new(TargetKind.Step, step);

    public static CyclerTarget Stop(string? reason) => new(TargetKind.Stop, 0, reason);
}
