using System.Collections.Immutable;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>The names of what can be observed, and of the figures of results, with what they measure.</summary>
internal static class Observables
{
    private static readonly QuantityType s_capacity = Family("Capacity");
    private static readonly QuantityType s_rate = Family("Rate");

    private static readonly QuantityType s_energy = QuantityType.Of(
        ImmutableArray.Create(Kinds.Energy, Kinds.SpecificEnergy)
    );

    private static readonly QuantityType s_voltage = QuantityType.Voltage;

    private static readonly Dictionary<string, (Observable Observable, QuantityType Type)> s_observables =
        new()
        {
            ["voltage"] = (Observable.Voltage, s_voltage),
            ["current"] = (Observable.Current, s_rate),
            ["temperature"] = (Observable.Temperature, QuantityType.Temperature),
            ["time"] = (Observable.Time, QuantityType.Time),
            ["capacity"] = (Observable.Capacity, s_capacity),
            ["energy"] = (Observable.Energy, s_energy),
            ["power"] = (
                Observable.Power,
                QuantityType.Of(ImmutableArray.Create(Kinds.Power, Kinds.SpecificPower))
            ),
            ["resistance"] = (
                Observable.Resistance,
                QuantityType.Of(ImmutableArray.Create(Kinds.Resistance, Kinds.ArealResistance))
            ),
            ["SOC"] = (Observable.StateOfCharge, QuantityType.Of(Kinds.StateOfCharge)),
            ["pressure"] = (Observable.Pressure, QuantityType.Of(Kinds.Pressure)),
            ["E_pos"] = (Observable.PositivePotential, s_voltage),
            ["E_neg"] = (Observable.NegativePotential, s_voltage),
            ["E_cell"] = (Observable.CellPotential, s_voltage),
            ["theoretical"] = (Observable.Theoretical, s_capacity),
            ["programmed"] = (Observable.Programmed, s_rate),
            ["nominal"] = (Observable.Nominal, s_capacity),
            ["measured"] = (Observable.Measured, s_capacity),
        };

    private static readonly Dictionary<string, (Figure Figure, QuantityType Type)> s_figures = new()
    {
        ["capacity"] = (Figure.Capacity, s_capacity),
        ["charge_capacity"] = (Figure.ChargeCapacity, s_capacity),
        ["discharge_capacity"] = (Figure.DischargeCapacity, s_capacity),
        ["energy"] = (Figure.Energy, s_energy),
        ["charge_energy"] = (Figure.ChargeEnergy, s_energy),
        ["discharge_energy"] = (Figure.DischargeEnergy, s_energy),
        ["time"] = (Figure.Time, QuantityType.Time),
        ["retention"] = (Figure.Retention, QuantityType.Ratio),
        ["efficiency"] = (Figure.Efficiency, QuantityType.Ratio),
        ["energy_efficiency"] = (Figure.EnergyEfficiency, QuantityType.Ratio),
        ["mean_voltage"] = (Figure.MeanVoltage, s_voltage),
        ["start_voltage"] = (Figure.StartVoltage, s_voltage),
        ["end_voltage"] = (Figure.EndVoltage, s_voltage),
        ["end_current"] = (Figure.EndCurrent, s_rate),
        ["end_temperature"] = (Figure.EndTemperature, QuantityType.Temperature),
        ["count"] = (Figure.Count, QuantityType.Count),
    };

    private static readonly Dictionary<string, (Observable, QuantityType)>.AlternateLookup<
        ReadOnlySpan<char>
    > s_find = s_observables.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<string> Names => s_observables.Keys;

    public static IEnumerable<string> FigureNames => s_figures.Keys;

    public static bool TryFind(ReadOnlySpan<char> name, out Observable observable, out QuantityType type)
    {
        bool found = s_find.TryGetValue(name, out var entry);
        (observable, type) = found ? entry : (default, s_voltage);
        return found;
    }

    public static bool TryFindFigure(string name, out Figure figure, out QuantityType type)
    {
        bool found = s_figures.TryGetValue(name, out var entry);
        (figure, type) = found ? entry : (default, s_voltage);
        return found;
    }

    private static QuantityType Family(string name) =>
        Kinds.TryFind(name, out var kind)
            ? QuantityType.Of(kind)
            : throw new InvalidOperationException($"There is no kind {name}.");
}
