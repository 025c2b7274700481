using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What earlier steps and cycles gave.</summary>
internal sealed partial class Binder
{
    // Few protocols have more than three labels.
    private List<LabelSymbol>? _labels;
    private List<LabelSymbol>? _openLabels;
    private bool _inCondition;
    private bool _inIndex;
    private LabelSymbol? _indexLabel;

    /// <summary>Labels are known in their whole protocol: a check-up may name a loop that stands below it.</summary>
    private void CollectLabels(BlockSyntax body)
    {
        var pending = new Stack<SyntaxNode>([body]);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            var label = node switch
            {
                RepeatStatementSyntax repeat => repeat.Label,
                WhileStatementSyntax loop => loop.Label,
                _ => null,
            };
            if (label is { Name: { IsPresent: true } name })
            {
                var symbol = new LabelSymbol(name.Text, name.Location);
                if (OwnLabel(symbol.Name) is not { } first)
                    (_labels ??= []).Add(symbol);
                else if (first.Location != symbol.Location)
                    Report(Rules.DuplicateAt(symbol.Location, symbol.Name, first.Location));
            }
            foreach (var block in BlocksOf(node))
            {
                foreach (var statement in block.Statements)
                    pending.Push(statement);
            }
        }
    }

    private static IEnumerable<BlockSyntax> BlocksOf(SyntaxNode node) =>
        node switch
        {
            BlockSyntax block => [block],
            RepeatStatementSyntax repeat => [repeat.Body],
            WhileStatementSyntax loop => [loop.Body],
            ForStatementSyntax loop => [loop.Body],
            WhenStatementSyntax conditional => [conditional.Body],
            InterleaveStatementSyntax interleave => [interleave.Body],
            IfStatementSyntax choice => choice.Else switch
            {
                null => [choice.Body],
                { Body: { } other } => [choice.Body, other],
                { Statement: { } chained } => [choice.Body, .. BlocksOf(chained)],
                _ => [choice.Body],
            },
            _ => [],
        };

    private LabelSymbol? LabelOf(LoopLabelSyntax? syntax) =>
        syntax is { Name: { IsPresent: true } name } ? OwnLabel(name.Chars) : null;

    private LabelSymbol? OwnLabel(ReadOnlySpan<char> name)
    {
        foreach (var label in _labels ?? [])
        {
            if (name.SequenceEqual(label.Name))
                return label;
        }
        return null;
    }

    private BoundExpression? BindResultName(SyntaxNode syntax, SyntaxToken token)
    {
        var name = token.Chars;
        if (name is "test")
            return new BoundTest(syntax, new ResultType(ResultScope.Test, null, isSeries: false));
        if (name is "n" && _inIndex)
            return new BoundPassNumber(syntax, _indexLabel);
        if (FindLabel(name) is { } label)
            return BindLabel(syntax, token, label);
        if (FindStep(name) is { } step)
        {
            Refer(token.Span, step);
            return new BoundSteps(syntax, new ResultType(ResultScope.Step, step, isSeries: true), step);
        }
        return null;
    }

    /// <summary>A label of this protocol; in an experiment one of the protocols that it runs.</summary>
    private LabelSymbol? FindLabel(ReadOnlySpan<char> name)
    {
        if (OwnLabel(name) is { } own)
            return own;
        foreach (var label in _labelsRun ?? [])
        {
            if (name.SequenceEqual(label.Name))
                return label;
        }
        return null;
    }

    private static IEnumerable<LabelSymbol> LabelsIn(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case BoundRepeat { Label: { } label }:
                    yield return label;
                    break;
                case BoundWhile { Label: { } label }:
                    yield return label;
                    break;
            }
            foreach (var inner in statement.Blocks)
            {
                foreach (var label in LabelsIn(inner))
                    yield return label;
            }
        }
    }

    private OperationSymbol? FindStep(ReadOnlySpan<char> name)
    {
        foreach (var candidate in _names.Candidates(name))
        {
            if (candidate is OperationSymbol { Step: not null } step)
                return step;
        }
        return null;
    }

    private BoundIteration BindLabel(SyntaxNode syntax, SyntaxToken token, LabelSymbol label)
    {
        Refer(token.Span, label);
        bool indexed = syntax.Parent is PostfixExpressionSyntax { Suffixes: [IndexAccessSyntax, ..] };
        if (_place == Place.Protocol && !indexed && _openLabels?.Contains(label) != true)
            Report(Rules.LabelMisuseAt(token.Location, label.Name, label.Location));
        return new(syntax, new ResultType(ResultScope.Iteration, label, isSeries: true), label);
    }

    private BoundExpression BindResultMember(
        SyntaxNode whole,
        BoundExpression target,
        ResultType result,
        SyntaxToken token
    )
    {
        string name = token.Text;
        if (result.Scope == ResultScope.Measurement)
            return new BoundFinding(whole, AnyType.Instance, target, name);
        if (Observables.TryFindFigure(name, out var figure, out var type))
            return new BoundFigure(whole, type, target, figure);
        if (result.Scope is ResultScope.Test or ResultScope.Iteration)
        {
            if (FindLabel(name) is { } label)
            {
                Refer(token.Span, label);
                return new BoundPart(
                    whole,
                    new ResultType(ResultScope.Iteration, label, true),
                    target,
                    label
                );
            }
            if (FindStep(token.Chars) is { } step)
            {
                Refer(token.Span, step);
                return new BoundPart(whole, new ResultType(ResultScope.Step, step, true), target, step);
            }
        }
        var known = Observables.FigureNames.Concat((_labels ?? []).Select(label => label.Name)).ToList();
        return Fail(
            whole,
            Rules.UnknownMemberAt(
                token.Location,
                name,
                target.Type.Article,
                Spelling.Nearest(name, known),
                Observables.FigureNames
            )
        );
    }

    private BoundExpression BindLast(LastExpressionSyntax syntax)
    {
        var token = syntax.Name;
        if (!token.IsPresent)
            return new BoundError(syntax);
        if (FindStep(token.Chars) is { } step)
        {
            Refer(token.Span, step);
            return new BoundLast(syntax, new ResultType(ResultScope.Step, step, false), step);
        }
        if (FindLabel(token.Text) is { } label)
        {
            Refer(token.Span, label);
            return new BoundLast(syntax, new ResultType(ResultScope.Iteration, label, false), label);
        }
        if (
            Array.Find(_names.Candidates(token.Chars), symbol => symbol is MeasurementSymbol) is
            { } measurement
        )
        {
            Refer(token.Span, measurement);
            return new BoundLast(
                syntax,
                new ResultType(ResultScope.Measurement, measurement, false),
                measurement
            );
        }
        return Fail(
            syntax,
            Rules.UnknownNameAt(
                token.Location,
                token.Text,
                Nearest(
                    token.Text,
                    symbol => symbol is OperationSymbol { Step: not null } or MeasurementSymbol
                )
            )
        );
    }

    private BoundExpression? BindEndCondition(ExpressionSyntax? syntax)
    {
        if (syntax is null)
            return null;
        bool outer = _inCondition;
        _inCondition = true;
        string? what = _what;
        _what = "until";
        var condition = BindCondition(syntax);
        _what = what;
        _inCondition = outer;
        return condition;
    }
}
