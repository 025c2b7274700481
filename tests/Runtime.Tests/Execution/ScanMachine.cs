using CellDsl.Contracts;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>One impedance spectrum, as the compiler would write it: arguments are its first and last frequency in Hz.</summary>
internal struct ScanMachine : IMachine<ScanMachine.State>
{
    internal struct State;

    private static readonly SourcePlace Place = new("scan.cell", 1, 1, 1);

    public static MachineInfo Info { get; } =
        new(
            "scan",
            Place,
            [new("first", "Hz"), new("last", "Hz")],
            [
                new(
                    "impedance#1",
                    "impedance",
                    "impedance from first to last",
                    Place,
                    [new("measured", Place)]
                ),
            ],
            [],
            [],
            1,
            0,
            1
        );

    public static TickResult Start(
        ref State state,
        in CellFacts cell,
        ReadOnlySpan<double> arguments,
        in Observation now,
        ref Command command
    )
    {
        command = new()
        {
            Mode = ControlMode.Impedance,
            CurrentLimit = double.PositiveInfinity,
            Temperature = double.NaN,
            FirstFrequency = arguments[0],
            LastFrequency = arguments[1],
            StepCount = 1,
            EndedStep = -1,
            EndedBy = -1,
        };
        return TickResult.Moved;
    }

    public static TickResult Tick(ref State state, in CellFacts cell, in Observation now, ref Command command)
    {
        if (!now.MeasurementDone)
            return TickResult.Stay;
        (command.EndedStep, command.EndedBy, command.Step) = (0, 0, -1);
        return TickResult.Completed;
    }

    public static int Guards(in State state, in CellFacts cell, in Observation now, Span<double> distances) =>
        0;

    public static long NextDeadline(in State state, in CellFacts cell) => MachineTime.Never;

    public static ResumeResult Resume(ref State state, in CellFacts cell, in Gap gap, ref Command command) =>
        ResumeResult.Continue;

    public static int StopReason(in State state) => -1;

    public static int Write(in State state, Span<byte> destination) => 0;

    public static void Read(ref State state, ReadOnlySpan<byte> source) { }
}
