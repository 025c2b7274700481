using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Elaboration;

internal sealed partial class ExperimentElaborator
{
    private Datum Evaluate(BoundExpression expression, Frame frame, string? hint = null)
    {
        var datum = Work(expression, frame, hint);
        return datum.At is null ? datum with { At = expression.Location } : datum;
    }

    private Datum Work(BoundExpression expression, Frame frame, string? hint)
    {
        switch (expression)
        {
            case BoundQuantity quantity:
                return Numeric.Of(quantity.Value, Spelling.Of(quantity));
            case BoundText text:
                return new Datum.Known(new PlanValue.Text(text.Value));
            case BoundTruth truth:
                return new Datum.Known(new PlanValue.Truth(truth.Value));
            case BoundFormula formula:
                return new Datum.Known(new PlanValue.Text(formula.Text.Trim()));
            case BoundWord or BoundBasis or BoundRedox or BoundObservable:
                return new Datum.Known(new PlanValue.Symbol(Spelling.Of(expression)));
            case BoundHole hole:
                return new Datum.Known(
                    new PlanValue.Hole(_context.OpenPoints.Hole(hole, hint ?? "a value"))
                    {
                        Source = _context.Ref(hole),
                    },
                    (hole.Type as QuantityType)?.First ?? default
                );
            case BoundAssumed assumed:
                var value = Evaluate(assumed.Value, frame, hint);
                return value with { Assumption = _context.OpenPoints.Assumption(assumed, hint ?? "a value") };
            case BoundQualified qualified:
                return Evaluate(qualified.Value, frame, hint);
            case BoundParameter parameter:
                return frame.Find(parameter.Symbol) ?? Missing(expression);
            case BoundLocal local:
                return frame.Find(local.Symbol) ?? Missing(expression);
            case BoundEntity entity:
                return Entity(entity, frame, hint);
            case BoundRange range:
                return Range(Evaluate(range.Low, frame, hint), Evaluate(range.High, frame, hint));
            case BoundLimit limit:
                var bound = Evaluate(limit.Value, frame, hint);
                return limit.Kind is LimitKind.Below or LimitKind.AtMost
                    ? Range(null, bound)
                    : Range(bound, null);
            case BoundList list:
                return new Datum.OfList([.. list.Items.Select(item => Evaluate(item, frame, hint))]);
            case BoundTuple tuple:
                return new Datum.OfList([.. tuple.Items.Select(item => Evaluate(item, frame, hint))]);
            case BoundMixture mixture:
                return Mixture(mixture, frame, hint);
            case BoundPortion portion:
                return Portion(portion, frame);
            case BoundPhrase phrase:
                return Phrase(phrase, frame);
            case BoundCall call:
                return Call(call, frame, hint);
            case BoundOperation operation:
                return Perform(operation, frame, hint);
            case BoundIntrinsic intrinsic:
                return Intrinsic(intrinsic, frame);
            case BoundError:
                return new Datum.Known(new PlanValue.Symbol(Spelling.Of(expression)));
            default:
                return Calculate(expression, frame, hint) ?? Missing(expression);
        }
    }

    private Datum.Known Missing(BoundExpression expression)
    {
        // What was reported when it was bound is not reported again.
        if (expression.Type is not ErrorType)
            Unknown(expression, $"`{Spelling.Of(expression)}`");
        return new Datum.Known(new PlanValue.Symbol(Spelling.Of(expression)));
    }

    private static Datum.Known Range(Datum? low, Datum? high) =>
        new(
            new PlanValue.Interval(low?.Plan, high?.Plan),
            (low as Datum.Known)?.Kind ?? (high as Datum.Known)?.Kind ?? default
        );

    private Datum Entity(BoundEntity entity, Frame frame, string? hint)
    {
        _context.OpenPoints.Meet(entity.Symbol);
        return entity.Symbol switch
        {
            RouteSymbol route => CallRoute(route, Defaults(route), hint, entity.Location),
            CellSymbol or ProtocolSymbol or ElectrodeSymbol => new Datum.OfCall(
                null,
                entity.Symbol,
                Defaults(entity.Symbol)
            ),
            _ => new Datum.OfEntity(entity.Symbol, []),
        };
    }

    private Datum Call(BoundCall call, Frame frame, string? hint)
    {
        _context.OpenPoints.Meet(call.Callee);
        var arguments = new Frame();
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is null)
            {
                if (_variation?.For(argument.Parameter, null) is { } set)
                    arguments.Bind(argument.Parameter, set);
                continue;
            }
            // A default may name the parameters before it.
            var scope = argument.Origin == ArgumentOrigin.Default ? arguments : frame;
            var value = Evaluate(argument.Value, scope, $"{argument.Parameter.Name} of {call.Callee.Name}");
            var varied = _variation?.For(argument.Parameter, value);
            arguments.Bind(argument.Parameter, varied ?? value);
            CheckRange(argument, varied ?? value, arguments, isVaried: varied is not null);
        }
        return call.Callee is RouteSymbol route
            ? CallRoute(route, arguments, hint, call.Location)
            : new Datum.OfCall(call, call.Callee, arguments);
    }

    /// <summary>A value that stands in the text was compared where it stands; here come those of sweeps and calculations.</summary>
    private void CheckRange(BoundArgument argument, Datum value, Frame arguments, bool isVaried)
    {
        if (
            argument is not { Parameter.Range: { } range, Value: { } given }
            || (given.Bare is BoundQuantity && !isVaried)
            || value.Si is not { } number
            || Evaluate(range.Low, arguments).Si is not { } low
            || Evaluate(range.High, arguments).Si is not { } high
            || (number >= low && number <= high)
        )
            return;
        _context.Diagnostics.Add(
            Rules.OutOfRangeAt(
                given.Location,
                Scheduling.PlanValueText.Of(value.Plan.Bare),
                argument.Parameter.Name,
                Spelling.Of(range),
                argument.Parameter.Location
            )
        );
    }

    private Frame Defaults(DeclarationSymbol callee)
    {
        var frame = new Frame();
        foreach (var parameter in callee.Parameters)
        {
            var given = parameter.Default is { } value
                ? Evaluate(value, frame, $"{parameter.Name} of {callee.Name}")
                : null;
            if ((_variation?.For(parameter, given) ?? given) is { } bound)
                frame.Bind(parameter, bound);
        }
        return frame;
    }

    private Datum CallRoute(RouteSymbol route, Frame arguments, string? hint, Location at)
    {
        _context.OpenPoints.Meet(route);
        if (_calls.Contains(route))
        {
            _context.Diagnostics.Add(Rules.RouteCallsItselfAt(at, route.Name));
            return new Datum.Known(new PlanValue.Symbol(route.Name));
        }
        _calls.Add(route);
        int places = _places.Count;
        if (route.Properties.ValueOf("environment") is { } place)
            _places.Add(Evaluate(place, arguments, $"environment of {route.Name}"));
        var result = Execute(route.Body.Block, arguments, hint ?? route.Name);
        _places.RemoveRange(places, _places.Count - places);
        _calls.RemoveAt(_calls.Count - 1);
        if (result is Datum.OfSample { Sample: var sample })
            sample.Material ??= MaterialOf(route.Header.Makes.FirstOrDefault());
        return result ?? new Datum.Known(new PlanValue.Symbol(route.Name));
    }

    private static MaterialSymbol? MaterialOf(CellType? type) =>
        type switch
        {
            SampleType sample => sample.Material,
            EntityType { Exact: MaterialSymbol material } => material,
            _ => null,
        };

    private Datum.OfMixture Mixture(BoundMixture mixture, Frame frame, string? hint) =>
        new(
            [.. mixture.Parts.Select(part => Evaluate(part, frame, hint))],
            [.. mixture.Shares.Select(share => Evaluate(share, frame, "share of a mixture").Plan)],
            mixture.Basis
        );

    private Datum Portion(BoundPortion portion, Frame frame)
    {
        var notes = ImmutableArray.CreateBuilder<(string, Datum)>();
        foreach (var note in portion.Notes)
        {
            if (note.Value is not null)
                notes.Add(
                    (
                        note.Name,
                        Evaluate(note.Value, frame, $"{note.Name} of {Spelling.Of(portion.Material)}")
                    )
                );
        }
        var material = Evaluate(portion.Material, frame);
        return material is Datum.OfEntity entity ? entity with { Notes = notes.ToImmutable() } : material;
    }

    private Datum.Known Phrase(BoundPhrase phrase, Frame frame) =>
        new(
            new PlanValue.Group(
                phrase.Verb,
                [
                    .. phrase.Operands.Select(operand => new PlanProperty("", Evaluate(operand, frame).Plan)),
                    .. phrase.Clauses.SelectMany(clause =>
                        clause.Values.Select(value => new PlanProperty(
                            clause.Preposition,
                            Evaluate(value, frame).Plan
                        ))
                    ),
                ]
            )
        );

    /// <summary>Properties as data; samples that they need are made on the way.</summary>
    private EquatableList<PlanProperty> PropertiesOf(PropertyBag? bag, Frame frame)
    {
        if (bag is null)
            return [];
        var properties = new List<PlanProperty>();
        foreach (var item in bag.Items)
        {
            var values = item.Values.Select(value => Evaluate(value, frame, item.Name).Plan).ToArray();
            var block = PropertiesOf(item.Block, frame);
            PlanValue? value = values switch
            {
                [] => null,
                [var single] => single,
                _ => new PlanValue.Sequence([.. values]),
            };
            properties.Add(
                new(
                    item.Name,
                    value is null ? new PlanValue.Group(null, block)
                        : block.Count == 0 ? value
                        : value is PlanValue.Symbol symbol ? new PlanValue.Group(symbol.Name, block)
                        : new PlanValue.Group(null, [new("value", value), .. block])
                )
            );
        }
        return [.. properties];
    }
}
