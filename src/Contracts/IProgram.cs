namespace CellDsl.Contracts;

/// <summary>A compiled <c>.cell</c> program: the plan as canonical JSON, and a machine for each protocol that it runs.</summary>
public interface IProgram
{
    ProgramInfo Info { get; }

    /// <summary>The plan in canonical JSON (UTF-8 text), as <c>cell plan --json</c> prints it.</summary>
    string Plan { get; }

    /// <summary>One entry per machine; a run of the plan names its machine by index.</summary>
    IReadOnlyList<MachineInfo> Machines { get; }

    /// <summary>Hands a machine over with its types, so that the caller's loop is compiled for them.</summary>
    TResult Visit<TResult>(int machine, IMachineVisitor<TResult> visitor);

    /// <summary>
    /// Judges one expectation against the results of a run. The index counts the expectations of all experiments in the
    /// plan's order.
    /// </summary>
    Verdict Judge(int expectation, IRunResults results);
}

/// <summary>Receives a machine with its types.</summary>
public interface IMachineVisitor<out TResult>
{
    TResult Visit<TMachine, TState>()
        where TMachine : struct, IMachine<TState>
        where TState : struct;
}

/// <summary>Who made an assembly, from what.</summary>
/// <param name="ContractVersion">Version of this contract that the assembly was made for.</param>
/// <param name="ToolVersion">Version of the compiler.</param>
/// <param name="PlanHash">SHA-256 of the canonical plan, hexadecimal.</param>
/// <param name="SourceHash">SHA-256 over all sources with their paths, hexadecimal.</param>
public sealed record ProgramInfo(int ContractVersion, string ToolVersion, string PlanHash, string SourceHash);

/// <summary>Marks the type of a generated assembly that implements <see cref="IProgram"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CellProgramAttribute(Type program) : Attribute
{
    public Type Program { get; } = program;

    /// <summary>The version of the contract that the assembly was made for, to be read before anything of it runs.</summary>
    public int ContractVersion { get; set; }
}

/// <summary>Results of one run that an expectation may ask for, in SI units; NaN where there is none.</summary>
public interface IRunResults
{
    CellFacts Cell { get; }

    int CycleCount { get; }

    /// <summary>A figure of the k-th cycle (from 1; -1 is the last) or of a whole test for k = 0.</summary>
    double Cycle(int k, CycleFigure figure);

    /// <summary>A figure of the k-th counted step (from 1; -1 is the last) of a kind: charge, discharge, hold, rest, …</summary>
    double Step(string kind, int k, StepFigure figure);

    /// <summary>An attribute that a measurement found on the sample or cell behind the run, as <c>bet.area</c>; NaN if not measured.</summary>
    double Measured(string name);
}

/// <summary>What is known of a whole cycle.</summary>
public enum CycleFigure : byte
{
    ChargeCapacity,
    DischargeCapacity,
    ChargeEnergy,
    DischargeEnergy,

    /// <summary>Discharge capacity over that of the first cycle.</summary>
    Retention,

    /// <summary>Discharge over charge capacity.</summary>
    Efficiency,

    /// <summary>Discharge over charge energy.</summary>
    EnergyEfficiency,
    Duration,
}

/// <summary>What is known of one step.</summary>
public enum StepFigure : byte
{
    Capacity,
    Energy,
    Duration,
    MeanVoltage,
    EndVoltage,
    EndCurrent,
    EndTemperature,
}

/// <summary>How an expectation came out.</summary>
/// <param name="Known">False where a result was missing; then the rest means nothing.</param>
/// <param name="Actual">The left side, SI.</param>
/// <param name="Low">The least that would have passed, SI; negative infinity for none.</param>
/// <param name="High">The most that would have passed, SI; infinity for none.</param>
public readonly record struct Verdict(bool Known, bool Passed, double Actual, double Low, double High)
{
    /// <summary>Compares a figure with its bounds; unknown where any of the three is NaN.</summary>
    /// <param name="lowStrict">Whether the lower bound itself fails.</param>
    /// <param name="highStrict">Whether the upper bound itself fails.</param>
    public static Verdict Of(double actual, double low, double high, bool lowStrict, bool highStrict)
    {
        bool known = !double.IsNaN(actual) && !double.IsNaN(low) && !double.IsNaN(high);
        bool above = lowStrict ? actual > low : actual >= low;
        bool below = highStrict ? actual < high : actual <= high;
        return new(known, known && above && below, actual, low, high);
    }
}
