namespace CellDsl.Language.Syntax.Tree;

/// <summary><c>( parameter, … )</c></summary>
public sealed class ParameterListSyntax : SyntaxNode
{
    internal ParameterListSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<ParameterSyntax> Parameters => ListAt<ParameterSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>[preposition] name [: [mode] kind] [in range] [= default]</c>; mode is takes, draws, inspects or occupies; several kinds may be joined by <c>or</c>.</summary>
public sealed class ParameterSyntax : SyntaxNode
{
    internal ParameterSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Preposition => TokenAt(0);

    public SyntaxToken Name => TokenAt(1);

    public SyntaxToken Colon => TokenAt(2);

    public SyntaxToken Mode => TokenAt(3);

    public ExpressionSyntax? Type => NodeAt<ExpressionSyntax>(4);

    public SyntaxToken In => TokenAt(5);

    public ExpressionSyntax? Range => NodeAt<ExpressionSyntax>(6);

    public SyntaxToken EqualsSign => TokenAt(7);

    public ExpressionSyntax? Default => NodeAt<ExpressionSyntax>(8);
}

/// <summary><c>makes LTVO</c> or <c>on cell</c>; several joined by commas after makes.</summary>
public sealed class DeclarationTargetSyntax : SyntaxNode
{
    internal DeclarationTargetSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxList<ExpressionSyntax> Targets => ListAt<ExpressionSyntax>(1);
}

/// <summary><c>{ statements }</c></summary>
public sealed class BlockSyntax : SyntaxNode
{
    internal BlockSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<StatementSyntax> Statements => ListAt<StatementSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>else { … }</c> or <c>else if …</c> (then the statement carries no end of its own).</summary>
public sealed class ElseClauseSyntax : SyntaxNode
{
    internal ElseClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public BlockSyntax? Body => NodeAt<BlockSyntax>(1);

    public StatementSyntax? Statement => NodeAt<StatementSyntax>(2);
}

/// <summary><c>as cycle</c></summary>
public sealed class LoopLabelSyntax : SyntaxNode
{
    internal LoopLabelSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken As => TokenAt(0);

    public SyntaxToken Name => TokenAt(1);
}

/// <summary>A verb phrase: verb, operands, (preposition, value) pairs, end conditions, bound, gap, continuation, block.</summary>
public sealed class PhraseSyntax : SyntaxNode
{
    internal PhraseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Verb => TokenAt(0);

    public SyntaxList<ExpressionSyntax> Operands => ListAt<ExpressionSyntax>(1);

    public SyntaxList<PrepositionClauseSyntax> Clauses => ListAt<PrepositionClauseSyntax>(2);

    public UntilClauseSyntax? Until => NodeAt<UntilClauseSyntax>(3);

    public SyntaxToken Comma => TokenAt(4);

    public BoundSyntax? Bound => NodeAt<BoundSyntax>(5);

    public GapClauseSyntax? Gap => NodeAt<GapClauseSyntax>(6);

    public ThenClauseSyntax? Then => NodeAt<ThenClauseSyntax>(7);

    public BlockSyntax? Body => NodeAt<BlockSyntax>(8);
}

/// <summary><c>at 700 °C</c>, <c>from Li2CO3 (excess: 5 %), assumed TiO2</c>. A value may be a <see cref="BoundSyntax"/>.</summary>
public sealed class PrepositionClauseSyntax : SyntaxNode
{
    internal PrepositionClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Preposition => TokenAt(0);

    public SyntaxList<ExpressionSyntax> Values => ListAt<ExpressionSyntax>(1);
}

/// <summary><c>until condition</c> or <c>until { name: condition … }</c></summary>
public sealed class UntilClauseSyntax : SyntaxNode
{
    internal UntilClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax? Condition => NodeAt<ExpressionSyntax>(1);

    public EndsBlockSyntax? Ends => NodeAt<EndsBlockSyntax>(2);
}

/// <summary><c>{ full: voltage >= 3.8 V; late: for 12 h }</c></summary>
public sealed class EndsBlockSyntax : SyntaxNode
{
    internal EndsBlockSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Open => TokenAt(0);

    public SyntaxList<NamedEndSyntax> Ends => ListAt<NamedEndSyntax>(1);

    public SyntaxToken Close => TokenAt(2);
}

/// <summary><c>full: voltage >= 3.8 V</c></summary>
public sealed class NamedEndSyntax : SyntaxNode
{
    internal NamedEndSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Name => TokenAt(0);

    public SyntaxToken Colon => TokenAt(1);

    public ExpressionSyntax Condition => Required<ExpressionSyntax>(2);

    public SyntaxToken End => TokenAt(3);
}

/// <summary><c>then hold until …</c></summary>
public sealed class ThenClauseSyntax : SyntaxNode
{
    internal ThenClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public PhraseSyntax Phrase => Required<PhraseSyntax>(1);
}

/// <summary><c>no later than 10 min after mixing</c></summary>
public sealed class GapClauseSyntax : SyntaxNode
{
    internal GapClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    /// <summary>The comma before <c>no</c>; a bound before the gap has a comma of its own.</summary>
    public SyntaxToken Comma => TokenAt(0);

    public SyntaxToken No => TokenAt(1);

    public SyntaxToken Later => TokenAt(2);

    public SyntaxToken Than => TokenAt(3);

    public ExpressionSyntax Time => Required<ExpressionSyntax>(4);

    public SyntaxToken After => TokenAt(5);

    public ExpressionSyntax Event => Required<ExpressionSyntax>(6);
}

/// <summary><c>at most 300 d</c> after a block.</summary>
public sealed class BudgetSyntax : SyntaxNode
{
    internal BudgetSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken At => TokenAt(0);

    public SyntaxToken Most => TokenAt(1);

    public ExpressionSyntax Limit => Required<ExpressionSyntax>(2);
}

/// <summary><c>below 5 V</c>, <c>up to 10 K/min</c>, <c>at most 6 h</c>. Words: one or two tokens.</summary>
public sealed class BoundSyntax : ExpressionSyntax
{
    internal BoundSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Word => TokenAt(0);

    public SyntaxToken SecondWord => TokenAt(1);

    public ExpressionSyntax Limit => Required<ExpressionSyntax>(2);
}

/// <summary><c>up to 10 min: continue</c> or <c>longer: stop</c>. A lone <c>stop</c> has a Stop token and no phrase.</summary>
public sealed class InterruptionTierSyntax : SyntaxNode
{
    internal InterruptionTierSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Up => TokenAt(0);

    public SyntaxToken To => TokenAt(1);

    public ExpressionSyntax? Limit => NodeAt<ExpressionSyntax>(2);

    public SyntaxToken Longer => TokenAt(3);

    public SyntaxToken Colon => TokenAt(4);

    public SyntaxToken Stop => TokenAt(5);

    public PhraseSyntax? Action => NodeAt<PhraseSyntax>(6);

    public SyntaxToken End => TokenAt(7);
}

/// <summary><c>before cycle 1</c> (Name, Index) or <c>every 50 cycles</c> (Interval); And joins it to the one before.</summary>
public sealed class InterleaveTriggerSyntax : SyntaxNode
{
    internal InterleaveTriggerSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken And => TokenAt(0);

    public SyntaxToken Keyword => TokenAt(1);

    public SyntaxToken Name => TokenAt(2);

    public SyntaxToken Index => TokenAt(3);

    public ExpressionSyntax? Interval => NodeAt<ExpressionSyntax>(4);
}

/// <summary>
/// The right side of a mixture: <c>= assumed 47 : 53 by mass "why"</c>. A block behind it belongs to the property or
/// the phrase around it.
/// </summary>
public sealed class ShareClauseSyntax : SyntaxNode
{
    internal ShareClauseSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken EqualsSign => TokenAt(0);

    public SyntaxToken Assumed => TokenAt(1);

    public SyntaxList<ExpressionSyntax> Parts => ListAt<ExpressionSyntax>(2);

    public SyntaxToken By => TokenAt(3);

    public SyntaxToken Basis => TokenAt(4);

    public SyntaxToken Reason => TokenAt(5);
}
