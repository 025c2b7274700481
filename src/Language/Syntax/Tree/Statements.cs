namespace CellDsl.Language.Syntax.Tree;

/// <summary>Anything that stands between two statement ends.</summary>
public abstract class StatementSyntax : SyntaxNode
{
    private protected StatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }
}

/// <summary>A whole file.</summary>
public sealed class FileSyntax : SyntaxNode
{
    internal FileSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<StatementSyntax> Statements => ListAt<StatementSyntax>(0);

    public SyntaxToken EndOfFile => TokenAt(1);
}

/// <summary><c>edition 1</c></summary>
public sealed class EditionStatementSyntax : StatementSyntax
{
    internal EditionStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Number => TokenAt(1);

    public SyntaxToken End => TokenAt(2);
}

/// <summary><c>import std.chemicals</c> or <c>import "materials.cell" as m</c>. Path: name and dot tokens, or one string.</summary>
public sealed class ImportStatementSyntax : StatementSyntax
{
    internal ImportStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public IEnumerable<SyntaxToken> Path => TokensAt(1);

    public SyntaxToken As => TokenAt(2);

    public SyntaxToken Alias => TokenAt(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary><c>[public] word name [params] [makes x | on y] [: value] (block | = value | nothing)</c></summary>
public sealed class DeclarationSyntax : StatementSyntax
{
    internal DeclarationSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Public => TokenAt(0);

    public SyntaxToken Word => TokenAt(1);

    public SyntaxToken Name => TokenAt(2);

    public ParameterListSyntax? Parameters => NodeAt<ParameterListSyntax>(3);

    public DeclarationTargetSyntax? Target => NodeAt<DeclarationTargetSyntax>(4);

    public SyntaxToken Colon => TokenAt(5);

    public ExpressionSyntax? Class => NodeAt<ExpressionSyntax>(6);

    public SyntaxToken EqualsSign => TokenAt(7);

    public SyntaxNode? Value => NodeAt<SyntaxNode>(8);

    public BlockSyntax? Body => NodeAt<BlockSyntax>(9);

    public SyntaxToken End => TokenAt(10);
}

/// <summary><c>name: value, value { … }</c>. A value is an expression or a <see cref="PhraseSyntax"/> (<c>driver: modbus "…"</c>).</summary>
public sealed class PropertyStatementSyntax : StatementSyntax
{
    internal PropertyStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Name => TokenAt(0);

    public SyntaxToken Colon => TokenAt(1);

    public SyntaxList<SyntaxNode> Values => ListAt<SyntaxNode>(2);

    public BlockSyntax? Body => NodeAt<BlockSyntax>(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary><c>name, name = value</c>. The value is an expression or a <see cref="PhraseSyntax"/>.</summary>
public sealed class BindingStatementSyntax : StatementSyntax
{
    internal BindingStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public IEnumerable<SyntaxToken> Names => TokensAt(0);

    public SyntaxToken EqualsSign => TokenAt(1);

    public SyntaxNode Value => Required<SyntaxNode>(2);

    public SyntaxToken HereKeyword => TokenAt(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary>A verb phrase as a statement: <c>rest for 10 min</c>.</summary>
public sealed class PhraseStatementSyntax : StatementSyntax
{
    internal PhraseStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public PhraseSyntax Phrase => Required<PhraseSyntax>(0);

    public SyntaxToken End => TokenAt(1);
}

/// <summary><c>repeat n times as label, bound { … } at most t</c> or <c>repeat until condition …</c></summary>
public sealed class RepeatStatementSyntax : StatementSyntax
{
    internal RepeatStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax? Count => NodeAt<ExpressionSyntax>(1);

    public SyntaxToken Times => TokenAt(2);

    public SyntaxToken Until => TokenAt(3);

    public ExpressionSyntax? Condition => NodeAt<ExpressionSyntax>(4);

    public LoopLabelSyntax? Label => NodeAt<LoopLabelSyntax>(5);

    public SyntaxToken Comma => TokenAt(6);

    public BoundSyntax? Bound => NodeAt<BoundSyntax>(7);

    public BlockSyntax Body => Required<BlockSyntax>(8);

    public BudgetSyntax? Budget => NodeAt<BudgetSyntax>(9);

    public SyntaxToken End => TokenAt(10);
}

/// <summary><c>while condition as label { … } at most t</c></summary>
public sealed class WhileStatementSyntax : StatementSyntax
{
    internal WhileStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax Condition => Required<ExpressionSyntax>(1);

    public LoopLabelSyntax? Label => NodeAt<LoopLabelSyntax>(2);

    public BlockSyntax Body => Required<BlockSyntax>(3);

    public BudgetSyntax? Budget => NodeAt<BudgetSyntax>(4);

    public SyntaxToken End => TokenAt(5);
}

/// <summary><c>for a, b in list { … } at most t</c></summary>
public sealed class ForStatementSyntax : StatementSyntax
{
    internal ForStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public IEnumerable<SyntaxToken> Names => TokensAt(1);

    public SyntaxToken In => TokenAt(2);

    public ExpressionSyntax Source => Required<ExpressionSyntax>(3);

    public BlockSyntax Body => Required<BlockSyntax>(4);

    public BudgetSyntax? Budget => NodeAt<BudgetSyntax>(5);

    public SyntaxToken End => TokenAt(6);
}

/// <summary><c>if condition { … } else …</c></summary>
public sealed class IfStatementSyntax : StatementSyntax
{
    internal IfStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax Condition => Required<ExpressionSyntax>(1);

    public BlockSyntax Body => Required<BlockSyntax>(2);

    public ElseClauseSyntax? Else => NodeAt<ElseClauseSyntax>(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary><c>record every 30 s or 5 mV</c>. Intervals: expressions with <c>or</c> between them.</summary>
public sealed class RecordStatementSyntax : StatementSyntax
{
    internal RecordStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Every => TokenAt(1);

    public SyntaxList<ExpressionSyntax> Intervals => ListAt<ExpressionSyntax>(2);

    public SyntaxToken End => TokenAt(3);
}

/// <summary><c>when overrun { … }</c>: runs if the step before ended by that named end.</summary>
public sealed class WhenStatementSyntax : StatementSyntax
{
    internal WhenStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Name => TokenAt(1);

    public BlockSyntax Body => Required<BlockSyntax>(2);

    public SyntaxToken End => TokenAt(3);
}

/// <summary><c>break</c> or <c>break label</c></summary>
public sealed class BreakStatementSyntax : StatementSyntax
{
    internal BreakStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Label => TokenAt(1);

    public SyntaxToken End => TokenAt(2);
}

/// <summary><c>return value</c>; the value is an expression or a <see cref="PhraseSyntax"/>.</summary>
public sealed class ReturnStatementSyntax : StatementSyntax
{
    internal ReturnStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxNode Value => Required<SyntaxNode>(1);

    public SyntaxToken End => TokenAt(2);
}

/// <summary><c>stop "reason"</c></summary>
public sealed class StopStatementSyntax : StatementSyntax
{
    internal StopStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Reason => TokenAt(1);

    public SyntaxToken End => TokenAt(2);
}

/// <summary><c>allow CELL5001 "reason"</c></summary>
public sealed class AllowStatementSyntax : StatementSyntax
{
    internal AllowStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public SyntaxToken Code => TokenAt(1);

    public SyntaxToken Reason => TokenAt(2);

    public SyntaxToken End => TokenAt(3);
}

/// <summary><c>before cycle 1 and every 50 cycles, uncounted { … }</c></summary>
public sealed class InterleaveStatementSyntax : StatementSyntax
{
    internal InterleaveStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxList<InterleaveTriggerSyntax> Triggers => ListAt<InterleaveTriggerSyntax>(0);

    public SyntaxToken Comma => TokenAt(1);

    public SyntaxToken Uncounted => TokenAt(2);

    public BlockSyntax Body => Required<BlockSyntax>(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary><c>expect condition where filter</c></summary>
public sealed class ExpectStatementSyntax : StatementSyntax
{
    internal ExpectStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken Keyword => TokenAt(0);

    public ExpressionSyntax Condition => Required<ExpressionSyntax>(1);

    public SyntaxToken Where => TokenAt(2);

    public ExpressionSyntax? Filter => NodeAt<ExpressionSyntax>(3);

    public SyntaxToken End => TokenAt(4);
}

/// <summary><c>on interruption { up to 10 min: continue; longer: stop }</c></summary>
public sealed class InterruptionStatementSyntax : StatementSyntax
{
    internal InterruptionStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken On => TokenAt(0);

    public SyntaxToken Keyword => TokenAt(1);

    public SyntaxToken Open => TokenAt(2);

    public SyntaxList<InterruptionTierSyntax> Tiers => ListAt<InterruptionTierSyntax>(3);

    public SyntaxToken Close => TokenAt(4);

    public SyntaxToken End => TokenAt(5);
}

/// <summary>Tokens that make no statement, all kept.</summary>
public sealed class BadStatementSyntax : StatementSyntax
{
    internal BadStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public IEnumerable<SyntaxToken> Skipped => TokensAt(0);

    public SyntaxToken End => TokenAt(1);
}

/// <summary>A lone <c>;</c>.</summary>
public sealed class EmptyStatementSyntax : StatementSyntax
{
    internal EmptyStatementSyntax(GreenNode green, SyntaxNode? parent, SyntaxTree tree, int position)
        : base(green, parent, tree, position) { }

    public SyntaxToken End => TokenAt(0);
}
