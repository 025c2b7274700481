using System.Runtime.InteropServices;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>
/// Written by hand as the compiler would: constant-current charge to a voltage, hold until the current has fallen to a
/// tenth, rest 10 min, discharge, so many times. Rates in A, voltages in V, the recording rule in s and V.
/// </summary>
internal struct CyclingMachine : IMachine<CyclingMachine.State>
{
    internal struct State
    {
        public int Pc;
        public long StepStart;
        public int Cycle;
        public double Rate;
        public double Upper;
        public double Lower;
        public double Cycles;
    }

    private static readonly SourcePlace Place = new("cycling.cell", 1, 1, 1);

    public static MachineInfo Info { get; } =
        new(
            "cycling",
            Place,
            [
                new("rate", "A"),
                new("upper", "V"),
                new("lower", "V"),
                new("cycles", "1"),
                new("interval", "s"),
                new("step", "V"),
            ],
            [
                new("charge#1", "charge", "charge at rate", Place, [new("full", Place), new("late", Place)]),
                new("hold#1", "hold", "hold at upper", Place, [new("tapered", Place)]),
                new("rest#1", "rest", "rest for 10 min", Place, [new("over", Place)]),
                new("discharge#1", "discharge", "discharge at rate", Place, [new("empty", Place)]),
            ],
            ["more charge than the cell can hold"],
            [new("hot", Place)],
            1,
            48,
            2
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
            Rate = arguments[0],
            Upper = arguments[1],
            Lower = arguments[2],
            Cycles = arguments[3],
        };
        command = new()
        {
            Temperature = double.NaN,
            RecordInterval = MachineTime.Nanoseconds(arguments[4]),
            RecordVoltage = arguments[5],
            EndedStep = -1,
            EndedBy = -1,
        };
        state.Cycle = 1;
        Enter(ref state, 0, in now, ref command);
        return TickResult.Moved;
    }

    public static TickResult Tick(ref State state, in CellFacts cell, in Observation now, ref Command command)
    {
        if (now.Temperature > cell.HighestTemperature)
            return End(TickResult.LimitReached, 0, ref command);
        long passed = now.Time - state.StepStart;
        switch (state.Pc)
        {
            case 0 when now.Voltage >= state.Upper:
                command.EndedBy = 0;
                Enter(ref state, 1, in now, ref command);
                return TickResult.Moved;
            case 0 when passed >= 100L * 3_600_000_000_000:
                return End(TickResult.Stopped, 1, ref command);
            case 1 when Math.Abs(now.Current) <= state.Rate / 10:
            case 2 when passed >= 600_000_000_000:
                command.EndedBy = 0;
                Enter(ref state, state.Pc + 1, in now, ref command);
                return TickResult.Moved;
            case 3 when now.Voltage <= state.Lower && state.Cycle >= state.Cycles:
                return End(TickResult.Completed, 0, ref command);
            case 3 when now.Voltage <= state.Lower:
                state.Cycle++;
                command.EndedBy = 0;
                Enter(ref state, 0, in now, ref command);
                return TickResult.Moved;
            default:
                return TickResult.Stay;
        }
    }

    private static TickResult End(TickResult how, int endedBy, ref Command command)
    {
        command.EndedStep = command.Step;
        command.EndedBy = endedBy;
        command.Step = -1;
        return how;
    }

    private static void Enter(ref State state, int step, in Observation now, ref Command command)
    {
        command.EndedStep = command.StepCount == 0 ? -1 : command.Step;
        state.Pc = step;
        state.StepStart = now.Time;
        command.Step = step;
        command.StepCount++;
        command.Cycle = state.Cycle;
        command.CurrentLimit = double.PositiveInfinity;
        (command.Mode, command.Setpoint) = step switch
        {
            0 => (ControlMode.Current, state.Rate),
            1 => (ControlMode.Voltage, state.Upper),
            2 => (ControlMode.Rest, 0),
            _ => (ControlMode.Current, -state.Rate),
        };
    }

    public static int Guards(in State state, in CellFacts cell, in Observation now, Span<double> distances)
    {
        distances[0] = cell.HighestTemperature - now.Temperature;
        distances[1] = state.Pc switch
        {
            0 => state.Upper - now.Voltage,
            1 => Math.Abs(now.Current) - state.Rate / 10,
            3 => now.Voltage - state.Lower,
            _ => double.NaN,
        };
        return 2;
    }

    public static long NextDeadline(in State state, in CellFacts cell) =>
        state.Pc switch
        {
            0 => state.StepStart + 100L * 3_600_000_000_000,
            2 => state.StepStart + 600_000_000_000,
            _ => MachineTime.Never,
        };

    public static ResumeResult Resume(ref State state, in CellFacts cell, in Gap gap, ref Command command) =>
        ResumeResult.Continue;

    public static int StopReason(in State state) => 0;

    public static int Write(in State state, Span<byte> destination)
    {
        MemoryMarshal.Write(destination, in state);
        return Info.StateSize;
    }

    public static void Read(ref State state, ReadOnlySpan<byte> source) =>
        state = MemoryMarshal.Read<State>(source);
}
