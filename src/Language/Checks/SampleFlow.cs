using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>
/// A sample is used once: one walk forward with the samples that are gone. Where ways join, what is gone on one of them
/// may be gone.
/// </summary>
internal sealed class SampleFlow
{
    private sealed record Taken(string By, Location At, bool Perhaps);

    /// <param name="loops">How many loops are around the place where it is made.</param>
    private sealed class Sample(int loops)
    {
        public int Loops { get; } = loops;

        public bool IsUsed { get; set; }

        public bool IsReported { get; set; }
    }

    private readonly Action<Diagnostic> _report;
    private readonly Dictionary<Symbol, Sample> _samples = [];

    // The children of all values that are being looked at, as a stack.
    private readonly List<BoundExpression> _children = [];
    private Dictionary<Symbol, Taken> _gone = [];
    private int _loops;
    private bool _returnsError;

    private SampleFlow(Action<Diagnostic> report) => _report = report;

    public static void Check(DeclarationSymbol declaration, Action<Diagnostic> report)
    {
        var body = declaration.Body;
        if (body.Block.Statements.IsEmpty && body.Properties.Items.IsEmpty)
            return;
        var flow = new SampleFlow(report);
        foreach (var parameter in declaration.Parameters)
        {
            if (parameter.Mode != SampleMode.None)
                flow._samples[parameter] = new(0);
        }
        flow.Walk(body.Properties, declaration.Name);
        flow.Walk(body.Block);
        flow.ReportNeverUsed(
            lacksReturn: flow._returnsError
                || (declaration is RouteSymbol route && RouteYield.LacksReturn(route))
        );
    }

    /// <param name="lacksReturn">The last sample is most likely what the route should have returned, which is reported.</param>
    private void ReportNeverUsed(bool lacksReturn)
    {
        Symbol[] unused =
        [
            .. _samples
                .Where(pair => pair.Key is LocalSymbol { Type: SampleType } && !pair.Value.IsUsed)
                .Select(pair => pair.Key),
        ];
        foreach (var symbol in lacksReturn ? unused.SkipLast(1) : unused)
            _report(Rules.SampleNeverUsedAt(symbol.Location, symbol.Name));
    }

    private void Walk(PropertyBag bag, string by)
    {
        foreach (var property in bag.Items)
        {
            foreach (var value in property.Values)
                Use(value, SampleMode.Draws, by);
            if (property.Block is { } block)
                Walk(block, by);
        }
        foreach (var step in bag.Steps)
            Use(step, SampleMode.Draws, by);
    }

    private void Walk(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            Walk(statement);
            // What stands behind is never reached, which is reported elsewhere.
            if (statement is BoundReturn)
                break;
        }
    }

    private void Walk(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundBinding binding:
                Use(binding.Value, SampleMode.Takes, binding.Locals.FirstOrDefault()?.Name ?? "=");
                foreach (var local in binding.Locals)
                {
                    if (local.Type is not QuantityType)
                        _samples[local] = new(_loops);
                }
                break;
            case BoundPerform { Operation: var operation }:
                Use(operation, SampleMode.Takes, operation.Operation.Name);
                if (operation is { Type: SampleType or MixtureType, Operation.Effect: not null })
                    ReportDropped(operation);
                break;
            case BoundReturn returned:
                _returnsError |= returned.Value.Bare is BoundError { Attempt: null };
                Use(returned.Value, SampleMode.Takes, "return");
                break;
            case BoundIf choice:
                Use(choice.Condition, SampleMode.Inspects, "if");
                Branch(choice.Then, choice.Else ?? BoundBlock.Empty);
                break;
            case BoundWhen conditional:
                Branch(conditional.Body, BoundBlock.Empty);
                break;
            default:
                foreach (var value in BoundWalker.ExpressionsOf(statement))
                    Use(value, SampleMode.Inspects, "");
                _loops++;
                foreach (var body in statement.Blocks)
                    Walk(body);
                _loops--;
                break;
        }
    }

    private void ReportDropped(BoundOperation operation)
    {
        if (operation.Syntax is PhraseSyntax { Verb: var verb })
            _report(Rules.YieldDroppedAt(verb.Location, verb.Text, operation.Type.Article));
    }

    private void Branch(BoundBlock then, BoundBlock otherwise)
    {
        var before = _gone;
        _gone = new(before);
        Walk(then);
        var first = Leaves(then) ? before : _gone;
        _gone = new(before);
        Walk(otherwise);
        var second = Leaves(otherwise) ? first : _gone;
        if (Leaves(then))
            first = second;
        var joined = new Dictionary<Symbol, Taken>(first);
        foreach (var (symbol, taken) in first)
        {
            if (!second.ContainsKey(symbol))
                joined[symbol] = taken with { Perhaps = true };
        }
        foreach (var (symbol, taken) in second)
        {
            if (!first.ContainsKey(symbol))
                joined[symbol] = taken with { Perhaps = true };
        }
        _gone = joined;
    }

    private static bool Leaves(BoundBlock block) =>
        block.Statements.Any(statement => statement is BoundReturn or BoundStop or BoundBreak);

    private void Use(BoundExpression value, SampleMode mode, string by)
    {
        switch (value)
        {
            case BoundQuantity or BoundHole or BoundEntity or BoundText or BoundObservable:
                break;
            case BoundLocal { Symbol: { Type: SampleType or MixtureType } local }:
                Use(local, mode, by, value.Location);
                break;
            case BoundParameter { Symbol: { Type: SampleType or MixtureType or UnionType } parameter }:
                Use(parameter, mode, by, value.Location);
                break;
            case BoundOperation operation:
                Use(operation.Arguments, operation.Operation.Name);
                foreach (var segment in operation.Program)
                    Use(segment, SampleMode.Inspects, operation.Operation.Name);
                if (operation.Then is { } next)
                    Use(next, mode, next.Operation.Name);
                break;
            case BoundCall call:
                Use(call.Arguments, call.Callee.Name);
                break;
            case BoundOf { Role: OfRole.Selection } of:
                // An amount of a sample leaves the rest of it.
                Use(of.Right, mode == SampleMode.Takes ? SampleMode.Draws : mode, by);
                break;
            case BoundError:
                // What does not fit is not taken, and what is left out because of it is not missed.
                UseChildren(value, SampleMode.Inspects, by);
                break;
            case BoundAssumed or BoundList or BoundMixture or BoundPortion or BoundTuple or BoundQualified:
                UseChildren(value, mode, by);
                break;
            default:
                UseChildren(value, SampleMode.Inspects, by);
                break;
        }
    }

    private void UseChildren(BoundExpression value, SampleMode mode, string by)
    {
        int start = _children.Count;
        BoundWalker.AddChildren(value, _children);
        int end = _children.Count;
        for (int i = start; i < end; i++)
            Use(_children[i], mode, by);
        _children.RemoveRange(start, end - start);
    }

    private void Use(ImmutableArray<BoundArgument> arguments, string by)
    {
        foreach (var argument in arguments)
        {
            if (argument is { Origin: ArgumentOrigin.Given, Value: { } value })
                Use(value, argument.Parameter.Mode, by);
        }
    }

    private void Use(Symbol symbol, SampleMode mode, string by, Location at)
    {
        if (!_samples.TryGetValue(symbol, out var sample))
            return;
        sample.IsUsed = true;
        if (_gone.TryGetValue(symbol, out var taken))
        {
            // The first use after is the mistake; the others follow from it.
            if (!sample.IsReported)
            {
                _report(
                    taken.Perhaps
                        ? Rules.MaybeConsumedAt(at, symbol.Name, taken.By, taken.At)
                        : Rules.UsedAfterConsumedAt(at, symbol.Name, taken.By, taken.At)
                );
            }
            sample.IsReported = true;
            return;
        }
        if (mode != SampleMode.Takes)
            return;
        if (sample.Loops < _loops && !sample.IsReported)
        {
            sample.IsReported = true;
            _report(Rules.ConsumedInLoopAt(at, symbol.Name, by, symbol.Location));
        }
        _gone[symbol] = new(by, at, Perhaps: false);
    }
}
