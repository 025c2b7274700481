using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Statements of routes, protocols and experiments.</summary>
internal sealed partial class Binder
{
    private HashSet<string>? _poisoned;

    private (PropertyBag Properties, BoundBlock Block) BindBody(BlockSyntax body)
    {
        var properties = ImmutableArray.CreateBuilder<BoundProperty>();
        var schemas = SchemasOf(_owner);
        foreach (var statement in body.Statements)
        {
            if (statement is PropertyStatementSyntax property)
                AddProperty(properties, property, schemas, _owner.Word);
        }
        var block = BindStatements(body, isOutermost: true);
        return (new(properties.DrainToImmutable(), []), block);
    }

    private BoundBlock BindBlock(BlockSyntax body)
    {
        int mark = _locals.Enter();
        var block = BindStatements(body, isOutermost: false);
        _locals.Leave(mark);
        return block;
    }

    private BoundBlock BindStatements(BlockSyntax body, bool isOutermost)
    {
        var statements = ImmutableArray.CreateBuilder<BoundStatement>(body.Statements.Count);
        List<(int Index, ExpectStatementSyntax Syntax)>? expectations = null;
        BoundOperation? before = null;
        bool afterFailure = false;
        foreach (var syntax in body.Statements)
        {
            // What is expected may speak of runs that stand below it.
            if (syntax is ExpectStatementSyntax expectation && isOutermost)
            {
                (expectations ??= []).Add((statements.Count, expectation));
                continue;
            }
            _afterFailure = afterFailure;
            if (BindStatement(syntax, isOutermost, before) is not { } statement)
            {
                afterFailure = syntax is BadStatementSyntax;
                continue;
            }
            afterFailure = statement is BoundFailure || (afterFailure && statement is BoundWhen);
            statements.Add(statement);
            before = statement switch
            {
                BoundPerform perform => Last(perform.Operation),
                BoundWhen => before,
                _ => null,
            };
        }
        for (int i = 0; i < expectations?.Count; i++)
            statements.Insert(expectations[i].Index + i, BindExpect(expectations[i].Syntax));
        return new(statements.DrainToImmutable());
    }

    /// <summary>Whether the step before could not be understood, so that nothing is known of its ends.</summary>
    private bool _afterFailure;

    private static BoundOperation Last(BoundOperation operation)
    {
        while (operation.Then is { } next)
            operation = next;
        return operation;
    }

    private BoundStatement? BindStatement(StatementSyntax syntax, bool isOutermost, BoundOperation? before)
    {
        switch (syntax)
        {
            case PropertyStatementSyntax when isOutermost:
            case AllowStatementSyntax or EmptyStatementSyntax:
                return null;
            case BadStatementSyntax bad:
                Poison(bad);
                return null;
            case BindingStatementSyntax binding:
                return BindBinding(binding);
            case PhraseStatementSyntax phrase:
                return BindPhrase(phrase.Phrase, program: null) switch
                {
                    BoundOperation operation => new BoundPerform(phrase, operation),
                    var failed => new BoundFailure(phrase, failed),
                };
            case RepeatStatementSyntax repeat:
                return BindRepeat(repeat);
            case WhileStatementSyntax loop:
                return BindWhile(loop);
            case ForStatementSyntax loop:
                return BindFor(loop);
            case IfStatementSyntax choice:
                return BindIf(choice);
            case RecordStatementSyntax record:
                return BindRecord(record);
            case WhenStatementSyntax conditional:
                return BindWhen(conditional, before);
            case BreakStatementSyntax leave:
                return BindBreak(leave);
            case ReturnStatementSyntax returned when _place != Place.Route:
                Report(
                    Rules.MisplacedAt(
                        returned.Keyword.Location,
                        "`return`",
                        $"in {Indefinite(_owner.Word)}",
                        "only a route returns something; a protocol ends with `stop`"
                    )
                );
                return returned.Value switch
                {
                    PhraseSyntax stray => new BoundFailure(returned, BindStrayPhrase(stray)),
                    ExpressionSyntax stray => new BoundFailure(returned, BindQuietly(stray)),
                    _ => null,
                };
            case ReturnStatementSyntax returned:
                return BindReturn(returned);
            case StopStatementSyntax stop:
                return new BoundStop(stop, stop.Reason.IsPresent ? Unquote(stop.Reason.Chars) : null);
            case InterleaveStatementSyntax interleave:
                return BindInterleave(interleave);
            case ExpectStatementSyntax expect:
                return BindExpect(expect);
            case InterruptionStatementSyntax interruption:
                return BindInterruption(interruption);
            default:
                Report(Rules.MisplacedAt(FirstWord(syntax), What(syntax), $"in {Indefinite(_owner.Word)}"));
                return null;
        }
    }

    private static Location FirstWord(StatementSyntax syntax) =>
        Keyword(syntax) is { IsPresent: true } word ? word.Location : syntax.Location;

    private static SyntaxToken Keyword(StatementSyntax syntax) =>
        syntax switch
        {
            DeclarationSyntax declaration => declaration.Word,
            ImportStatementSyntax import => import.Keyword,
            PropertyStatementSyntax property => property.Name,
            BindingStatementSyntax binding => binding.Names.FirstOrDefault(),
            RepeatStatementSyntax repeat => repeat.Keyword,
            WhileStatementSyntax loop => loop.Keyword,
            ForStatementSyntax loop => loop.Keyword,
            IfStatementSyntax choice => choice.Keyword,
            WhenStatementSyntax conditional => conditional.Keyword,
            RecordStatementSyntax record => record.Keyword,
            ReturnStatementSyntax returned => returned.Keyword,
            StopStatementSyntax stop => stop.Keyword,
            BreakStatementSyntax leave => leave.Keyword,
            ExpectStatementSyntax expect => expect.Keyword,
            _ => default,
        };

    private static string What(StatementSyntax syntax) =>
        syntax switch
        {
            DeclarationSyntax declaration => $"a declaration of {Indefinite(declaration.Word.Text)}",
            ImportStatementSyntax => "an import",
            PropertyStatementSyntax => "a property",
            BindingStatementSyntax => "`=`",
            _ when Keyword(syntax) is { IsPresent: true } word => $"`{word.Text}`",
            _ => "this",
        };

    // A statement that could not be read may have bound a name; that name is not reported as unknown.
    private void Poison(BadStatementSyntax bad)
    {
        foreach (var token in bad.Skipped)
        {
            if (token.Kind is SyntaxKind.Name or SyntaxKind.DeclarationWord)
                (_poisoned ??= []).Add(token.Text);
            else if (token.Kind != SyntaxKind.Comma)
                break;
        }
    }

    private BoundStatement? BindBinding(BindingStatementSyntax syntax)
    {
        var names = syntax.Names.Where(IsName).ToList();
        if (names is [{ } only] && only.Chars is "SOC" && _place == Place.Protocol)
        {
            var state = BindValue(syntax.Value, QuantityType.Of(Units.Kinds.StateOfCharge));
            return new BoundAnchor(
                syntax,
                Expect(state, QuantityType.Of(Units.Kinds.StateOfCharge), new("`SOC`", null))
            );
        }
        if (syntax.HereKeyword is { Kind: SyntaxKind.HereKeyword } here)
            Report(Rules.NothingCountsFromHereAt(here.Location));
        var value = syntax.Value is PhraseSyntax phrase
            ? BindPhrase(phrase, program: null)
            : BindValue(syntax.Value, null);
        var types = TypesFor(syntax, value, names.Count);
        var locals = ImmutableArray.CreateBuilder<LocalSymbol>(names.Count);
        for (int i = 0; i < names.Count; i++)
            locals.Add(DeclareLocal(names[i], types[i], isLoopVariable: false));
        return new BoundBinding(syntax, locals.DrainToImmutable(), value);
    }

    /// <summary>One type for each name on the left.</summary>
    private CellType[] TypesFor(BindingStatementSyntax syntax, BoundExpression value, int names)
    {
        var types = new CellType[names];
        if (names == 1)
        {
            types[0] = value.Type is NothingType ? ErrorType.Instance : value.Type;
            if (value.Type is NothingType && value is BoundOperation operation)
            {
                Report(
                    Rules.MisplacedVerbAt(
                        value.Location,
                        operation.Operation.Name,
                        "an operation that yields nothing",
                        "behind `=`"
                    )
                );
            }
            return types;
        }
        var several = value switch
        {
            BoundOperation { Operation.Header.Makes: { Length: > 1 } makes } => makes,
            BoundCall { Callee.Header.Makes: { Length: > 1 } makes } => makes,
            BoundTuple { Type: TupleType tuple } => tuple.Elements,
            BoundOperation { Operation.Effect: "split" } split => [.. Enumerable.Repeat(split.Type, names)],
            _ => [],
        };
        if (several.Length != names && value.Type is not ErrorType)
            Report(Rules.GroupShapeAt(syntax.Location, names, Math.Max(1, several.Length)));
        for (int i = 0; i < names; i++)
            types[i] = several.Length == names ? several[i] : ErrorType.Instance;
        return types;
    }

    private LocalSymbol DeclareLocal(SyntaxToken name, CellType type, bool isLoopVariable)
    {
        var local = new LocalSymbol(name.Text, name.Location, type, isLoopVariable);
        if (_locals.Peek(name.Chars) is { } first and not DeclarationSymbol)
            Report(Rules.DuplicateAt(local.Location, local.Name, first.Location));
        _locals.Declare(local);
        Refer(name.Span, local);
        return local;
    }

    private BoundRepeat BindRepeat(RepeatStatementSyntax syntax)
    {
        BoundExpression? count = null;
        if (syntax.Count is { } countSyntax)
        {
            _what = "times";
            count = BindExpression(countSyntax, QuantityType.Count);
            count = Expect(count, QuantityType.Count, new("`repeat`", null));
            _what = null;
        }
        var label = LabelOf(syntax.Label);
        var bound = syntax.Bound is { } limit ? BindStepBound(limit) : null;
        var body = BindLoopBody(syntax.Body, label);
        // What the condition speaks of is known once the body has run.
        EnterLabel(label);
        var until = BindEndCondition(syntax.Condition);
        LeaveLabel(label);
        return new(syntax, label, count, until, bound, body, BindBudget(syntax.Budget));
    }

    private BoundWhile BindWhile(WhileStatementSyntax syntax)
    {
        var label = LabelOf(syntax.Label);
        EnterLabel(label);
        var condition = BindEndCondition(syntax.Condition) ?? new BoundError(syntax);
        LeaveLabel(label);
        var body = BindLoopBody(syntax.Body, label);
        return new(syntax, condition, label, body, BindBudget(syntax.Budget));
    }

    private void EnterLabel(LabelSymbol? label)
    {
        if (label is not null)
            (_openLabels ??= []).Add(label);
    }

    private void LeaveLabel(LabelSymbol? label)
    {
        if (label is not null)
            _openLabels?.Remove(label);
    }

    private BoundBlock BindLoopBody(BlockSyntax body, LabelSymbol? label)
    {
        _loops++;
        EnterLabel(label);
        var block = BindBlock(body);
        LeaveLabel(label);
        _loops--;
        return block;
    }

    private int _loops;

    private static bool IsName(SyntaxToken token) => token.IsPresent && token.Kind != SyntaxKind.Comma;

    private BoundExpression? BindBudget(BudgetSyntax? syntax) =>
        syntax is null
            ? null
            : Expect(
                BindExpression(syntax.Limit, QuantityType.Time),
                QuantityType.Time,
                new("a budget", null)
            );

    private BoundFor BindFor(ForStatementSyntax syntax)
    {
        var source = BindExpression(syntax.Source, null);
        var element = ElementOf(source.Type);
        if (
            source is not (BoundList or BoundRange or BoundIntrinsic or BoundError)
            && source.Type is not (ListType or HoleType)
        )
            Report(
                Rules.MisplacedAt(
                    syntax.Source.Location,
                    source.Type.Article,
                    "behind `in`",
                    "a loop needs a list: `[1, 2, 3]`"
                )
            );
        var names = syntax.Names.Where(IsName).ToList();
        int mark = _locals.Enter();
        var locals = ImmutableArray.CreateBuilder<LocalSymbol>(names.Count);
        var tuple = element as TupleType;
        if (names.Count > 1 && element is not ErrorType && tuple?.Elements.Length != names.Count)
            Report(Rules.GroupShapeAt(syntax.Source.Location, names.Count, tuple?.Elements.Length ?? 1));
        for (int i = 0; i < names.Count; i++)
        {
            var type =
                names.Count == 1 ? element
                : tuple is not null && i < tuple.Elements.Length ? tuple.Elements[i]
                : ErrorType.Instance;
            locals.Add(DeclareLocal(names[i], Plain(type), isLoopVariable: true));
        }
        (_sweep ??= []).AddRange(locals);
        _loops++;
        var body = BindStatements(syntax.Body, isOutermost: false);
        _loops--;
        _locals.Leave(mark);
        return new(syntax, locals.DrainToImmutable(), source, body, BindBudget(syntax.Budget));
    }

    private List<LocalSymbol>? _sweep;

    // A loop over zeros counts things, as `for dwell in [0, 1 h]` has a unit in some item and is a time already.
    private static CellType Plain(CellType type) => type is ZeroType ? QuantityType.Ratio : type;

    private BoundIf BindIf(IfStatementSyntax syntax)
    {
        var condition = BindCondition(syntax.Condition);
        var then = BindBlock(syntax.Body);
        BoundBlock? otherwise = null;
        if (syntax.Else is { Body: { } body })
            otherwise = BindBlock(body);
        else if (syntax.Else is { Statement: { } chained })
            otherwise = BindStatement(chained, isOutermost: false, before: null) is { } next
                ? new([next])
                : BoundBlock.Empty;
        return new(syntax, condition, then, otherwise);
    }

    private BoundReturn BindReturn(ReturnStatementSyntax syntax)
    {
        CellType? makes = _owner.Header.Makes is [var first, ..] ? first : null;
        var value = syntax.Value is PhraseSyntax phrase
            ? BindPhrase(phrase, program: null)
            : BindValue(syntax.Value, makes);
        if (_owner is RouteSymbol && makes is not null)
            value = Expect(value, makes, new($"`{_owner.Name}`", _owner.Syntax.Target?.Location));
        return new(syntax, value);
    }

    private BoundExpect BindExpect(ExpectStatementSyntax syntax)
    {
        // Sweep variables speak of the runs that they made.
        int mark = _locals.Enter();
        foreach (var local in _sweep ?? [])
        {
            if (_locals.Peek(local.Name) is null)
                _locals.Declare(local);
        }
        var condition = BindCondition(syntax.Condition);
        var filter = syntax.Filter is { } where ? BindCondition(where) : null;
        _locals.Leave(mark);
        return new(syntax, condition, filter);
    }
}
