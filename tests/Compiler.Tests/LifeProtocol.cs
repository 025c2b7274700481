using CellDsl.Contracts;
using CellDsl.Language.Text;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using static CellDsl.Compiler.Tests.Fixtures;
using E = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Tests;

/// <summary>A life test as a person would write it, lowered by hand, with its places in the text.</summary>
internal static class LifeProtocol
{
    public const string Text = """
        edition 1

        protocol life(rate: Rate, cycles: Count) on cell {
          wait until temperature within 0.5 K of 50 °C for 30 min, at most 6 h
          repeat cycles times as cycle {
            charge at rate until {
              full:    voltage >= 3.8 V
              overrun: capacity > 1.2 * theoretical
              late:    for 12 h
            }
            when overrun { stop "more charge than the material can hold" }
            rest for 10 min
            discharge at rate until voltage <= 0.6 V or for 12 h
          } at most 300 d
          on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
        }
        """;

    public static readonly SourceText Source = new("procedures/life.cell", Text);

    private const int Wait = 0;
    private const int Charge = 1;
    private const int Rest = 2;
    private const int Discharge = 3;

    private const int CycleSlot = 0;
    private const int BudgetSlot = 1;
    private const int WarmSlot = 2;

    public static Machine Machine()
    {
        var budget = new MachineEnd(
            "at most 300 d",
            At("at most 300 d"),
            new E.Elapsed(N(300 * 86400, "300 d"), BudgetSlot),
            7,
            Budget: true
        );
        var current = new E.Arithmetic(
            ArithmeticOperator.Multiply,
            new E.Argument(0),
            new E.Fact(CellFact.ActiveMass)
        );
        var tooMuch = new E.Arithmetic(
            ArithmeticOperator.Multiply,
            N(Rational.Of(12, 10), "1.2"),
            new E.Fact(CellFact.TheoreticalCapacity)
        );
        var warm = new E.Sustained(
            new E.Within(
                O(Observable.Temperature),
                N(Rational.Of(1, 2), "0.5 K"),
                N(Rational.Of(32315, 100), "50 °C")
            ),
            N(1800, "30 min"),
            WarmSlot
        );
        return new(
            "life",
            At("protocol life(rate: Rate, cycles: Count) on cell"),
            [new("rate", "A/kg"), new("cycles", "")],
            [
                new("cycle", SlotType.Count),
                new("cycle_since", SlotType.WallTime),
                new("wait_since", SlotType.Time),
            ],
            [
                Step(
                    "wait#1",
                    "wait until temperature within 0.5 K of 50 °C for 30 min, at most 6 h",
                    ControlMode.Rest,
                    null,
                    [
                        new("warm", At("temperature within 0.5 K of 50 °C for 30 min"), warm, 1),
                        new("at most 6 h", At("at most 6 h"), new E.Elapsed(N(21600, "6 h"), null), 1),
                    ]
                ) with
                {
                    Temperature = N(Rational.Of(32315, 100), "50 °C"),
                },
                Step(
                    "charge#1",
                    Text[
                        Text.IndexOf("charge at", StringComparison.Ordinal)..Text.IndexOf(
                            "    when overrun",
                            StringComparison.Ordinal
                        )
                    ]
                        .TrimEnd(),
                    ControlMode.Current,
                    current,
                    [
                        budget,
                        new(
                            "full",
                            At("full:    voltage >= 3.8 V"),
                            AtLeast(O(Observable.Voltage), N(Rational.Of(38, 10), "3.8 V")),
                            4
                        ),
                        new(
                            "overrun",
                            At("overrun: capacity > 1.2 * theoretical"),
                            new E.Compared(Comparison.Greater, O(Observable.StepCapacity), tooMuch),
                            5
                        ),
                        new("late", At("late:    for 12 h"), new E.Elapsed(N(43200, "12 h"), null), 4),
                    ]
                ),
                Step(
                    "rest#1",
                    "rest for 10 min",
                    ControlMode.Rest,
                    null,
                    [budget, new("for 10 min", At("for 10 min"), new E.Elapsed(N(600, "10 min"), null), 6)]
                ),
                Step(
                    "discharge#1",
                    "discharge at rate until voltage <= 0.6 V or for 12 h",
                    ControlMode.Current,
                    new E.Negated(current),
                    [
                        budget,
                        new(
                            "voltage <= 0.6 V or for 12 h",
                            At("voltage <= 0.6 V or for 12 h"),
                            new E.Any([
                                AtMost(O(Observable.Voltage), N(Rational.Of(6, 10), "0.6 V")),
                                new E.Elapsed(N(43200, "12 h"), null),
                            ]),
                            2
                        ),
                    ]
                ),
            ],
            [
                Enter(Wait),
                new([new(CycleSlot, N(0)), new(BudgetSlot, O(Observable.WallTime))], new MachineExit.Jump(2)),
                new(
                    [],
                    new MachineExit.Branch(
                        new E.Compared(Comparison.Less, new E.Slot(CycleSlot), new E.Argument(1)),
                        3,
                        7
                    )
                ),
                Enter(
                    Charge,
                    new MachineAssignment(
                        CycleSlot,
                        new E.Arithmetic(ArithmeticOperator.Add, new E.Slot(CycleSlot), N(1))
                    )
                ),
                Enter(Rest),
                new([], new MachineExit.Stop(0, At("stop \"more charge than the material can hold\""))),
                Enter(Discharge),
                Complete(),
            ],
            0,
            [
                new(
                    "voltage",
                    At("on cell"),
                    new E.Compared(
                        Comparison.Greater,
                        O(Observable.Voltage),
                        new E.Fact(CellFact.HighestVoltage)
                    ),
                    null
                ),
                new(
                    "current",
                    At("on cell"),
                    new E.Compared(
                        Comparison.Greater,
                        new E.Absolute(O(Observable.Current)),
                        new E.Arithmetic(
                            ArithmeticOperator.Multiply,
                            new E.Fact(CellFact.HighestCurrentRatio),
                            new E.Absolute(new E.Setpoint())
                        )
                    ),
                    null
                ),
            ],
            ["more charge than the material can hold"],
            [
                new(N(600, "10 min"), InterruptionAction.Continue, null, At("up to 10 min: continue")),
                new(
                    N(86400, "24 h"),
                    InterruptionAction.RestThenContinue,
                    N(3600, "1 h"),
                    At("up to 24 h: rest for 1 h then continue")
                ),
                new(null, InterruptionAction.Stop, null, At("longer: stop")),
            ]
        );
    }

    /// <summary>Where a piece of the text stands.</summary>
    public static SourceRef At(string text)
    {
        int start = Text.IndexOf(text, StringComparison.Ordinal);
        Assert.True(start >= 0, text);
        var (first, last) = (Source.PositionAt(start), Source.PositionAt(start + text.Length));
        return new(Source.Path, first.Line + 1, first.Column + 1, last.Line + 1, last.Column + 1);
    }

    private static MachineStep Step(
        string id,
        string text,
        ControlMode mode,
        E? setpoint,
        EquatableList<MachineEnd> ends
    ) =>
        new(
            id,
            id.Split('#')[0],
            text,
            At(text),
            mode,
            setpoint,
            null,
            null,
            ends,
            new(N(30, "30 s"), N(Rational.Of(5, 1000), "5 mV"), null),
            id.StartsWith("wait", StringComparison.Ordinal) ? null : CycleSlot,
            false
        );
}
