using System.Collections.Immutable;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>
/// An operation on samples, a step of a protocol or a segment of a program, by what its <see cref="Operation"/> declares.
/// </summary>
/// <param name="Arguments">One for each parameter, in their order.</param>
/// <param name="Ends">By what a step ends, in priority order; empty where nothing is stated.</param>
/// <param name="Bound"><c>, at most 6 h</c>, <c>, below 60 °C</c>; or null.</param>
/// <param name="Then">What follows without a break: <c>then hold until …</c>; or null.</param>
/// <param name="Program">Segments of the block, in order; empty without a block.</param>
/// <param name="Properties">Properties in the block, or null without a block.</param>
public sealed record BoundOperation(
    SyntaxNode Syntax,
    CellType Type,
    OperationSymbol Operation,
    ImmutableArray<BoundArgument> Arguments,
    ImmutableArray<BoundEnd> Ends,
    BoundLimit? Bound,
    BoundGap? Gap,
    BoundOperation? Then,
    ImmutableArray<BoundOperation> Program,
    PropertyBag? Properties
) : BoundExpression(Syntax, Type)
{
    /// <summary>Something in the phrase has no place in the operation, which is reported: what is missing may be just that.</summary>
    public bool HasStray { get; init; }

    /// <summary>The argument for a parameter by name, or null.</summary>
    public BoundArgument? Find(string parameter) =>
        Arguments.FirstOrDefault(argument => argument.Parameter.Name == parameter);
}

/// <summary>An end of a step. <c>until a or b</c> is one end without a symbol whose condition is a <see cref="BoundOr"/>.</summary>
public sealed record BoundEnd(SyntaxNode Syntax, EndSymbol? Symbol, BoundExpression Condition)
    : BoundNode(Syntax);

/// <summary><c>no later than 10 min after mixing</c></summary>
/// <param name="After">An operation (then its last application) or a sample (then what yielded it).</param>
public sealed record BoundGap(SyntaxNode Syntax, BoundExpression Time, Symbol? After) : BoundNode(Syntax);
