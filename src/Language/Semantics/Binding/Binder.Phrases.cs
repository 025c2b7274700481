using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Verb phrases: which operation a verb means here, and which parameter takes which part.</summary>
internal sealed partial class Binder
{
    private const string Assembly = "assembly";
    private const string ProtocolBody = "protocol_body";

    /// <summary>A phrase as a value: an operation where one has this name, else words kept as they are.</summary>
    private BoundExpression BindPhraseValue(PhraseSyntax syntax, CellType? expected)
    {
        bool kept = Find<PhraseType>(expected) is not null || expected is AnyType;
        if (kept && !HasOperation(syntax.Verb.Chars))
            return BindKeptPhrase(syntax);
        return BindPhrase(syntax, program: null);
    }

    private BoundPhrase BindKeptPhrase(PhraseSyntax syntax) =>
        new(
            syntax,
            syntax.Verb.Text,
            [.. syntax.Operands.Select(operand => BindExpression(operand, AnyType.Instance))],
            BindClauses(syntax.Clauses)
        );

    private ImmutableArray<BoundClause> BindClauses(SyntaxList<PrepositionClauseSyntax> clauses) =>
        [
            .. clauses.Select(clause => new BoundClause(
                clause,
                clause.Preposition.Text,
                [.. clause.Values.Select(value => BindExpression(value, null))]
            )),
        ];

    private bool HasOperation(ReadOnlySpan<char> verb)
    {
        foreach (var candidate in _names.Candidates(verb))
        {
            if (candidate is OperationSymbol)
                return true;
        }
        return false;
    }

    /// <param name="program">The program whose segment the phrase is, or null outside one.</param>
    private BoundExpression BindPhrase(PhraseSyntax syntax, string? program)
    {
        var verb = syntax.Verb;
        if (!verb.IsPresent)
            return new BoundError(syntax);
        if (FindOperation(verb, program) is not { } operation)
            return BindStrayPhrase(syntax);
        Refer(verb.Span, operation);
        var given = new BoundExpression?[operation.Parameters.Length];
        bool fine = BindOperands(syntax, operation, given);
        foreach (var clause in syntax.Clauses)
            fine &= BindClause(clause, operation, given);
        // What could not be placed is most likely what would be missing.
        var arguments = fine
            ? Fill(operation, given, syntax, verb.Location)
            : FillQuietly(operation, given, syntax);
        var ends = BindEnds(syntax.Until);
        var bound = syntax.Bound is { } limit ? BindStepBound(limit) : null;
        var gap = syntax.Gap is { } gapSyntax ? BindGap(gapSyntax) : null;
        var (segments, properties) = BindPhraseBody(syntax.Body, operation);
        var then = syntax.Then is { } next ? BindPhrase(next.Phrase, program) as BoundOperation : null;
        return new BoundOperation(
            syntax,
            YieldOf(operation, arguments),
            operation,
            arguments,
            ends,
            bound,
            gap,
            then,
            segments,
            properties
        )
        {
            HasStray = !fine || HasTooMany(syntax, operation),
        };
    }

    private static bool HasTooMany(PhraseSyntax syntax, OperationSymbol operation) =>
        syntax.Operands.Count > 0 && NextOperand(operation, 0) < 0;

    /// <summary>What stands in a phrase whose verb is not known: its names are used, its samples are not missed.</summary>
    private BoundError BindStrayPhrase(PhraseSyntax syntax)
    {
        var parts = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var operand in syntax.Operands)
            parts.Add(BindQuietly(operand));
        foreach (var clause in syntax.Clauses)
        {
            foreach (var value in clause.Values)
                parts.Add(BindQuietly(value));
        }
        if (syntax.Body is { } body)
            MarkUsed(body);
        BindEnds(syntax.Until);
        return new(syntax, new BoundList(syntax, new ListType(AnyType.Instance), parts.DrainToImmutable()));
    }

    // The names in it count as used; what is wrong with it depends on a verb that is not known.
    private BoundExpression BindQuietly(ExpressionSyntax syntax)
    {
        int reported = _diagnostics?.Count ?? 0;
        var value = BindExpression(syntax, null);
        _diagnostics?.RemoveRange(reported, _diagnostics.Count - reported);
        return value;
    }

    private void MarkUsed(SyntaxNode node)
    {
        if (node is NameExpressionSyntax name)
            _locals.Find(name.Name.Chars);
        foreach (var child in node.Children())
        {
            if (child.Node is { } inner)
                MarkUsed(inner);
        }
    }

    private OperationSymbol? FindOperation(SyntaxToken verb, string? program)
    {
        OperationSymbol? elsewhere = null;
        foreach (var candidate in _names.Candidates(verb.Chars))
        {
            if (candidate is not OperationSymbol operation)
                continue;
            if (Belongs(operation, program))
                return operation;
            elsewhere ??= operation;
        }
        string name = verb.Text;
        if (elsewhere is not null)
        {
            Report(Rules.MisplacedVerbAt(verb.Location, name, WhatIs(elsewhere), PlaceText(program)));
            return null;
        }
        if (_names.IsPoisoned(name))
            return null;
        if (_names.Hidden(name) is { } hidden)
        {
            Report(Rules.NotPublicAt(verb.Location, hidden.Description, hidden.Location));
            return null;
        }
        Report(
            Rules.UnknownVerbAt(
                verb.Location,
                name,
                CalledAlso(name, program)
                    ?? Nearest(name, candidate => candidate is OperationSymbol near && Belongs(near, program))
            )
        );
        return null;
    }

    /// <summary>The verb that others call by this name (<c>also: eis</c>), or null.</summary>
    private string? CalledAlso(string name, string? program) =>
        _names
            .Visible()
            .Order(StringComparer.Ordinal)
            .SelectMany(word => _names.Candidates(word))
            .OfType<OperationSymbol>()
            .FirstOrDefault(operation =>
                Belongs(operation, program) && operation.Also.Contains(name, StringComparer.OrdinalIgnoreCase)
            )
            ?.Name;

    /// <summary>The first verb of a program that takes a preposition, or null.</summary>
    private string? SegmentWith(string preposition, string? program) =>
        program is null
            ? null
            : _names
                .Visible()
                .Order(StringComparer.Ordinal)
                .SelectMany(name => _names.Candidates(name))
                .OfType<OperationSymbol>()
                .Where(operation => operation.Inside == program)
                .OrderByDescending(operation => operation.Segment is "ramp" or "hold")
                .FirstOrDefault(operation =>
                    operation.Parameters.Any(parameter => parameter.Preposition == preposition)
                )
                ?.Name;

    private bool Belongs(OperationSymbol operation, string? program)
    {
        string? inside = operation.Inside;
        if (program is not null)
            return inside == program;
        if (_place == Place.Protocol)
        {
            return operation.Step is not null
                || inside == ProtocolBody
                || (inside is null && operation.Effect is "run" or "measure" or "check" or "record");
        }
        return operation.Step is null && inside is null;
    }

    private static string WhatIs(OperationSymbol operation) =>
        operation.Step is not null ? "a step of a protocol"
        : operation.Inside is { } inside ? $"a part of {Indefinite(inside)}"
        : "an operation on samples";

    private string PlaceText(string? program) =>
        program is not null
            ? $"in {Indefinite(program)}"
            : _place switch
            {
                Place.Protocol => "in a protocol",
                Place.Route => "in a route",
                Place.Experiment => "in an experiment",
                _ => "here",
            };

    private static string Indefinite(string word) =>
        (word.Length > 0 && "aeiou".Contains(word[0]) ? "an " : "a ") + word.Replace('_', ' ');

    private static CellType YieldOf(OperationSymbol operation, ImmutableArray<BoundArgument> arguments)
    {
        if (operation.Makes is not SameType)
            return operation.Makes;
        foreach (var argument in arguments)
        {
            if (argument.Value?.Type is SampleType sample)
                return operation.Effect == "dry" ? Dried(sample) : sample;
        }
        return SampleType.Any;
    }

    /// <summary>A liquid that dries turns into what its form says (<c>dries_to: Powder</c>); anything else keeps its form.</summary>
    private static SampleType Dried(SampleType sample)
    {
        int depth = 0;
        for (
            DeclarationSymbol? form = sample.Form;
            form is not null && depth < 64;
            form = form.Class, depth++
        )
        {
            if (form.Properties.ValueOf("dries_to")?.Bare is BoundEntity { Symbol: FormSymbol solid })
                return new(solid, sample.Material);
        }
        return sample;
    }

    private ImmutableArray<BoundEnd> BindEnds(UntilClauseSyntax? syntax)
    {
        if (syntax is null)
            return [];
        if (syntax.Ends is not { } block)
        {
            return BindEndCondition(syntax.Condition) is { } condition
                ? [new BoundEnd(syntax, null, condition)]
                : [];
        }
        var ends = ImmutableArray.CreateBuilder<BoundEnd>();
        foreach (var end in block.Ends)
        {
            var symbol = new EndSymbol(end.Name.Text, end.Name.Location);
            if (ends.FirstOrDefault(other => other.Symbol?.Name == symbol.Name) is { Symbol: { } first })
                Report(Rules.DuplicateAt(symbol.Location, symbol.Name, first.Location));
            if (BindEndCondition(end.Condition) is { } condition)
                ends.Add(new(end, symbol, condition));
        }
        return ends.DrainToImmutable();
    }

    private BoundLimit BindStepBound(BoundSyntax syntax)
    {
        string? outer = _what;
        _what = "at most";
        var limit = BindLimit(syntax, null);
        _what = outer;
        return limit;
    }

    private BoundGap BindGap(GapClauseSyntax syntax)
    {
        var time = BindDuration(syntax.Time);
        Symbol? after = null;
        if (syntax.Event is NameExpressionSyntax { Name: { IsPresent: true } token })
        {
            after =
                _locals.Find(token.Chars)
                ?? Array.Find(_names.Candidates(token.Chars), candidate => candidate is OperationSymbol);
            if (after is null)
                ReportUnknown(syntax.Event, token, SampleType.Any);
            else
                Refer(token.Span, after);
        }
        return new(syntax, time, after);
    }

    private (ImmutableArray<BoundOperation> Segments, PropertyBag? Properties) BindPhraseBody(
        BlockSyntax? body,
        OperationSymbol operation
    )
    {
        if (body is null)
            return ([], null);
        if (operation.Program is not { } program)
            return ([], BindBag(body, List(_names.SchemaOf(operation.Name)), operation.Name));
        var segments = ImmutableArray.CreateBuilder<BoundOperation>();
        var properties = ImmutableArray.CreateBuilder<BoundProperty>();
        foreach (var statement in body.Statements)
        {
            switch (statement)
            {
                case PhraseStatementSyntax phrase:
                    if (BindPhrase(phrase.Phrase, program) is BoundOperation segment)
                        segments.Add(segment);
                    break;
                case PropertyStatementSyntax property:
                    AddProperty(properties, property, List(_names.SchemaOf(operation.Name)), operation.Name);
                    break;
                case AllowStatementSyntax or BadStatementSyntax or EmptyStatementSyntax:
                    break;
                default:
                    Report(
                        Rules.MisplacedAt(FirstWord(statement), What(statement), $"in {Indefinite(program)}")
                    );
                    break;
            }
        }
        return (segments.DrainToImmutable(), new(properties.DrainToImmutable(), []));
    }
}
