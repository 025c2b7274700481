using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Differences;

/// <summary>What changes in cells of one kind at one point: how many, and how each is made.</summary>
internal static class CellDiff
{
    public static void Compare(
        ChangeList changes,
        IReadOnlyList<PlanCell> before,
        IReadOnlyList<PlanCell> after,
        int? point
    )
    {
        var earlier = before.ToLookup(cell => cell.Name);
        var later = after.ToLookup(cell => cell.Name);
        foreach (string name in earlier.Select(group => group.Key).Union(later.Select(group => group.Key)))
        {
            int old = earlier[name].Count();
            int now = later[name].Count();
            string where = $"cell {name}";
            if (old != now)
                changes.Add(
                    old == 0 ? ChangeKind.Added
                        : now == 0 ? ChangeKind.Removed
                        : ChangeKind.Value,
                    where,
                    "number of cells",
                    old == 0 ? null : $"{old}",
                    now == 0 ? null : $"{now}",
                    point,
                    (later[name].FirstOrDefault() ?? earlier[name].First()).Source
                );
            if (old > 0 && now > 0)
                Compare(changes, where, earlier[name].First(), later[name].First(), point);
        }
    }

    private static void Compare(ChangeList changes, string where, PlanCell before, PlanCell after, int? point)
    {
        var earlier = before.Electrodes.ToLookup(electrode => electrode.Role);
        var later = after.Electrodes.ToLookup(electrode => electrode.Role);
        foreach (string role in earlier.Select(group => group.Key).Union(later.Select(group => group.Key)))
        {
            var old = earlier[role].FirstOrDefault();
            var now = later[role].FirstOrDefault();
            if (old is null || now is null)
                changes.Add(
                    old is null ? ChangeKind.Added : ChangeKind.Removed,
                    where,
                    role,
                    old?.Material,
                    now?.Material,
                    point,
                    (now ?? old)?.Source
                );
            else
                Compare(changes, $"{where}, {role}", old, now, point);
        }
        changes.Compare(ChangeKind.Value, where, "electrolyte", before.Electrolyte, after.Electrolyte, point);
        changes.Compare(
            ChangeKind.Value,
            where,
            "stack pressure",
            before.StackPressure,
            after.StackPressure,
            point,
            after.Source
        );
        changes.Compare(ChangeKind.Value, where, "temperature", before.Temperature, after.Temperature, point);
        changes.Compare(ChangeKind.Value, where, before.Properties, after.Properties, point, after.Source);
        Facts(changes, where, before.Facts, after.Facts, point);
        Limits(changes, where, before.Facts.Limits, after.Facts.Limits, point, after.Source);
    }

    private static void Compare(
        ChangeList changes,
        string where,
        PlanElectrode before,
        PlanElectrode after,
        int? point
    )
    {
        if (before.Sample is null && after.Sample is null && before.Material != after.Material)
            changes.Add(
                ChangeKind.Value,
                where,
                "material",
                before.Material,
                after.Material,
                point,
                after.Source
            );
        if (before.Active != after.Active)
            changes.Add(
                ChangeKind.Value,
                where,
                "active material",
                before.Active,
                after.Active,
                point,
                after.Source
            );
        changes.Compare(ChangeKind.Value, where, before.Properties, after.Properties, point, after.Source);
    }

    /// <summary>What follows from all that is written of a cell.</summary>
    private static void Facts(
        ChangeList changes,
        string where,
        PlanCellFacts before,
        PlanCellFacts after,
        int? point
    )
    {
        Figure("active mass", before.ActiveMass, after.ActiveMass, 1_000_000, "mg");
        Figure("area", before.ElectrodeArea, after.ElectrodeArea, 10_000, "cm²");
        Figure(
            "theoretical capacity",
            before.TheoreticalCapacity,
            after.TheoreticalCapacity,
            Rational.Of(1000, 3600),
            "mAh"
        );

        void Figure(string what, PlanFigure old, PlanFigure now, Rational factor, string unit)
        {
            if (old.Value == now.Value)
                return;
            changes.Add(
                ChangeKind.Total,
                where,
                what,
                Text(old),
                Text(now) + (old.Value is { } from && now.Value is { } to ? ValueKey.Relative(from, to) : ""),
                point
            );

            string Text(PlanFigure figure) =>
                figure.Value is { } value ? $"{(value * factor).ToDecimalString(4)} {unit}" : "unknown";
        }
    }

    private static void Limits(
        ChangeList changes,
        string where,
        PlanLimits before,
        PlanLimits after,
        int? point,
        SourceRef place
    )
    {
        Limit("lowest voltage", before.LowestVoltage, after.LowestVoltage, 0, "V");
        Limit("highest voltage", before.HighestVoltage, after.HighestVoltage, 0, "V");
        Limit(
            "lowest temperature",
            before.LowestTemperature,
            after.LowestTemperature,
            Rational.Of(27315, 100),
            "°C"
        );
        Limit(
            "highest temperature",
            before.HighestTemperature,
            after.HighestTemperature,
            Rational.Of(27315, 100),
            "°C"
        );
        Limit("highest current", before.HighestCurrent, after.HighestCurrent, 0, "A");
        Limit(
            "highest multiple of the programmed current",
            before.HighestCurrentRatio,
            after.HighestCurrentRatio,
            0,
            ""
        );

        Limit("lowest pressure", before.LowestPressure, after.LowestPressure, 0, "Pa");
        Limit("highest pressure", before.HighestPressure, after.HighestPressure, 0, "Pa");
        Limit("highest capacity of a step", before.HighestCapacity, after.HighestCapacity, 0, "A·s");

        void Limit(string what, Rational? old, Rational? now, Rational zero, string unit)
        {
            if (old == now)
                return;
            changes.Add(ChangeKind.Bound, where, what, Text(old), Text(now), point, place);

            string? Text(Rational? value) =>
                value is { } known ? $"{(known - zero).ToDecimalString(6)} {unit}".TrimEnd() : null;
        }
    }
}
