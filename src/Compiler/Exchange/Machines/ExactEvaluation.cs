using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using Code = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>Computes what of a machine's expressions is known before the run, exactly.</summary>
/// <param name="arguments">By the machine's parameters; null for one that is not known.</param>
internal sealed class ExactEvaluation(Machine machine, ExactCell cell, IReadOnlyList<Rational?> arguments)
{
    public ExactCell Cell => cell;

    /// <summary>The value; null where it depends on the run, or on something that is not known.</summary>
    /// <param name="setpoint">Of the running step; null where there is none.</param>
    public Rational? Number(Code expression, ControlState state, Rational? setpoint = null)
    {
        switch (expression)
        {
            case Code.Number number:
                return number.Value;
            case Code.Argument argument:
                return argument.Index < arguments.Count ? arguments[argument.Index] : null;
            case Code.Fact fact:
                return cell[fact.What];
            case Code.Slot slot:
                return state[slot.Index] is { IsPass: false } known ? known.Value : null;
            case Code.Setpoint:
                return setpoint;
            case Code.Negated negated:
                return -Number(negated.Operand, state, setpoint);
            case Code.Absolute absolute:
                return Number(absolute.Operand, state, setpoint)?.Abs();
            case Code.Arithmetic(var operation, var left, var right):
                var (a, b) = (Number(left, state, setpoint), Number(right, state, setpoint));
                return operation switch
                {
                    ArithmeticOperator.Add => a + b,
                    ArithmeticOperator.Subtract => a - b,
                    ArithmeticOperator.Multiply => a * b,
                    _ => b is { IsZero: false } ? a / b : null,
                };
            default:
                return null;
        }
    }

    /// <summary>Whether the condition holds; null where that depends on the run.</summary>
    public bool? Truth(Code condition, ControlState state, Rational? setpoint = null)
    {
        switch (condition)
        {
            case Code.Compared(var comparison, var left, var right):
                if (Number(left, state, setpoint) is not { } a || Number(right, state, setpoint) is not { } b)
                    return null;
                return Holds(comparison, a, b);
            case Code.Within within:
                if (
                    Number(within.Value, state, setpoint) is not { } value
                    || Number(within.Target, state, setpoint) is not { } target
                    || Number(within.Tolerance, state, setpoint) is not { } tolerance
                )
                    return null;
                return (value - target).Abs() <= tolerance;
            case Code.Slot slot:
                return state[slot.Index] is { IsPass: false } known ? !known.Value.IsZero : null;
            case Code.All all:
                var every = all.Operands.Select(operand => Truth(operand, state, setpoint)).ToArray();
                return every.Contains(false) ? false
                    : every.Contains(null) ? null
                    : true;
            case Code.Any any:
                var some = any.Operands.Select(operand => Truth(operand, state, setpoint)).ToArray();
                return some.Contains(true) ? true
                    : some.Contains(null) ? null
                    : false;
            case Code.Not not:
                return !Truth(not.Operand, state, setpoint);
            default:
                return null;
        }
    }

    public static bool Holds(Comparison comparison, Rational left, Rational right) =>
        comparison switch
        {
            Comparison.Less => left < right,
            Comparison.LessOrEqual => left <= right,
            Comparison.Greater => left > right,
            Comparison.GreaterOrEqual => left >= right,
            Comparison.Equal => left == right,
            _ => left != right,
        };

    /// <summary>What an expression lacks to be known: <c>the active mass of the cell</c>, or a name of a parameter.</summary>
    public string? Missing(Code expression) =>
        Parts(expression)
            .Select(part =>
                part switch
                {
                    Code.Argument argument
                        when argument.Index >= arguments.Count || arguments[argument.Index] is null =>
                        $"`{machine.Parameters[argument.Index].Name}`",
                    Code.Fact fact when cell[fact.What] is null => NameOf(fact.What),
                    _ => null,
                }
            )
            .FirstOrDefault(name => name is not null);

    private static string NameOf(CellFact fact) =>
        fact switch
        {
            CellFact.ActiveMass => "the cell's active mass",
            CellFact.CompositeMass => "the mass of the cell's composite",
            CellFact.ElectrodeArea => "the cell's electrode area",
            CellFact.NominalCapacity => "the cell's nominal capacity",
            CellFact.TheoreticalCapacity => "the cell's theoretical capacity",
            CellFact.CounterPotential => "the potential of the cell's counter electrode",
            _ => "a limit of the cell",
        };

    /// <summary>The expression and all below it.</summary>
    public static IEnumerable<Code> Parts(Code expression)
    {
        var open = new Stack<Code>([expression]);
        while (open.TryPop(out var part))
        {
            yield return part;
            foreach (var inner in Inner(part))
                open.Push(inner);
        }
    }

    private static EquatableList<Code> Inner(Code expression) =>
        expression switch
        {
            Code.Arithmetic binary => [binary.Left, binary.Right],
            Code.Compared compared => [compared.Left, compared.Right],
            Code.Negated negated => [negated.Operand],
            Code.Absolute absolute => [absolute.Operand],
            Code.Within within => [within.Value, within.Tolerance, within.Target],
            Code.Sustained sustained => [sustained.Condition, sustained.Duration],
            Code.Elapsed elapsed => [elapsed.Duration],
            Code.Windowed windowed => [windowed.Duration],
            Code.All all => all.Operands,
            Code.Any any => any.Operands,
            Code.Not not => [not.Operand],
            _ => [],
        };

    /// <summary>Slots that an expression reads.</summary>
    public static IEnumerable<int> Slots(Code expression)
    {
        foreach (var part in Parts(expression))
        {
            if (part is Code.Slot slot)
                yield return slot.Index;
            else if (part is Code.Elapsed { SinceSlot: { } since })
                yield return since;
        }
    }
}
