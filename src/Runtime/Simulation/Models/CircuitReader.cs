using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Cells;

namespace CellDsl.Runtime.Simulation.Models;

/// <summary>Reads the parameters of an equivalent circuit from the blocks of a model.</summary>
internal static class CircuitReader
{
    /// <summary>
    /// <c>circuit</c>: <c>open_circuit</c> (pairs of state of charge and V), <c>capacity</c> (A·s, else the cell's nominal),
    /// <c>resistance</c> (Ω), <c>pairs</c> (of Ω and s), <c>resistance_activation</c> (J/mol), <c>hysteresis</c> (V),
    /// <c>hysteresis_rate</c>, <c>initial_charge</c>, <c>temperature</c> (K); and <c>thermal</c>.
    /// </summary>
    /// <exception cref="SimulationException">A parameter is missing or makes no sense.</exception>
    public static TheveninParameters Read(ModelSection circuit, ModelSection? thermal, in CellFacts facts)
    {
        double capacity = circuit.Number("capacity", "A·s", facts.NominalCapacity);
        if (!(capacity > 0))
            throw circuit.Wrong(
                "capacity",
                "must be above zero; the cell states no `nominal_capacity` either"
            );
        var pairs = circuit.Has("pairs") ? circuit.Table("pairs", "resistance", "time") : [];
        if (pairs.Count > Thevenin.MostPairs)
            throw circuit.Wrong(
                "pairs",
                $"may hold at most {Thevenin.MostPairs} RC pairs, not {pairs.Count}"
            );
        return new()
        {
            OpenCircuit = circuit.Curve(
                "open_circuit",
                [.. circuit.Table("open_circuit", "charge", "voltage").Select(p => (1 - p.Argument, p.Value))]
            ),
            Capacity = capacity,
            Resistance = circuit.Number("resistance", "Ω"),
            Pairs = pairs,
            ResistanceActivation = circuit.Number("resistance_activation", "J/mol", 0),
            Hysteresis = circuit.Number("hysteresis", "V", 0),
            HysteresisRate = circuit.Number("hysteresis_rate", "1", 10),
            InitialDepth = 1 - circuit.Number("initial_charge", "1", 0),
            Thermal = FullCellReader.Thermal(thermal),
            InitialTemperature = circuit.Number("temperature", "K", Arrhenius.Reference),
        };
    }
}
