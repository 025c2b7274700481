using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>What can be observed while a step runs, or is known of the cell it runs on.</summary>
public enum Observable
{
    Voltage,
    Current,
    Temperature,

    /// <summary>Time since the step began.</summary>
    Time,

    /// <summary>Charge passed since the step began, positive in its own direction.</summary>
    Capacity,

    /// <summary>Energy passed since the step began, positive in its own direction.</summary>
    Energy,
    Power,
    Resistance,
    StateOfCharge,
    Pressure,

    /// <summary>Potentials of a cell with three electrodes.</summary>
    PositivePotential,
    NegativePotential,
    CellPotential,

    /// <summary>The capacity computed from the active material's formula.</summary>
    Theoretical,

    /// <summary>The current that the running step was given.</summary>
    Programmed,

    /// <summary>The capacity that C-rates refer to.</summary>
    Nominal,

    /// <summary>The capacity that was measured last.</summary>
    Measured,
}

/// <summary><c>voltage</c>, <c>theoretical</c> …</summary>
public sealed record BoundObservable(SyntaxNode Syntax, CellType Type, Observable Observable)
    : BoundExpression(Syntax, Type);

/// <summary><c>test</c>: everything measured since the run began.</summary>
public sealed record BoundTest(SyntaxNode Syntax, CellType Type) : BoundExpression(Syntax, Type);

/// <summary>
/// A loop's passes by its label: alone the current one, with an index a certain one. In an experiment the label is that
/// of a protocol that it runs.
/// </summary>
public sealed record BoundIteration(SyntaxNode Syntax, CellType Type, LabelSymbol Label)
    : BoundExpression(Syntax, Type);

/// <summary>Steps by their verb: alone the last one, with an index a certain one: <c>discharge[1]</c>.</summary>
public sealed record BoundSteps(SyntaxNode Syntax, CellType Type, OperationSymbol Operation)
    : BoundExpression(Syntax, Type);

/// <summary><c>last charge</c>: the last finished step of this verb, or the last measurement of this name.</summary>
public sealed record BoundLast(SyntaxNode Syntax, CellType Type, Symbol Symbol)
    : BoundExpression(Syntax, Type);

/// <summary><c>n</c> inside a label's brackets: the number of the current pass, from 1.</summary>
public sealed record BoundPassNumber(SyntaxNode Syntax, LabelSymbol? Label)
    : BoundExpression(Syntax, QuantityType.Count);

/// <summary><c>target[index]</c>, from 1; on a series of results, or on an instrument's channels, where it may be a range.</summary>
public sealed record BoundIndex(
    SyntaxNode Syntax,
    CellType Type,
    BoundExpression Target,
    BoundExpression Index
) : BoundExpression(Syntax, Type);

/// <summary><c>cycle.discharge</c>: the steps of a verb, or the passes of a loop, inside a longer result.</summary>
public sealed record BoundPart(SyntaxNode Syntax, CellType Type, BoundExpression Target, Symbol Part)
    : BoundExpression(Syntax, Type);

/// <summary>A figure of a result.</summary>
public sealed record BoundFigure(SyntaxNode Syntax, CellType Type, BoundExpression Target, Figure Figure)
    : BoundExpression(Syntax, Type);

/// <summary>A figure that a measurement found on a sample: <c>bet.area</c>.</summary>
public sealed record BoundFinding(SyntaxNode Syntax, CellType Type, BoundExpression Target, string Name)
    : BoundExpression(Syntax, Type);

/// <summary>A property of a declared thing: <c>LTVO.molar_mass</c>; null where only the plan can compute it.</summary>
public sealed record BoundPropertyAccess(
    SyntaxNode Syntax,
    CellType Type,
    BoundExpression Target,
    string Name,
    BoundExpression? Value
) : BoundExpression(Syntax, Type);

/// <summary>What is known of a finished test, cycle or step.</summary>
public enum Figure
{
    Capacity,
    ChargeCapacity,
    DischargeCapacity,
    Energy,
    ChargeEnergy,
    DischargeEnergy,
    Time,

    /// <summary>Discharge capacity over that of the first cycle.</summary>
    Retention,

    /// <summary>Discharge over charge capacity.</summary>
    Efficiency,
    EnergyEfficiency,
    MeanVoltage,
    StartVoltage,
    EndVoltage,
    EndCurrent,
    EndTemperature,

    /// <summary>The number of passes or steps so far.</summary>
    Count,
}
