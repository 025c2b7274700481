using CellDsl.Contracts;

namespace CellDsl.Bench.Simulation;

/// <summary>
/// Charge to a voltage, hold it until the current has fallen (no hold where the taper is zero), discharge to a voltage,
/// so many times: as the compiler would print it. Rows at an interval, or none.
/// </summary>
internal struct CycleMachine : IMachine<CycleMachine.State>
{
    internal struct State
    {
        public int Pc;
        public int Cycle;
        public double Charge;
        public double Discharge;
        public double Upper;
        public double Lower;
        public double Taper;
        public double Cycles;
    }

    private static readonly SourcePlace Place = new("cycle.cell", 1, 1, 1);

    public static MachineInfo Info { get; } =
        new(
            "cycle",
            Place,
            [
                new("charge", "A"),
                new("discharge", "A"),
                new("upper", "V"),
                new("lower", "V"),
                new("taper", "A"),
                new("cycles", "1"),
                new("interval", "s"),
            ],
            [
                new("charge#1", "charge", "charge", Place, [new("full", Place)]),
                new("hold#1", "hold", "hold", Place, [new("tapered", Place)]),
                new("discharge#1", "discharge", "discharge", Place, [new("empty", Place)]),
            ],
            [],
            [],
            1,
            64,
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
        state = new()
        {
            Charge = arguments[0],
            Discharge = arguments[1],
            Upper = arguments[2],
            Lower = arguments[3],
            Taper = arguments[4],
            Cycles = arguments[5],
            Cycle = 1,
        };
        command = new()
        {
            Temperature = double.NaN,
            RecordInterval = arguments[6] > 0 ? MachineTime.Nanoseconds(arguments[6]) : MachineTime.Never,
            EndedStep = -1,
            EndedBy = -1,
            CurrentLimit = double.PositiveInfinity,
        };
        Enter(ref state, 0, ref command);
        return TickResult.Moved;
    }

    public static TickResult Tick(ref State state, in CellFacts cell, in Observation now, ref Command command)
    {
        switch (state.Pc)
        {
            case 0 when now.Voltage >= state.Upper:
                Enter(ref state, state.Taper > 0 ? 1 : 2, ref command);
                return TickResult.Moved;
            case 1 when Math.Abs(now.Current) <= state.Taper:
                Enter(ref state, 2, ref command);
                return TickResult.Moved;
            case 2 when now.Voltage <= state.Lower:
                if (state.Cycle >= state.Cycles)
                {
                    command.EndedStep = command.Step;
                    command.EndedBy = 0;
                    command.Step = -1;
                    return TickResult.Completed;
                }
                state.Cycle++;
                Enter(ref state, 0, ref command);
                return TickResult.Moved;
            default:
                return TickResult.Stay;
        }
    }

    private static void Enter(ref State state, int step, ref Command command)
    {
        command.EndedStep = command.StepCount == 0 ? -1 : command.Step;
        command.EndedBy = 0;
        state.Pc = step;
        command.Step = step;
        command.StepCount++;
        command.Cycle = state.Cycle;
        (command.Mode, command.Setpoint) = step switch
        {
            0 => (ControlMode.Current, state.Charge),
            1 => (ControlMode.Voltage, state.Upper),
            _ => (ControlMode.Current, -state.Discharge),
        };
    }

    public static int Guards(in State state, in CellFacts cell, in Observation now, Span<double> distances)
    {
        distances[0] = state.Pc switch
        {
            0 => state.Upper - now.Voltage,
            1 => Math.Abs(now.Current) - state.Taper,
            _ => now.Voltage - state.Lower,
        };
        return 1;
    }

    public static long NextDeadline(in State state, in CellFacts cell) => MachineTime.Never;

    public static ResumeResult Resume(ref State state, in CellFacts cell, in Gap gap, ref Command command) =>
        ResumeResult.Continue;

    public static int StopReason(in State state) => -1;

    public static int Write(in State state, Span<byte> destination) => 0;

    public static void Read(ref State state, ReadOnlySpan<byte> source) { }
}
