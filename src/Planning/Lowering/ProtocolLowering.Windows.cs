using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using Observable = CellDsl.Planning.Machines.Observable;

namespace CellDsl.Planning.Lowering;

/// <summary>Functions of the core: what is computed of a window of time, and the smaller and larger of two.</summary>
internal sealed partial class ProtocolLowering
{
    /// <summary>Whether the ends of a step are lowered: only a step that runs can be followed over a window.</summary>
    private bool _isFollowed;

    private Lowered Windowed(BoundIntrinsic function, Dimension? wanted)
    {
        string name = function.Function == Intrinsic.Slope ? "slope" : "mean";
        if (!_isFollowed)
        {
            Report(Rules.OnlyInEndsAt(function.Location, name));
            return Unknown(wanted);
        }
        var value = Value(function.Operands[0]);
        var window = function.Options.FirstOrDefault(option => option.Name == "over")?.Value;
        if (
            window is null
            || value.Code
                is not MachineExpression.Observed
                {
                    What: Observable.Voltage
                        or Observable.Current
                        or Observable.Temperature
                        or Observable.NegativePotential
                        or Observable.Pressure
                } observed
        )
        {
            Report(Rules.NotObservableAt(function.Operands[0].Location, $"the {name} of this"));
            return Unknown(wanted);
        }
        string what = observed.What.ToString().ToLowerInvariant();
        var duration = Value(window, Dimension.Time).Code;
        int last = _builder.AddSlot($"{what}_{name}_marked", SlotType.Time);
        int first = -1;
        for (int i = 0; i <= Window.Intervals; i++)
        {
            int mark = _builder.AddSlot($"{what}_{name}_mark{i}", SlotType.Number);
            if (first < 0)
                first = mark;
        }
        bool isSlope = function.Function == Intrinsic.Slope;
        var code = new MachineExpression.Windowed(
            isSlope ? WindowFigure.Slope : WindowFigure.Mean,
            observed.What,
            duration,
            first,
            last
        );
        return new(
            code,
            !isSlope ? value.Kind
                : value.Kind.Dimension == Dimension.Temperature ? Kinds.HeatingRate
                : KindAlgebra.Divide(value.Kind, Kinds.Time).Kind
        );
    }

    /// <summary>(a + b ∓ |a − b|) / 2, which is exact where both are known.</summary>
    private Lowered Extreme(BoundIntrinsic function, Dimension? wanted)
    {
        var result = Value(function.Operands[0], wanted);
        foreach (var operand in function.Operands.Skip(1))
        {
            var (left, right) = Aligned(result, Value(operand, result.Kind.Dimension));
            var apart = Code.Magnitude(Code.Subtract(left.Code, right.Code));
            var sum = Code.Add(left.Code, right.Code);
            result = left with
            {
                Code = Code.Divide(
                    function.Function == Intrinsic.Minimum ? Code.Subtract(sum, apart) : Code.Add(sum, apart),
                    Code.Number(2)
                ),
            };
        }
        return result;
    }
}
