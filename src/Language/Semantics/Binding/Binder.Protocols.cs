using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Statements that only protocols have.</summary>
internal sealed partial class Binder
{
    private BoundRecord BindRecord(RecordStatementSyntax syntax)
    {
        var intervals = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Intervals.Count);
        foreach (var interval in syntax.Intervals)
        {
            var value = BindExpression(interval, null);
            if (!IsInterval(value.Type))
            {
                Report(Rules.BadRecordAt(value.Location, value.Type.Article));
                value = new BoundError(interval);
            }
            intervals.Add(value);
        }
        return new(syntax, intervals.DrainToImmutable());
    }

    private static bool IsInterval(CellType type) =>
        type switch
        {
            HoleType or ErrorType or AnyType => true,
            QuantityType quantity => quantity.Kinds.Any(kind =>
                kind == Kinds.Time
                || kind == Kinds.Voltage
                || kind == Kinds.Current
                || kind == Kinds.Charge
                || kind == Kinds.Energy
                || kind.Dimension == Kinds.Kelvin.Dimension
                || kind.Dimension == Kinds.SpecificCapacity.Dimension
                || kind.Tag == Tag.StateOfCharge
            ),
            _ => false,
        };

    private BoundWhen BindWhen(WhenStatementSyntax syntax, BoundOperation? before)
    {
        EndSymbol? end = null;
        if (syntax.Name.IsPresent)
        {
            string name = syntax.Name.Text;
            foreach (var candidate in before?.Ends ?? [])
            {
                if (candidate.Symbol?.Name == name)
                    end = candidate.Symbol;
            }
            if (end is not null)
            {
                Refer(syntax.Name.Span, end);
            }
            else if (!_afterFailure)
            {
                var known = (before?.Ends ?? [])
                    .Select(candidate => candidate.Symbol?.Name)
                    .OfType<string>()
                    .ToList();
                Report(
                    Rules.WhenWithoutEndAt(
                        syntax.Name.Location,
                        name,
                        Spelling.Nearest(name, known),
                        known,
                        before is null ? null : ((PhraseSyntax)before.Syntax).Verb.Location
                    )
                );
            }
        }
        return new(syntax, end, before, BindBlock(syntax.Body));
    }

    private BoundBreak BindBreak(BreakStatementSyntax syntax)
    {
        if (_loops == 0)
            Report(Rules.BreakOutsideLoopAt(syntax.Location));
        if (!syntax.Label.IsPresent)
            return new(syntax, null);
        string name = syntax.Label.Text;
        if (OwnLabel(name) is not { } label)
        {
            Report(
                Rules.UnknownNameAt(
                    syntax.Label.Location,
                    name,
                    Spelling.Nearest(name, (_labels ?? []).Select(each => each.Name))
                )
            );
            return new(syntax, null);
        }
        Refer(syntax.Label.Span, label);
        if (_loops > 0 && _openLabels?.Contains(label) != true)
            Report(Rules.BreakOutsideLabelAt(syntax.Label.Location, name, label.Location));
        return new(syntax, label);
    }

    private BoundInterleave BindInterleave(InterleaveStatementSyntax syntax)
    {
        var triggers = ImmutableArray.CreateBuilder<BoundTrigger>(syntax.Triggers.Count);
        LabelSymbol? label = null;
        foreach (var trigger in syntax.Triggers)
        {
            var bound = BindTrigger(trigger, ref label);
            triggers.Add(bound);
        }
        return new(syntax, triggers.DrainToImmutable(), syntax.Uncounted.IsPresent, BindBlock(syntax.Body));
    }

    private BoundTrigger BindTrigger(InterleaveTriggerSyntax syntax, ref LabelSymbol? label)
    {
        if (syntax.Interval is { } interval)
        {
            var every = BindExpression(interval, QuantityType.Count);
            every = Expect(every, QuantityType.Count, new("`every`", null));
            // `every 50 cycles`: the noun is a label in the plural.
            if (every is BoundQuantity { Noun: { } noun } && LabelOfNoun(noun) is { } counted)
                label = counted;
            label ??= _labels is [var only] ? only : null;
            return new(syntax, label, null, every);
        }
        if (syntax.Name.IsPresent)
        {
            string name = syntax.Name.Text;
            if (OwnLabel(name) is { } named)
            {
                label = named;
                Refer(syntax.Name.Span, named);
            }
            else
            {
                Report(
                    Rules.UnknownNameAt(
                        syntax.Name.Location,
                        name,
                        Spelling.Nearest(name, (_labels ?? []).Select(each => each.Name))
                    )
                );
            }
        }
        BoundExpression before = new BoundError(syntax);
        if (syntax.Index.IsPresent && Rational.TryParse(syntax.Index.Chars, out var index))
            before = new BoundQuantity(syntax, QuantityType.Count, new(index), null);
        return new(syntax, label, before, null);
    }

    /// <summary>The label that a noun counts: itself, or it with a plural's ending.</summary>
    private LabelSymbol? LabelOfNoun(ReadOnlySpan<char> noun)
    {
        foreach (var label in _labels ?? [])
        {
            if (noun.StartsWith(label.Name) && noun[label.Name.Length..] is "" or "s" or "es")
                return label;
        }
        return null;
    }

    /// <summary>Where the protocol says what to do after a gap.</summary>
    private Location? _policy;

    private static readonly string[] s_resumptions = ["continue", "rest", "restart", "ask", "stop"];

    private BoundInterruption BindInterruption(InterruptionStatementSyntax syntax)
    {
        if (_policy is { } first)
            Report(Rules.GivenTwiceAt(syntax.Location, "`on interruption`", first));
        _policy ??= syntax.Location;
        var tiers = ImmutableArray.CreateBuilder<BoundTier>(syntax.Tiers.Count);
        foreach (var tier in syntax.Tiers)
        {
            var limit = tier.Limit is { } upTo
                ? Expect(BindExpression(upTo, QuantityType.Time), QuantityType.Time, new("`up to`", null))
                : null;
            tiers.Add(new(tier, limit, BindResumptions(tier)));
        }
        return new(syntax, tiers.DrainToImmutable());
    }

    private ImmutableArray<BoundResumption> BindResumptions(InterruptionTierSyntax tier)
    {
        if (tier.Stop.IsPresent)
            return [new(tier, ResumptionKind.Stop, null)];
        var actions = ImmutableArray.CreateBuilder<BoundResumption>();
        for (var phrase = tier.Action; phrase is not null; phrase = phrase.Then?.Phrase)
        {
            ResumptionKind? kind = phrase.Verb.Chars switch
            {
                "continue" => ResumptionKind.Continue,
                "rest" => ResumptionKind.Rest,
                "restart" => ResumptionKind.Restart,
                "ask" => ResumptionKind.Ask,
                "stop" => ResumptionKind.Stop,
                _ => null,
            };
            BoundExpression? duration = null;
            if (phrase.Clauses is [{ Values: [var time] }])
                duration = BindDuration(time);
            if (kind is { } action)
            {
                actions.Add(new(phrase, action, duration));
            }
            else if (phrase.Verb.IsPresent)
            {
                Report(
                    Rules.UnknownResumptionAt(
                        phrase.Verb.Location,
                        phrase.Verb.Text,
                        Spelling.Nearest(phrase.Verb.Text, s_resumptions),
                        s_resumptions
                    )
                );
            }
        }
        return actions.DrainToImmutable();
    }
}
