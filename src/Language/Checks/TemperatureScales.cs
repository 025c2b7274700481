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

    public static void Check(DeclarationSymbol declaration, BoundParts parts, Action<Diagnostic> report)
    {
        var temperatures = new List<BoundQuantity>();
        Collect(declaration, parts, temperatures);
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
    private static void Collect(DeclarationSymbol declaration, BoundParts parts, List<BoundQuantity> found)
    {
        foreach (var parameter in declaration.Parameters)
        {
            if (!IsTemperature(parameter.Type))
                continue;
            AddLiterals(parameter.Range, found);
            AddLiterals(parameter.Default, found);
        }
        foreach (var expression in parts.Expressions)
        {
            switch (expression)
            {
                case BoundRange range:
                    int before = found.Count;
                    AddLiterals(range, found);
                    if (!found.Skip(before).Any(each => each.Value.Kind.IsPoint))
                        found.RemoveRange(before, found.Count - before);
                    break;
                case BoundOperation operation:
                    foreach (var argument in operation.Arguments)
                    {
                        if (argument.Origin == ArgumentOrigin.Given && IsTemperature(argument.Parameter.Type))
                            AddLiterals(argument.Value, found);
                    }
                    break;
            }
        }
    }

    private static bool IsTemperature(CellType type) => type is QuantityType { First.IsPoint: true };

    private static bool IsKelvin(BoundQuantity quantity) => Unit(quantity) is { Chars: "K" };

    private static SyntaxToken? Unit(BoundQuantity quantity) =>
        quantity.Syntax is QuantityExpressionSyntax { Parts: [{ Unit: { IsPresent: true } unit }] }
            ? unit
            : null;

    private static void AddLiterals(BoundExpression? value, List<BoundQuantity> found)
    {
        switch (value?.Bare)
        {
            case BoundRange range:
                AddLiterals(range.Low, found);
                AddLiterals(range.High, found);
                break;
            case BoundLimit limit:
                AddLiterals(limit.Value, found);
                break;
            case BoundList list:
                foreach (var item in list.Items)
                    AddLiterals(item, found);
                break;
            case BoundQuantity quantity when Unit(quantity) is not null:
                found.Add(quantity);
                break;
        }
    }
}
