using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>A temperature in kelvin among others in degrees: 900 K is read as 900 °C, and written for it.</summary>
internal static class TemperatureScales
{
    private static readonly Rational Zero = Rational.Of(27315, 100);

    public static void Check(DeclarationSymbol declaration, Action<Diagnostic> report)
    {
        var temperatures = Temperatures(declaration).SelectMany(Literals).ToList();
        if (temperatures.Find(each => !IsKelvin(each)) is not { } celsius)
            return;
        foreach (var quantity in temperatures.Where(IsKelvin))
        {
            string degrees = (quantity.Value.Si - Zero).ToDecimalString(4);
            report(
                Rules.TwoScalesAt(quantity.Location, quantity.Syntax.Text, $"{degrees} °C", celsius.Location)
            );
        }
    }

    /// <summary>What stands where a temperature is asked for, and ranges of which one end is one.</summary>
    private static IEnumerable<BoundExpression> Temperatures(DeclarationSymbol declaration)
    {
        foreach (var parameter in declaration.Parameters.Where(each => IsTemperature(each.Type)))
        {
            if (parameter.Range is { } range)
                yield return range;
            if (parameter.Default is { } standard)
                yield return standard;
        }
        var values = BoundWalker
            .Expressions(declaration.Body.Properties)
            .Concat(BoundWalker.Statements(declaration.Body.Block).SelectMany(BoundWalker.ExpressionsOf));
        foreach (var value in values.SelectMany(BoundWalker.Descendants))
        {
            switch (value)
            {
                case BoundRange range when Literals(range).Any(each => each.Value.Kind.IsPoint):
                    yield return range;
                    break;
                case BoundOperation operation:
                    foreach (var argument in operation.Arguments)
                    {
                        if (
                            argument is { Origin: ArgumentOrigin.Given, Value: { } given }
                            && IsTemperature(argument.Parameter.Type)
                        )
                            yield return given;
                    }
                    break;
            }
        }
    }

    private static bool IsTemperature(CellType type) => type is QuantityType { First.IsPoint: true };

    private static bool IsKelvin(BoundQuantity quantity) => Unit(quantity) is "K";

    private static string? Unit(BoundQuantity quantity) =>
        quantity.Syntax is QuantityExpressionSyntax { Parts: [{ Unit.IsPresent: true } part] }
            ? part.Unit.Text
            : null;

    private static IEnumerable<BoundQuantity> Literals(BoundExpression value) =>
        value.Bare switch
        {
            BoundRange range => Literals(range.Low).Concat(Literals(range.High)),
            BoundLimit limit => Literals(limit.Value),
            BoundList list => list.Items.SelectMany(Literals),
            BoundQuantity quantity when Unit(quantity) is not null => [quantity],
            _ => [],
        };
}
