using CellDsl.Language.Chemistry;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What a bare word means.</summary>
internal sealed partial class Binder
{
    private BoundExpression BindName(NameExpressionSyntax syntax, CellType? expected)
    {
        var token = syntax.Name;
        if (!token.IsPresent)
            return new BoundError(syntax);
        return BindExpectedWord(syntax, token, expected)
            ?? BindKnownName(syntax, token, expected)
            ?? ReportUnknown(syntax, token, expected);
    }

    /// <summary>Words that mean something only because of what is asked for.</summary>
    private BoundExpression? BindExpectedWord(SyntaxNode syntax, SyntaxToken token, CellType? expected)
    {
        var name = token.Chars;
        switch (expected)
        {
            case null or QuantityType or SampleType:
                return null;
            case WordType:
                return new BoundWord(syntax, token.Text);
        }
        if (Find<BooleanType>(expected) is not null && Truth(name) is { } truth)
            return new BoundTruth(syntax, truth);
        if (Find<TermType>(expected) is { } term && FindTerm(name, term.Category) is { } found)
        {
            Refer(token.Span, found);
            return Entity(syntax, found);
        }
        if (
            Find<ObservableType>(expected) is not null
            && Observables.TryFind(name, out var observable, out _)
        )
            return new BoundObservable(syntax, ObservableType.Instance, observable);
        if (Find<EntityType>(expected) is { Word: DeclarationWords.Form } && FindForm(name) is { } form)
        {
            Refer(token.Span, form);
            return Entity(syntax, form);
        }
        return Find<WordType>(expected) is not null && _locals.Peek(name) is null && !IsDeclared(name)
            ? new BoundWord(syntax, token.Text)
            : null;
    }

    private static bool? Truth(ReadOnlySpan<char> name) =>
        name switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => null,
        };

    private bool IsDeclared(ReadOnlySpan<char> name)
    {
        foreach (var candidate in _names.Candidates(name))
        {
            if (IsValue(candidate))
                return true;
        }
        return false;
    }

    private TermSymbol? FindTerm(ReadOnlySpan<char> name, string? category)
    {
        foreach (var candidate in _names.Candidates(name))
        {
            if (candidate is TermSymbol term && (category is null || term.Category == category))
                return term;
        }
        return null;
    }

    private BoundExpression? BindKnownName(SyntaxNode syntax, SyntaxToken token, CellType? expected)
    {
        var name = token.Chars;
        if (_locals.Find(name) is { } local)
        {
            Refer(token.Span, local);
            return BindLocal(syntax, token, local);
        }
        bool measures = _place == Place.Protocol || _inCondition;
        if (measures && BindMeasured(syntax, name) is { } measured)
            return measured;
        if (_place is Place.Protocol or Place.Experiment && BindResultName(syntax, token) is { } result)
            return result;
        if (IsRateAtom(name, expected))
            return RateAtom(syntax, token);
        if (FindValue(name, expected) is { } declared)
        {
            Refer(token.Span, declared);
            return Entity(syntax, declared);
        }
        return (BoundExpression?)BindMeasured(syntax, name) ?? BindFallback(syntax, token);
    }

    private BoundEntity? BindFallback(SyntaxNode syntax, SyntaxToken token)
    {
        // Where no term is asked for, a verb without the rest of its phrase is the likelier mistake.
        if (FindTerm(token.Chars, null) is not { } term || IsVerbHere(token.Chars))
            return null;
        Refer(token.Span, term);
        return Entity(syntax, term);
    }

    /// <summary>Whether a phrase of a route may begin so.</summary>
    private bool IsVerbHere(ReadOnlySpan<char> name)
    {
        if (_place != Place.Route)
            return false;
        foreach (var candidate in _names.Candidates(name))
        {
            if (candidate is OperationSymbol operation && Belongs(operation, program: null))
                return true;
        }
        return false;
    }

    private static BoundObservable? BindMeasured(SyntaxNode syntax, ReadOnlySpan<char> name) =>
        Observables.TryFind(name, out var observable, out var type) ? new(syntax, type, observable) : null;

    private BoundExpression BindLocal(SyntaxNode syntax, SyntaxToken token, Symbol local)
    {
        switch (local)
        {
            case ParameterSymbol parameter:
                return new BoundParameter(syntax, parameter);
            case LocalSymbol value:
                return new BoundLocal(syntax, value);
            case LabelSymbol label:
                return BindLabel(syntax, token, label);
            case DeclarationSymbol declared:
                return Entity(syntax, declared);
            default:
                return new BoundError(syntax);
        }
    }

    private static BoundEntity Entity(SyntaxNode syntax, DeclarationSymbol symbol) =>
        new(syntax, symbol.ValueType, symbol);

    /// <summary>The nearest declaration of a name that fits what is asked for; without one, the nearest at all.</summary>
    private DeclarationSymbol? FindValue(ReadOnlySpan<char> name, CellType? expected)
    {
        DeclarationSymbol? first = null;
        var entity = Find<EntityType>(expected);
        bool matter = expected is not null && TakesSamples(expected);
        foreach (var candidate in _names.Candidates(name))
        {
            if (!IsValue(candidate))
                continue;
            if (entity is not null && EntityType.WordAccepts(entity.Word, candidate.Word))
                return candidate;
            if (matter && candidate is MaterialSymbol)
                return candidate;
            first ??= candidate;
        }
        return first;
    }

    private static bool IsValue(DeclarationSymbol symbol) =>
        symbol is not (TermSymbol or OperationSymbol or SchemaSymbol);

    /// <summary><c>C</c> and <c>D</c> are rates, unless a thing is asked for and one is called so.</summary>
    private static bool IsRateAtom(ReadOnlySpan<char> name, CellType? expected) =>
        name is "C" or "D"
        && (expected is null || (!TakesSamples(expected) && Find<EntityType>(expected) is null));

    private static BoundQuantity RateAtom(SyntaxNode syntax, SyntaxToken token)
    {
        var unit = UnitTable.Parse(token.Chars);
        return new(syntax, QuantityType.Of(unit.Kind), new Quantity(Rational.One, unit), null);
    }

    private BoundError ReportUnknown(SyntaxNode syntax, SyntaxToken token, CellType? expected)
    {
        string name = token.Text;
        if (_names.IsPoisoned(name) || _poisoned?.Contains(name) == true)
            return new(syntax);
        if (_names.Hidden(name) is { } hidden)
        {
            Refer(token.Span, hidden);
            return Fail(syntax, Rules.NotPublicAt(token.Location, hidden.Description, hidden.Location));
        }
        if (IsVerbHere(name))
            return Fail(syntax, Rules.BareOperationAt(token.Location, name));
        if (HasOperation(name))
        {
            return Fail(
                syntax,
                Rules.WrongThingAt(
                    token.Location,
                    $"the operation `{name}`",
                    expected?.Article ?? "a value",
                    "this place",
                    null
                )
            );
        }
        if (SpacedUnit(token) is { } spaced)
            return Fail(syntax, spaced);
        string? nearest = NearestName(name, expected);
        // Another element is another substance, and no slip of the pen: NiO2 is not meant to be TiO2.
        if (ElementsOfChemical(name, expected) is { } elements)
        {
            if (nearest is null || ElementsOfChemical(nearest, expected)?.SetEquals(elements) != true)
            {
                string declaration = $"chemical {name} {{ formula: {name} }}";
                return Fail(syntax, Rules.UnknownChemicalAt(token.Location, name, declaration));
            }
        }
        nearest ??= expected is not null && Holding(name, expected) is [var only] ? only : null;
        return Fail(syntax, Rules.UnknownNameAt(token.Location, name, nearest));
    }

    /// <summary>
    /// The elements of a name that is a formula, where a substance is asked for; else null, as for <c>Li2C03</c>, in which
    /// the zero stands for oxygen.
    /// </summary>
    private static HashSet<Element>? ElementsOfChemical(string name, CellType? expected)
    {
        bool isAsked =
            expected is not null
            && (
                TakesSamples(expected)
                || (
                    Find<EntityType>(expected) is { } entity
                    && EntityType.WordAccepts(entity.Word, DeclarationWords.Chemical)
                )
            );
        return
            isAsked
            && !name.Contains('0', StringComparison.Ordinal)
            && Formula.Parse(name) is { IsFine: true } reading
            && reading.Formula.Evaluate() is { Errors.IsEmpty: true } content
            ? [.. content.Composition.Elements]
            : null;
    }

    /// <summary>At most four names of what is wanted, for a value that is something else.</summary>
    private List<string> Meant(BoundExpression value, CellType wanted)
    {
        if (Find<EntityType>(wanted) is not { } entity)
            return [];
        return value.Bare switch
        {
            BoundFormula formula when Fits(formula.Text, entity) => [formula.Text],
            BoundEntity given => Holding(given.Symbol.Name, wanted),
            _ => [],
        };
    }

    private List<string> Holding(string part, CellType wanted) =>
        Find<EntityType>(wanted) is not { } entity
            ? []
            :
            [
                .. _names
                    .Visible()
                    .Where(word =>
                        word.Contains(part, StringComparison.OrdinalIgnoreCase) && Fits(word, entity)
                    )
                    .Order(StringComparer.Ordinal)
                    .Take(4),
            ];

    private bool Fits(string name, EntityType wanted) =>
        Array.Exists(
            _names.Candidates(name),
            candidate => EntityType.WordAccepts(wanted.Word, candidate.Word)
        );

    private string? NearestName(string name, CellType? expected)
    {
        var visible = _locals.Names.Concat(_names.Visible());
        if (_place == Place.Protocol || _inCondition || expected is null or QuantityType)
            visible = visible.Concat(Observables.Names);
        if (Find<TermType>(expected) is { } term)
        {
            var terms = _names.Visible().Where(word => FindTerm(word, term.Category) is not null);
            if (Spelling.Nearest(name, terms) is { } near)
                return near;
        }
        // Loops and steps name their results: `cycle[2].capacity`, `discharge[1].capacity`.
        var results = (_labels ?? []).Concat(_labelsRun ?? []).Select(label => label.Name);
        if (_place is Place.Protocol or Place.Experiment)
        {
            results = results.Concat(
                _names
                    .Visible()
                    .Where(word =>
                        Array.Exists(
                            _names.Candidates(word),
                            candidate => candidate is OperationSymbol { Step: not null }
                        )
                    )
            );
        }
        return Spelling.Nearest(
            name,
            results.Concat(
                visible.Where(word =>
                    _locals.Peek(word) is not null
                    || Observables.TryFind(word, out _, out _)
                    || IsDeclared(word)
                )
            )
        );
    }
}
