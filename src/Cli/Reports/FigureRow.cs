using CellDsl.Planning.Plans;

namespace CellDsl.Cli.Reports;

/// <summary>The text of an expectation taken apart for a table: what is looked at, where, and what is expected.</summary>
internal static class FigureRow
{
    private static readonly string[] Relations = [" within ", " >= ", " <= ", " > ", " < ", " = ", " in "];

    /// <summary>As <c>discharge[1].capacity where speed = 450 rpm</c>.</summary>
    public static string What(string text)
    {
        var (figure, _, where) = Parts(text);
        return where.Length > 0 ? $"{figure} where {where}" : figure;
    }

    /// <summary>The figure alone, without where it is looked at.</summary>
    public static string Figure(string text) => Parts(text).Figure;

    /// <summary>As <c>220 mAh/g of active</c>, <c>&gt; 5 µm</c>; <c>–</c> where it is not known.</summary>
    public static string Expected(string text)
    {
        var (_, relation, _) = Parts(text);
        if (relation.EndsWith("unspecified", StringComparison.Ordinal))
            return "–";
        int of = relation.IndexOf(" of ", StringComparison.Ordinal);
        return relation.StartsWith("within ", StringComparison.Ordinal) && of > 0 ? relation[(of + 4)..]
            : relation.StartsWith("= ", StringComparison.Ordinal) ? relation[2..]
            : relation;
    }

    /// <summary>An SI figure in the unit in which it is expected.</summary>
    public static string InUnit(double value, PlanExpectation expectation) =>
        $"{Figures.Number(value / expectation.UnitFactor.ToDouble())} {expectation.Unit}".TrimEnd();

    private static (string Figure, string Relation, string Where) Parts(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.StartsWith("expect ", StringComparison.Ordinal))
            text = text["expect ".Length..];
        int where = text.IndexOf(" where ", StringComparison.Ordinal);
        string condition = where < 0 ? text : text[..where];
        string filter = where < 0 ? "" : text[(where + " where ".Length)..];
        int at = Relations
            .Select(relation => condition.IndexOf(relation, StringComparison.Ordinal))
            .Where(index => index > 0)
            .DefaultIfEmpty(condition.Length)
            .Min();
        return (condition[..at], at < condition.Length ? condition[(at + 1)..] : "", filter);
    }
}
