using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Compiler.Exchange.Machines;

/// <summary>What is known of the cell that a protocol is exported for, exact.</summary>
public sealed class ExactCell
{
    private readonly Dictionary<CellFact, Rational> _known = [];

    private ExactCell(string? name) => Name = name;

    public string? Name { get; }

    /// <summary>The fact in SI; null where it is not known, or a limit is not stated.</summary>
    public Rational? this[CellFact fact] => _known.TryGetValue(fact, out var value) ? value : (Rational?)null;

    /// <summary>Whether the fact is a limit, which means nothing while it is not stated.</summary>
    public static bool IsLimit(CellFact fact) => fact >= CellFact.LowestVoltage;

    public static ExactCell Of(string? name, PlanCellFacts facts)
    {
        var cell = new ExactCell(name);
        cell.Add(CellFact.ActiveMass, facts.ActiveMass.Value);
        cell.Add(CellFact.CompositeMass, facts.CompositeMass.Value);
        cell.Add(CellFact.ElectrodeArea, facts.ElectrodeArea.Value);
        cell.Add(CellFact.NominalCapacity, facts.NominalCapacity.Value);
        cell.Add(CellFact.TheoreticalCapacity, facts.TheoreticalCapacity.Value);
        cell.Add(CellFact.CounterPotential, facts.CounterPotential.Value);
        cell.Add(CellFact.ReferencePotential, facts.ReferencePotential ?? Rational.Zero);
        cell.Add(CellFact.LowestVoltage, facts.Limits.LowestVoltage);
        cell.Add(CellFact.HighestVoltage, facts.Limits.HighestVoltage);
        cell.Add(CellFact.LowestTemperature, facts.Limits.LowestTemperature);
        cell.Add(CellFact.HighestTemperature, facts.Limits.HighestTemperature);
        cell.Add(CellFact.HighestCurrent, facts.Limits.HighestCurrent);
        cell.Add(CellFact.HighestCurrentRatio, facts.Limits.HighestCurrentRatio);
        cell.Add(CellFact.LowestPressure, facts.Limits.LowestPressure);
        cell.Add(CellFact.HighestPressure, facts.Limits.HighestPressure);
        cell.Add(CellFact.HighestCapacity, facts.Limits.HighestCapacity);
        return cell;
    }

    /// <summary>The same from what a machine is told at run time; NaN and infinity are unknown.</summary>
    public static ExactCell Of(string? name, in CellFacts facts)
    {
        var cell = new ExactCell(name);
        cell.Add(CellFact.ActiveMass, facts.ActiveMass);
        cell.Add(CellFact.CompositeMass, facts.CompositeMass);
        cell.Add(CellFact.ElectrodeArea, facts.ElectrodeArea);
        cell.Add(CellFact.NominalCapacity, facts.NominalCapacity);
        cell.Add(CellFact.TheoreticalCapacity, facts.TheoreticalCapacity);
        cell.Add(CellFact.CounterPotential, facts.CounterPotential);
        cell.Add(CellFact.ReferencePotential, facts.ReferencePotential);
        cell.Add(CellFact.LowestVoltage, facts.LowestVoltage);
        cell.Add(CellFact.HighestVoltage, facts.HighestVoltage);
        cell.Add(CellFact.LowestTemperature, facts.LowestTemperature);
        cell.Add(CellFact.HighestTemperature, facts.HighestTemperature);
        cell.Add(CellFact.HighestCurrent, facts.HighestCurrent);
        cell.Add(CellFact.HighestCurrentRatio, facts.HighestCurrentRatio);
        cell.Add(CellFact.LowestPressure, facts.LowestPressure);
        cell.Add(CellFact.HighestPressure, facts.HighestPressure);
        cell.Add(CellFact.HighestCapacity, facts.HighestCapacity);
        return cell;
    }

    private void Add(CellFact fact, Rational? value)
    {
        if (value is { } known)
            _known[fact] = known;
    }

    private void Add(CellFact fact, double value)
    {
        if (double.IsFinite(value))
            _known[fact] = Rational.FromDouble(value);
    }
}
