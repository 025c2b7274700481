using System.Collections.Immutable;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>Statements in order.</summary>
public sealed record BoundBlock(ImmutableArray<BoundStatement> Statements)
{
    public static BoundBlock Empty { get; } = new([]);
}

/// <summary><c>name = value</c>; several names take the yields of one operation.</summary>
public sealed record BoundBinding(
    SyntaxNode Syntax,
    ImmutableArray<LocalSymbol> Locals,
    BoundExpression Value
) : BoundStatement(Syntax);

/// <summary><c>SOC = 100 % here</c>: from now on the state of charge counts from this value.</summary>
public sealed record BoundAnchor(SyntaxNode Syntax, BoundExpression Value) : BoundStatement(Syntax);

/// <summary>An operation or a step.</summary>
public sealed record BoundPerform(SyntaxNode Syntax, BoundOperation Operation) : BoundStatement(Syntax);

/// <summary>A statement with a finding, so that what stands in it is not missed elsewhere.</summary>
public sealed record BoundFailure(SyntaxNode Syntax, BoundExpression Attempt) : BoundStatement(Syntax);

/// <summary>A repetition. Either a count or a condition that ends it.</summary>
/// <param name="Bound">The bound behind the comma (<c>repeat until …, at most 50 times</c>), or null.</param>
/// <param name="Budget">Wall time for the whole loop, or null.</param>
public sealed record BoundRepeat(
    SyntaxNode Syntax,
    LabelSymbol? Label,
    BoundExpression? Count,
    BoundExpression? Until,
    BoundLimit? Bound,
    BoundBlock Body,
    BoundExpression? Budget
) : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = [Body];
}

/// <summary>A repetition as long as a condition holds.</summary>
public sealed record BoundWhile(
    SyntaxNode Syntax,
    BoundExpression Condition,
    LabelSymbol? Label,
    BoundBlock Body,
    BoundExpression? Budget
) : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = [Body];
}

/// <summary>A repetition over values; in an experiment a sweep.</summary>
public sealed record BoundFor(
    SyntaxNode Syntax,
    ImmutableArray<LocalSymbol> Locals,
    BoundExpression Source,
    BoundBlock Body,
    BoundExpression? Budget
) : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = [Body];
}

public sealed record BoundIf(SyntaxNode Syntax, BoundExpression Condition, BoundBlock Then, BoundBlock? Else)
    : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = Else is null ? [Then] : [Then, Else];
}

/// <summary>When to record a row: the first interval that passes. A time, or a change of a voltage, a current, …</summary>
public sealed record BoundRecord(SyntaxNode Syntax, ImmutableArray<BoundExpression> Intervals)
    : BoundStatement(Syntax);

/// <summary>Runs if the step before ended by that end.</summary>
/// <param name="Step">The step before.</param>
public sealed record BoundWhen(SyntaxNode Syntax, EndSymbol? End, BoundOperation? Step, BoundBlock Body)
    : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = [Body];
}

/// <summary>Leaves the innermost loop, or that of a label.</summary>
public sealed record BoundBreak(SyntaxNode Syntax, LabelSymbol? Label) : BoundStatement(Syntax);

public sealed record BoundReturn(SyntaxNode Syntax, BoundExpression Value) : BoundStatement(Syntax);

/// <summary>Ends the test in good order.</summary>
public sealed record BoundStop(SyntaxNode Syntax, string? Reason) : BoundStatement(Syntax);

/// <summary>Runs a block between the passes of a loop.</summary>
public sealed record BoundInterleave(
    SyntaxNode Syntax,
    ImmutableArray<BoundTrigger> Triggers,
    bool IsUncounted,
    BoundBlock Body
) : BoundStatement(Syntax)
{
    public override ImmutableArray<BoundBlock> Blocks { get; } = [Body];
}

/// <summary><c>before cycle 1</c> (one pass) or <c>every 50 cycles</c> (after each so many).</summary>
/// <param name="Before">The pass, from 1; null for an interval.</param>
/// <param name="Every">The interval in passes; null for a single pass.</param>
public sealed record BoundTrigger(
    SyntaxNode Syntax,
    LabelSymbol? Label,
    BoundExpression? Before,
    BoundExpression? Every
) : BoundNode(Syntax);

/// <summary>What an experiment should find, for the runs that the filter picks.</summary>
public sealed record BoundExpect(SyntaxNode Syntax, BoundExpression Condition, BoundExpression? Where)
    : BoundStatement(Syntax);

/// <summary>What to do after a gap in a run.</summary>
public sealed record BoundInterruption(SyntaxNode Syntax, ImmutableArray<BoundTier> Tiers)
    : BoundStatement(Syntax);

/// <summary>One tier of an interruption policy.</summary>
/// <param name="UpTo">The longest gap to which this applies; null for <c>longer</c>.</param>
/// <param name="Actions">In order: <c>rest for 1 h then continue</c> is two.</param>
public sealed record BoundTier(
    SyntaxNode Syntax,
    BoundExpression? UpTo,
    ImmutableArray<BoundResumption> Actions
) : BoundNode(Syntax);

public enum ResumptionKind
{
    Continue,
    Rest,
    Restart,
    Stop,
    Ask,
}

/// <summary>One thing to do after a gap.</summary>
/// <param name="Duration">For a rest.</param>
public sealed record BoundResumption(SyntaxNode Syntax, ResumptionKind Kind, BoundExpression? Duration)
    : BoundNode(Syntax);
