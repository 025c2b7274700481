using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Planning.Differences;

/// <summary>Values compared by what they mean: 700 °C is 973.15 K, and where a value was written does not matter.</summary>
internal static class ValueKey
{
    public static bool Same(PlanValue? left, PlanValue? right) =>
        left is null || right is null ? left is null && right is null : Of(left) == Of(right);

    /// <summary>Equal for values that mean the same; an assumption differs from the same value stated.</summary>
    public static string Of(PlanValue value) =>
        value switch
        {
            PlanValue.Quantity q => $"{q.Value} {q.Unit} {q.Uncertainty} {q.Basis} {q.Reference}",
            PlanValue.Number number => $"{number.Value}",
            PlanValue.Text text => $"\"{text.Value}\"",
            PlanValue.Symbol symbol => Stem(symbol.Name),
            PlanValue.Truth truth => truth.Value ? "yes" : "no",
            PlanValue.Interval interval => $"{Optional(interval.Low)}..{Optional(interval.High)}",
            PlanValue.Sequence list => $"[{string.Join(", ", list.Items.Select(Of))}]",
            PlanValue.Mixture mixture => $"{Properties(mixture.Parts)} by {mixture.Basis}",
            PlanValue.Group group => $"{group.Class}{{{Properties(group.Properties)}}}",
            PlanValue.Assumed assumed => $"assumed {Of(assumed.Value)}",
            _ => "?",
        };

    /// <summary>A sample's or an operation's name without its ordinal, which depends on what else there is.</summary>
    public static string Stem(string id)
    {
        int hash = id.LastIndexOf('#');
        return hash > 0 ? id[..hash] : id;
    }

    public static string Text(PlanValue value) =>
        value is PlanValue.Symbol symbol ? Stem(symbol.Name) : Stems(PlanValueText.Of(value));

    /// <summary><c> (+5 %)</c> where both are numbers of one unit; empty where a share says nothing, as of temperatures.</summary>
    public static string Relative(PlanValue before, PlanValue after)
    {
        if (
            before.Bare is PlanValue.Quantity { Unit: "K" }
            || (before.Bare as PlanValue.Quantity)?.Unit != (after.Bare as PlanValue.Quantity)?.Unit
        )
            return "";
        return before.Si is { } from && after.Si is { } to ? Relative(from, to) : "";
    }

    public static string Relative(Rational before, Rational after)
    {
        if (before.IsZero)
            return "";
        var percent = (after - before) / before.Abs() * 100;
        return percent.IsZero ? "" : $" ({(percent.Sign > 0 ? "+" : "")}{percent.ToDecimalString(3)} %)";
    }

    private static string Optional(PlanValue? value) => value is null ? "" : Of(value);

    private static string Properties(EquatableList<PlanProperty> properties) =>
        string.Join("; ", properties.Select(property => $"{Stem(property.Name)}: {Of(property.Value)}"));

    /// <summary>Drops the ordinals of sample names inside a text.</summary>
    private static string Stems(string text)
    {
        for (int hash = text.IndexOf('#', StringComparison.Ordinal); hash > 0; )
        {
            int end = hash + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            text = text[..hash] + text[end..];
            hash = text.IndexOf('#', StringComparison.Ordinal);
        }
        return text;
    }
}
