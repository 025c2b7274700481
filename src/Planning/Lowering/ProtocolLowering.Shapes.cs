using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

internal sealed partial class ProtocolLowering
{
    private StepShape? ShapeOf(BoundOperation operation, string kind)
    {
        var ends = new List<MachineEnd>();
        if (Number(operation, "for", Kinds.Time.Dimension) is { } duration)
            ends.Add(Own(operation, "for", new MachineExpression.Elapsed(duration, null)));
        var shape = kind switch
        {
            "charge" => Galvanostatic(operation, ends, isCharge: true),
            "discharge" => Galvanostatic(operation, ends, isCharge: false),
            "hold" => Hold(operation),
            "rest" or "wait" or "pause" => new StepShape(ControlMode.Rest, null),
            "set_temperature" => SetTemperature(operation, ends),
            "power" => new(ControlMode.Power, Number(operation, "at", Kinds.Power.Dimension)),
            "load" => new(ControlMode.Resistance, Number(operation, "at", Kinds.Resistance.Dimension)),
            "impedance" => Impedance(operation, ends),
            "sweep" => Sweep(operation, ends),
            _ => null,
        };
        if (shape is null)
        {
            Report(Rules.NotAStepAt(operation.Location, operation.Operation.Name));
            return null;
        }
        if (operation.Bound is { } bound)
            ends.Add(BoundEnd(bound));
        return shape with { OwnEnds = ends };
    }

    private StepShape Galvanostatic(BoundOperation operation, List<MachineEnd> ends, bool isCharge)
    {
        var rate = Code.Magnitude(Number(operation, "at", Dimension.Current) ?? Code.Number(0));
        var current = isCharge ? rate : Code.Negated(rate);
        if (Number(operation, "to", Kinds.Voltage.Dimension) is not { } voltage)
            return new(ControlMode.Current, current);
        if (operation.Ends is not [])
            return new(ControlMode.Voltage, voltage) { CurrentLimit = rate };
        var comparison = isCharge ? Comparison.GreaterOrEqual : Comparison.LessOrEqual;
        ends.Add(Own(operation, "to", Code.Compare(Code.Observed(Observable.Voltage), comparison, voltage)));
        return new(ControlMode.Current, current);
    }

    private StepShape Hold(BoundOperation operation) =>
        new(
            ControlMode.Voltage,
            Number(operation, "at", Kinds.Voltage.Dimension) ?? Code.Observed(Observable.Voltage)
        )
        {
            CurrentLimit = _chainCurrent is null ? null : Code.Magnitude(_chainCurrent),
        };

    private StepShape SetTemperature(BoundOperation operation, List<MachineEnd> ends)
    {
        ends.Add(Own(operation, "to", new MachineExpression.Elapsed(Code.Number(0), null), "at once"));
        return new(ControlMode.Rest, null) { Temperature = Number(operation, "to", Dimension.Temperature) };
    }

    private StepShape Impedance(BoundOperation operation, List<MachineEnd> ends)
    {
        ends.Insert(0, Own(operation, null, new MachineExpression.MeasurementDone(), "measured"));
        bool isGalvanostatic =
            Argument(operation, "with")?.Value?.Type is QuantityType { First.Dimension: var dimension }
            && dimension == Dimension.Current;
        return new(ControlMode.Impedance, null)
        {
            Spectrum = new(
                Number(operation, "from", Kinds.Frequency.Dimension),
                Number(operation, "to", Kinds.Frequency.Dimension),
                Number(operation, "with", isGalvanostatic ? Dimension.Current : Kinds.Voltage.Dimension),
                isGalvanostatic
            ),
        };
    }

    /// <summary>
    /// A sweep runs from where the voltage is, or from a stated start which is held until reached, towards its target
    /// whichever way that lies. It ends once the voltage has come to the target from that side.
    /// </summary>
    private StepShape Sweep(BoundOperation operation, List<MachineEnd> ends)
    {
        var rate = Code.Magnitude(Number(operation, "at", Kinds.SweepRate.Dimension) ?? Code.Number(0));
        var start = Number(operation, "from", Kinds.Voltage.Dimension);
        var target = Number(operation, "to", Kinds.Voltage.Dimension) ?? Code.Number(0);
        var voltage = Code.Observed(Observable.Voltage);
        var way = Code.Subtract(target, start ?? voltage);
        MachineExpression setpoint;
        MachineExpression arrived;
        if (way is MachineExpression.Number { Value.Sign: var sign })
        {
            setpoint = sign < 0 ? Code.Negated(rate) : rate;
            arrived = Code.Compare(
                voltage,
                sign < 0 ? Comparison.LessOrEqual : Comparison.GreaterOrEqual,
                target
            );
        }
        else
        {
            setpoint = Code.Multiply(rate, Code.Divide(way, new MachineExpression.Absolute(way)));
            arrived = Code.Compare(
                Code.Multiply(Code.Subtract(voltage, target), new MachineExpression.Setpoint()),
                Comparison.GreaterOrEqual,
                Code.Number(0)
            );
        }
        ends.Add(Own(operation, "to", arrived));
        var sweep = new StepShape(ControlMode.Sweep, setpoint);
        if (start is null)
            return sweep;
        var reached = new MachineExpression.Within(
            voltage,
            new MachineExpression.Number(Rational.Of(1, 1000), "1 mV"),
            start
        );
        return sweep with
        {
            Before =
            [
                new(ControlMode.Voltage, start)
                {
                    OwnEnds =
                    [
                        Own(operation, "from", reached),
                        Own(
                            operation,
                            "from",
                            new MachineExpression.Elapsed(new MachineExpression.Number(60, "1 min"), null),
                            "for 1 min"
                        ),
                    ],
                },
            ],
        };
    }

    /// <summary><c>, at most 6 h</c> counts the step's own time; any other bound is one on what is observed.</summary>
    private MachineEnd BoundEnd(BoundLimit bound)
    {
        var value = Value(bound.Value);
        var dimension = value.Kind.Dimension;
        var comparison = bound.Kind switch
        {
            LimitKind.Below => Comparison.GreaterOrEqual,
            LimitKind.AtMost => Comparison.Greater,
            LimitKind.Above => Comparison.LessOrEqual,
            _ => Comparison.Less,
        };
        MachineExpression condition;
        if (dimension == Dimension.Time)
            condition = new MachineExpression.Elapsed(value.Code, null);
        else if (dimension == Dimension.Temperature)
            condition = Code.Compare(Code.Observed(Observable.Temperature), comparison, value.Code);
        else if (dimension == Kinds.Voltage.Dimension)
            condition = Code.Compare(Code.Observed(Observable.Voltage), comparison, value.Code);
        else if (Absolute(value, Dimension.Current) is { } current)
            condition = Code.Compare(Code.Magnitude(Code.Observed(Observable.Current)), comparison, current);
        else if (Absolute(value, Kinds.Charge.Dimension) is { } charge)
            condition = Code.Compare(Code.Observed(Observable.StepCapacity), comparison, charge);
        else if (Absolute(value, Kinds.Energy.Dimension) is { } energy)
            condition = Code.Compare(Code.Observed(Observable.StepEnergy), comparison, energy);
        else
        {
            Report(Rules.NotObservableAt(bound.Location, "what this bounds"));
            condition = Code.Any();
        }
        return new(OneLine(bound.Syntax.Text), Ref(bound), condition, 0);
    }

    private MachineEnd Own(
        BoundOperation operation,
        string? preposition,
        MachineExpression condition,
        string? name = null
    )
    {
        var argument = preposition is null ? null : Argument(operation, preposition);
        BoundNode place = argument?.Value ?? (BoundNode)operation;
        return new(
            name
                ?? (
                    argument?.Value is { } value
                        ? $"{preposition} {OneLine(value.Syntax.Text)}"
                        : preposition ?? ""
                ),
            Ref(place),
            condition,
            0
        );
    }

    /// <summary>The argument behind a preposition in absolute SI; null where there is none.</summary>
    private MachineExpression? Number(BoundOperation operation, string preposition, Dimension dimension)
    {
        if (Argument(operation, preposition) is not { Value: { } given, Parameter: var parameter })
            return null;
        var (value, scope) = _scope.Resolve(given);
        if (value is null || value.Type is not (QuantityType or ZeroType or HoleType or UnionType))
            return null;
        var outer = _scope;
        _scope = scope;
        _holeName = $"{operation.Operation.Name}_{parameter.Name}";
        var lowered = Value(value, dimension);
        _holeName = null;
        _scope = outer;
        return Absolute(lowered, dimension) ?? lowered.Code;
    }

    // The first parameter without a preposition stands for `at` where an operation takes its setpoint as operand.
    private static BoundArgument? Argument(BoundOperation operation, string preposition) =>
        operation.Arguments.FirstOrDefault(argument =>
            argument.Parameter.Preposition == preposition && argument.Value is not null
        )
        ?? (
            preposition == "at"
                ? operation.Arguments.FirstOrDefault(argument =>
                    argument.Parameter.Preposition is null && argument.Value?.Type is QuantityType
                )
                : null
        );
}
