using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>
/// Values far from what laboratories do: a unit read for another, a decimal point lost. What is usual stands in the
/// vocabulary: in the <c>usual</c> block of an operation, and for properties in <c>std/usual.cell</c>. Zero is meant.
/// </summary>
internal static class UsualValues
{
    private const string OfProperties = "usual_values";

    private static readonly Lazy<PropertyBag> s_properties = new(static () => ReadProperties());

    /// <summary>A value that the text says, be it as the default of a parameter.</summary>
    public static bool TryConstant(BoundExpression value, out Quantity quantity) =>
        Constant.TryEvaluate(value, out quantity)
        || (
            value.Bare is BoundParameter { Symbol.Default: { } standard }
            && Constant.TryEvaluate(standard, out quantity)
        )
        || (
            value.Bare is BoundOf { Role: OfRole.Basis or OfRole.Selection, Left: var left }
            && TryConstant(left, out quantity)
        );

    public static void Check(DeclarationSymbol declaration, BoundParts parts, Action<Diagnostic> report)
    {
        if (declaration is CellSymbol or RouteSymbol or ElectrodeSymbol)
            CheckBag(declaration.Body.Properties, report);
        foreach (var expression in parts.Expressions)
            Check(expression, report);
        foreach (var statement in parts.Statements)
        {
            if (Budget(statement) is { } budget)
                Judge(budget, s_properties.Value.Find("budget"), "a budget", report);
        }
    }

    private static BoundExpression? Budget(BoundStatement statement) =>
        statement switch
        {
            BoundRepeat repeat => repeat.Budget,
            BoundWhile loop => loop.Budget,
            BoundFor loop => loop.Budget,
            _ => null,
        };

    private static void CheckBag(PropertyBag bag, Action<Diagnostic> report)
    {
        foreach (var item in bag.Items)
        {
            if (s_properties.Value.Find(item.Name) is { } usual)
            {
                foreach (var value in item.Values)
                    Judge(value, usual, $"`{item.Name}`", report);
            }
            if (item.Block is { } inner)
                CheckBag(inner, report);
        }
    }

    private static void Check(BoundExpression expression, Action<Diagnostic> report)
    {
        switch (expression)
        {
            case BoundOperation operation:
                CheckArguments(operation, report);
                break;
            case BoundPortion portion:
                foreach (var note in portion.Notes.Where(note => note.Value is not null))
                {
                    foreach (var value in note.Values)
                        Judge(value, s_properties.Value.Find(note.Name), $"`{note.Name}`", report);
                }
                break;
            case BoundCall call:
                foreach (var argument in call.Arguments)
                {
                    if (
                        argument is { Origin: ArgumentOrigin.Given, Value: { } set }
                        && Constant.TryEvaluate(set, out var handed)
                        && IsTinyCelsius(handed)
                    )
                        Judge(
                            set,
                            s_properties.Value.Find("chamber"),
                            $"`{argument.Parameter.Name}`",
                            report
                        );
                }
                break;
            case BoundElapsed elapsed:
                Judge(elapsed.Duration, s_properties.Value.Find("elapsed"), "the time of a step", report);
                break;
            case BoundSustained sustained:
                bool settles =
                    sustained.Condition is BoundWithin
                    {
                        Value.Bare: BoundObservable { Observable: Observable.Temperature }
                    };
                Judge(
                    sustained.Duration,
                    s_properties.Value.Find(settles ? "settled" : "sustained"),
                    "such a time",
                    report
                );
                break;
            case BoundWithin { Value.Bare: BoundObservable { Observable: Observable.Temperature } } within:
                Judge(within.Tolerance, s_properties.Value.Find("tolerance"), "a tolerance", report);
                Judge(within.Target, s_properties.Value.Find("chamber"), "the temperature of a test", report);
                break;
        }
    }

    private static void CheckArguments(BoundOperation operation, Action<Diagnostic> report)
    {
        if (operation.Bound is { } bound)
            Judge(bound.Value, s_properties.Value.Find("elapsed"), "the time of a step", report);
        if (operation.Gap is { } gap)
            Judge(gap.Time, s_properties.Value.Find("gap"), "such a gap", report);
        if (operation.Operation.Properties.Find("usual")?.Block is not { } usual)
            return;
        foreach (var argument in operation.Arguments)
        {
            if (
                argument is not { Origin: ArgumentOrigin.Given, Value: { } value, Parameter: var parameter }
                || usual.Find(parameter.Name) is not { } range
            )
                continue;
            string place = $"`{parameter.Preposition ?? parameter.Name}` of `{operation.Operation.Name}`";
            Judge(value, range, place, report);
        }
    }

    private static void Judge(
        BoundExpression value,
        BoundProperty? usual,
        string place,
        Action<Diagnostic> report
    )
    {
        if (usual is null)
            return;
        switch (value.Bare)
        {
            case BoundList list:
                foreach (var item in list.Items)
                    Judge(item, usual, place, report);
                return;
            case BoundRange range:
                if (IsMixed(range))
                {
                    report(
                        Rules.UnusualValueAt(
                            range.Location,
                            range.Syntax.Text.Trim(),
                            place,
                            "in one unit from end to end"
                        )
                    );
                    return;
                }
                Judge(range.Low, usual, place, report);
                Judge(range.High, usual, place, report);
                return;
            case BoundLimit limit:
                Judge(limit.Value, usual, place, report);
                return;
        }
        if (!TryConstant(value, out var given) || given.Si.IsZero)
            return;
        if (IsTinyCelsius(given))
        {
            report(
                Rules.UnusualValueAt(
                    value.Location,
                    given.ToString(),
                    place,
                    "zero or at least a degree from it"
                )
            );
            return;
        }
        // Outside the parameter's own range is another finding.
        if (
            value.Bare is BoundParameter { Symbol.Range: { } own }
            && Constant.TryEvaluate(own.Low, out var least)
            && Constant.TryEvaluate(own.High, out var most)
            && given.TryCompare(least, out int under, out _)
            && given.TryCompare(most, out int over, out _)
            && (under < 0 || over > 0)
        )
            return;
        foreach (var allowed in usual.Values)
        {
            if (
                allowed.Bare is BoundRange ends
                && Constant.TryEvaluate(ends.Low, out var low)
                && Constant.TryEvaluate(ends.High, out var high)
                && given.TryCompare(low, out int below, out _)
                && given.TryCompare(high, out int above, out _)
                && (below < 0 || above > 0)
                // A sign where none belongs is another finding.
                && (given.Si.Sign > 0 || low.Si.Sign < 0)
            )
            {
                report(Rules.UnusualValueAt(value.Location, given.ToString(), place, $"{low} .. {high}"));
                return;
            }
        }
    }

    /// <summary>0.045 °C: nobody sets such a temperature, and a lost factor of a thousand makes one.</summary>
    private static bool IsTinyCelsius(Quantity given) =>
        given.Kind == Kinds.Temperature
        && given.Unit.Symbol == "°C"
        && !given.Value.IsZero
        && given.Value.Abs() < Rational.One;

    /// <summary>A window of voltages that begins in millivolts and ends in volts.</summary>
    private static bool IsMixed(BoundRange range) =>
        Constant.TryEvaluate(range.Low, out var low)
        && Constant.TryEvaluate(range.High, out var high)
        && low.Kind == Kinds.Voltage
        && low.Unit.Symbol != high.Unit.Symbol
        && !low.Si.IsZero
        && (high.Si / low.Si).Abs() > 100;

    private static PropertyBag ReadProperties()
    {
        return StandardLibrary.Instance.Find(OfProperties) is [var model, ..]
            ? model.Properties.Find("usual")?.Block ?? PropertyBag.Empty
            : PropertyBag.Empty;
    }
}
