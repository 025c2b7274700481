namespace CellDsl.Compiler.Exchange.Formats.Arbin;

/// <summary>Names that a schedule uses.</summary>
internal static class ArbinWords
{
    public const string NextStep = "Next Step";
    public const string EndTest = "End Test";

    public const string Voltage = "PV_CHAN_Voltage";
    public const string Current = "PV_CHAN_Current";
    public const string StepTime = "PV_CHAN_Step_Time";
    public const string TestTime = "PV_CHAN_Test_Time";
    public const string CycleIndex = "PV_CHAN_Cycle_Index";

    /// <summary>Of a CCCV once it holds the voltage.</summary>
    public const string StageCurrent = "PV_CHAN_CV_Stage_Current";
    public const string StageTime = "PV_CHAN_CV_StageTime";

    public const string SinceRowTime = "DV_Time";
    public const string SinceRowVoltage = "DV_Voltage";
    public const string SinceRowCurrent = "DV_Current";

    /// <summary>Comparisons that one limit joins by and.</summary>
    public const int MostEquations = 3;

    public const string Counter = "TC_Counter";

    /// <summary>A scope that is as good as none: no channel goes so far.</summary>
    public const int Unlimited = 1000;

    /// <summary>Bit that resets a counter (from 1) in <c>m_szCtrlValue</c> of “Set Variable(s)”.</summary>
    public static long ResetBit(int counter) => 1L << (15 + counter);

    /// <summary>Bit that counts a counter up in <c>m_szExtCtrlValue1</c>.</summary>
    public static long IncrementBit(int counter) => 1L << counter;

    /// <summary>Bit that counts the cycle index up.</summary>
    public const long IncrementCycle = 1;
}
