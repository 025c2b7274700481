using CellDsl.Language.Units;

namespace CellDsl.Compiler.Exchange.Formats.Neware;

/// <summary>
/// The numbers of a step file: ms, 0.1 mV, mA, mW; capacity is counted in mA·s times the file's scale.
/// </summary>
internal static class NewareUnits
{
    public static readonly Rational PerSecond = 1000;
    public static readonly Rational PerVolt = 10_000;
    public static readonly Rational PerAmpere = 1000;

    public static readonly Rational PerWatt = 1000;

    /// <summary>At <c>Scale</c> 1.</summary>
    public static readonly Rational PerAmpereSecond = 1000;

    /// <summary>A sweep's rate stands in mV/s.</summary>
    public static readonly Rational PerVoltPerSecond = 1000;

    /// <summary>What stands where no variable is meant.</summary>
    public const string NoVariable = "2147483647";
}

/// <summary><c>Step_Type</c>.</summary>
internal enum NewareStepType
{
    ChargeCurrent = 1,
    DischargeCurrent = 2,
    ChargeVoltage = 3,
    Rest = 4,
    Cycle = 5,
    End = 6,
    ChargeCurrentVoltage = 7,
    DischargePower = 8,
    ChargePower = 9,
    DischargeResistance = 10,
    Pause = 13,
    Pulse = 16,
    Profile = 17,
    DischargeVoltage = 19,
    DischargeCurrentVoltage = 20,
    LinearScan = 25,
}

/// <summary><c>Jump_Line</c> values that are no step.</summary>
internal static class NewareJump
{
    public const int Next = 65526;
    public const int Stop = 65533;
    public const int Protect = 65534;
    public const int Finish = 65535;
    public const int None = 0;
}

/// <summary><c>type</c> of a condition.</summary>
internal enum NewareCondition
{
    Voltage = 1,
    Current = 2,
    Time = 3,
    Expression = 22,
    Set = 23,
}
