using CellDsl.Language.Semantics.Bound;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    /// <summary>
    /// The limits that any cell may state; one that it does not state is infinite and never passed. Limits that few cells
    /// state are watched only for those.
    /// </summary>
    private EquatableList<MachineEnd> Limits()
    {
        var place = Ref(_protocol.Location);
        var current = Code.Magnitude(Code.Observed(Machines.Observable.Current));
        MachineEnd Limit(
            string name,
            MachineExpression value,
            Comparison comparison,
            MachineExpression bound
        ) => new(name, place, Code.Compare(value, comparison, bound), null);
        MachineEnd OfCell(string name, Machines.Observable what, Comparison comparison, CellFact fact) =>
            Limit(name, Code.Observed(what), comparison, Code.Fact(fact));
        return
        [
            OfCell("lowest voltage", Machines.Observable.Voltage, Comparison.Less, CellFact.LowestVoltage),
            OfCell(
                "highest voltage",
                Machines.Observable.Voltage,
                Comparison.Greater,
                CellFact.HighestVoltage
            ),
            OfCell(
                "lowest temperature",
                Machines.Observable.Temperature,
                Comparison.Less,
                CellFact.LowestTemperature
            ),
            OfCell(
                "highest temperature",
                Machines.Observable.Temperature,
                Comparison.Greater,
                CellFact.HighestTemperature
            ),
            Limit("highest current", current, Comparison.Greater, Code.Fact(CellFact.HighestCurrent)),
            Limit(
                "highest multiple of the programmed current",
                current,
                Comparison.Greater,
                Code.Multiply(
                    Code.Fact(CellFact.HighestCurrentRatio),
                    new MachineExpression.Absolute(new MachineExpression.Setpoint())
                )
            ),
            .. _rare.HasFlag(RareLimits.Pressure)
                ? new[]
                {
                    OfCell(
                        "lowest pressure",
                        Machines.Observable.Pressure,
                        Comparison.Less,
                        CellFact.LowestPressure
                    ),
                    OfCell(
                        "highest pressure",
                        Machines.Observable.Pressure,
                        Comparison.Greater,
                        CellFact.HighestPressure
                    ),
                }
                : [],
            .. _rare.HasFlag(RareLimits.Capacity)
                ? new[]
                {
                    OfCell(
                        "highest capacity of a step",
                        Machines.Observable.StepCapacity,
                        Comparison.Greater,
                        CellFact.HighestCapacity
                    ),
                }
                : [],
        ];
    }

    private EquatableList<InterruptionTier> Interruption(BoundBlock block)
    {
        var policy = block.Statements.OfType<BoundInterruption>().FirstOrDefault();
        if (policy is null)
            return [];
        return
        [
            .. policy.Tiers.Select(tier =>
            {
                var rest = tier.Actions.FirstOrDefault(action => action.Kind == ResumptionKind.Rest);
                var last = tier.Actions is [.., var final] ? final.Kind : ResumptionKind.Ask;
                return new InterruptionTier(
                    tier.UpTo is null ? null : Value(tier.UpTo).Code,
                    last switch
                    {
                        ResumptionKind.Continue when rest is not null => InterruptionAction.RestThenContinue,
                        ResumptionKind.Continue => InterruptionAction.Continue,
                        ResumptionKind.Rest => InterruptionAction.RestThenContinue,
                        ResumptionKind.Restart => InterruptionAction.RestartStep,
                        ResumptionKind.Stop => InterruptionAction.Stop,
                        _ => InterruptionAction.Ask,
                    },
                    rest?.Duration is { } duration ? Value(duration).Code : null,
                    Ref(tier)
                );
            }),
        ];
    }
}
