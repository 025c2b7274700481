using System.Globalization;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Compiler.CSharp;

/// <summary>What a piece of C# text evaluates to.</summary>
internal enum TermType
{
    Number,
    Count,

    /// <summary>ns of the machine's program clock.</summary>
    ProgramTime,

    /// <summary>ns of the wall clock.</summary>
    WallTime,
    Flag,
}

/// <param name="Precedence">Of its outermost operator; higher binds tighter.</param>
/// <param name="Integer">The same constant as a whole number, where it is one.</param>
internal readonly record struct Term(string Text, TermType Type, int Precedence, string? Integer = null)
{
    public const int Or = 1;
    public const int And = 2;
    public const int Equality = 3;
    public const int Relational = 4;
    public const int Additive = 5;
    public const int Multiplicative = 6;
    public const int Unary = 7;
    public const int Primary = 8;

    public string Within(int precedence) => Precedence < precedence ? $"({Text})" : Text;

    /// <summary>The term as a double: times become seconds.</summary>
    public Term Numeric() =>
        Type switch
        {
            TermType.ProgramTime or TermType.WallTime => new(
                $"MachineTime.Seconds({Text})",
                TermType.Number,
                Primary
            ),
            TermType.Flag => throw new InternalCompilerException($"`{Text}` is a truth, not a number"),
            _ => this,
        };
}

/// <summary>Machine expressions as C# over <c>state</c>, <c>cell</c> and <c>now</c>.</summary>
/// <param name="inLimit">Whether the setpoint is asked for by a limit, which means the programmed current.</param>
internal sealed class ExpressionWriter(StateLayout layout, bool inLimit = false)
{
    private const long LargestExactInteger = 1L << 53;

    public string Condition(MachineExpression expression) => Flag(expression).Text;

    public string Number(MachineExpression expression) => Write(expression).Numeric().Text;

    /// <summary>A number as an operand of a subtraction or a product.</summary>
    public string Number(MachineExpression expression, int precedence) =>
        Write(expression).Numeric().Within(precedence);

    /// <summary>A duration in seconds as whole ns.</summary>
    public string Nanoseconds(MachineExpression duration)
    {
        if (duration is not MachineExpression.Number constant)
            return $"MachineTime.Nanoseconds({Number(duration)})";
        var literal = Literals.Nanoseconds(constant.Value);
        return literal + Literals.Comment(constant.Spelling, literal);
    }

    /// <summary>The value in the type of a slot.</summary>
    public string ForSlot(MachineExpression value, SlotType type)
    {
        var term = Write(value);
        return type switch
        {
            SlotType.Flag => Truth(term).Text,
            SlotType.Number => term.Numeric().Text,
            SlotType.Count => term switch
            {
                { Integer: { } integer } => integer,
                { Type: TermType.Count } => term.Text,
                _ => $"(long)Math.Round({term.Numeric().Text})",
            },
            SlotType.Time when term.Type == TermType.ProgramTime => term.Text,
            SlotType.WallTime when term.Type == TermType.WallTime => term.Text,
            _ => $"MachineTime.Nanoseconds({term.Numeric().Text})",
        };
    }

    /// <summary>
    /// Since when an <c>Elapsed</c> or a <c>Sustained</c> counts, and its clock now and at the last tick.
    /// </summary>
    public (string Since, string Now, string Last) Clock(int? slot) =>
        slot is not { } index ? ("state.StepStart", layout.Clock, layout.LastClock)
        : layout.TypeOfSlot(index) == SlotType.WallTime
            ? (layout.Slot(index), "now.WallTime", "state.WallTime")
        : (layout.Slot(index), layout.Clock, layout.LastClock);

    private Term Write(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Number number => Constant(number),
            MachineExpression.Argument argument => Primary(layout.Argument(argument.Index)),
            MachineExpression.Slot slot => new(layout.Slot(slot.Index), SlotTerm(slot.Index), Term.Primary),
            MachineExpression.Observed observed => Observed(observed.What),
            MachineExpression.Windowed windowed => Windowed(windowed),
            MachineExpression.Fact fact => Primary($"cell.{fact.What}"),
            MachineExpression.Setpoint => Primary(inLimit ? "state.ProgrammedCurrent" : "state.Setpoint"),
            MachineExpression.Arithmetic arithmetic => Arithmetic(arithmetic),
            MachineExpression.Negated negated => Negated(Write(negated.Operand).Numeric()),
            MachineExpression.Absolute absolute => Absolute(Write(absolute.Operand).Numeric()),
            _ => Truth(expression),
        };

    private Term Truth(MachineExpression expression) =>
        expression switch
        {
            MachineExpression.Compared compared => Compared(compared),
            MachineExpression.Within within => new(
                $"Math.Abs({Number(within.Value)} - {Number(within.Target, Term.Multiplicative)}) <= "
                    + Number(within.Tolerance, Term.Additive),
                TermType.Flag,
                Term.Relational
            ),
            MachineExpression.Sustained sustained => Passed(sustained.SinceSlot, sustained.Duration),
            MachineExpression.Elapsed elapsed => Passed(elapsed.SinceSlot, elapsed.Duration),
            MachineExpression.MeasurementDone => new("now.MeasurementDone", TermType.Flag, Term.Primary),
            MachineExpression.All all => Chain(all.Operands, " && ", Term.And, "true"),
            MachineExpression.Any any => Chain(any.Operands, " || ", Term.Or, "false"),
            MachineExpression.Not not => new(
                "!" + Flag(not.Operand).Within(Term.Primary),
                TermType.Flag,
                Term.Unary
            ),
            _ => throw new InternalCompilerException($"no C# for {expression.GetType().Name}"),
        };

    private Term Flag(MachineExpression expression) => Truth(Write(expression));

    private static Term Truth(Term term) =>
        term.Type == TermType.Flag
            ? term
            : throw new InternalCompilerException($"`{term.Text}` is a number, not a truth");

    private static Term Primary(string text) => new(text, TermType.Number, Term.Primary);

    private static Term Negated(Term operand) =>
        new("-" + operand.Within(Term.Primary), operand.Type, Term.Unary);

    private static Term Absolute(Term operand) =>
        new($"Math.Abs({operand.Text})", operand.Type, Term.Primary);

    private static Term Constant(MachineExpression.Number number)
    {
        var literal = Literals.Number(number.Value);
        var comment = Literals.Comment(number.Spelling, literal);
        int precedence = number.Value.Sign < 0 ? Term.Unary : Term.Primary;
        bool whole = number.Value.TryToInt64(out long integer) && Math.Abs(integer) <= LargestExactInteger;
        return new(
            literal + comment,
            TermType.Number,
            precedence,
            whole ? integer.ToString(CultureInfo.InvariantCulture) + "L" + comment : null
        );
    }

    private TermType SlotTerm(int slot) =>
        layout.TypeOfSlot(slot) switch
        {
            SlotType.Count => TermType.Count,
            SlotType.Flag => TermType.Flag,
            SlotType.Time => TermType.ProgramTime,
            SlotType.WallTime => TermType.WallTime,
            _ => TermType.Number,
        };

    private Term Observed(Observable observable) =>
        observable switch
        {
            Observable.StepTime => Primary($"MachineTime.Seconds({layout.Clock} - state.StepStart)"),
            Observable.TestTime => new(layout.Clock, TermType.ProgramTime, Term.Additive),
            Observable.WallTime => new("now.WallTime", TermType.WallTime, Term.Primary),
            Observable.StepCapacity => Primary("StepCapacity(in state, in now)"),
            Observable.StepEnergy => Primary("StepEnergy(in state, in now)"),
            _ => Primary($"now.{observable}"),
        };

    private Term Windowed(MachineExpression.Windowed windowed)
    {
        var marks = $"[{string.Join(", ", windowed.Marks.Select(layout.Slot))}]";
        return Primary(
            windowed.Figure == WindowFigure.Mean
                ? $"Window.Mean({marks})"
                : $"Window.Slope({marks}, {Number(windowed.Duration)})"
        );
    }

    /// <summary>The time between two marks of a window, ns.</summary>
    public string Interval(MachineExpression.Windowed windowed) =>
        $"{Nanoseconds(windowed.Duration)} / Window.Intervals";

    private Term Arithmetic(MachineExpression.Arithmetic arithmetic)
    {
        var (left, right) = (Write(arithmetic.Left), Write(arithmetic.Right));
        var (symbol, precedence) = arithmetic.Operator switch
        {
            ArithmeticOperator.Add => ("+", Term.Additive),
            ArithmeticOperator.Subtract => ("-", Term.Additive),
            ArithmeticOperator.Multiply => ("*", Term.Multiplicative),
            _ => ("/", Term.Multiplicative),
        };
        bool counts = AreCounts(ref left, ref right);
        if (!counts)
            (left, right) = (left.Numeric(), right.Numeric());
        var leftText = left.Within(precedence);
        // Counts divide as numbers do: 7 cycles over 2 are 3.5.
        if (counts && symbol == "/")
            leftText = $"(double){left.Within(Term.Unary)}";
        bool whole = counts && symbol != "/";
        return new(
            $"{leftText} {symbol} {right.Within(precedence + 1)}",
            whole ? TermType.Count : TermType.Number,
            precedence
        );
    }

    private Term Compared(MachineExpression.Compared compared)
    {
        var (left, right) = (Write(compared.Left), Write(compared.Right));
        var (symbol, precedence) = compared.Operator switch
        {
            Comparison.Less => ("<", Term.Relational),
            Comparison.LessOrEqual => ("<=", Term.Relational),
            Comparison.Greater => (">", Term.Relational),
            Comparison.GreaterOrEqual => (">=", Term.Relational),
            Comparison.Equal => ("==", Term.Equality),
            _ => ("!=", Term.Equality),
        };
        bool flags = left.Type == TermType.Flag && right.Type == TermType.Flag;
        if (!flags && !AreCounts(ref left, ref right))
            (left, right) = (left.Numeric(), right.Numeric());
        return new(
            $"{left.Within(precedence + 1)} {symbol} {right.Within(precedence + 1)}",
            TermType.Flag,
            precedence
        );
    }

    // A count beside a whole constant stays a count.
    private static bool AreCounts(ref Term left, ref Term right)
    {
        if (left.Type == TermType.Count && right is { Type: TermType.Number, Integer: { } second })
            right = right with { Text = second, Type = TermType.Count };
        else if (right.Type == TermType.Count && left is { Type: TermType.Number, Integer: { } first })
            left = left with { Text = first, Type = TermType.Count };
        return left.Type == TermType.Count && right.Type == TermType.Count;
    }

    private Term Passed(int? slot, MachineExpression duration)
    {
        var (since, now, _) = Clock(slot);
        return new(
            $"MachineTime.Passed({since}, {Nanoseconds(duration)}, {now})",
            TermType.Flag,
            Term.Primary
        );
    }

    private Term Chain(
        EquatableList<MachineExpression> operands,
        string symbol,
        int precedence,
        string whenEmpty
    ) =>
        operands.Count switch
        {
            0 => new(whenEmpty, TermType.Flag, Term.Primary),
            1 => Flag(operands[0]),
            _ => new(
                string.Join(symbol, operands.Select(operand => Flag(operand).Within(precedence + 1))),
                TermType.Flag,
                precedence
            ),
        };
}
