using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>What does not change of a porous-electrode cell: its volumes and its parameters, per volume where that saves work.</summary>
internal sealed class PorousGrid
{
    public PorousGrid(CellParameters cell, int negative, int separator, int positive)
    {
        With = cell;
        Grid = new(cell, negative, separator, positive);
        Negative = new(cell.Negative, Grid.Width[0], negative, 0, cell.Electrolyte.Concentration);
        Positive = new(
            cell.Positive,
            Grid.Width[^1],
            positive,
            Grid.PositiveStart,
            cell.Electrolyte.Concentration
        );
        PerVolume = new double[Grid.Count];
        PerCurrent = new double[Grid.Count];
        for (int k = 0; k < Grid.Count; k++)
        {
            PerVolume[k] = 1 / (Grid.Width[k] * Grid.Porosity[k]);
            PerCurrent[k] = (1 - cell.Electrolyte.Transference) / Arrhenius.Faraday * PerVolume[k];
        }
    }

    public CellParameters With { get; }

    public CellGrid Grid { get; }

    public Side Negative { get; }

    public Side Positive { get; }

    /// <summary>1/(h·ε), 1/m.</summary>
    public double[] PerVolume { get; }

    /// <summary>(1 − t₊)/(F·h·ε): salt made by the current that enters a volume's electrolyte, mol/(m·A·s).</summary>
    public double[] PerCurrent { get; }

    /// <summary>Unknowns of a step: a concentration in each volume, a current between any two of one electrode.</summary>
    public int Unknowns => Grid.Count + Negative.Count - 1 + Positive.Count - 1;

    /// <summary>One of the two electrodes.</summary>
    internal sealed class Side(ElectrodeParameters with, double width, int count, int start, double salt)
    {
        public ElectrodeParameters With { get; } = with;

        public OpenCircuitCurve Curve { get; } = with.OpenCircuit;

        public double Width { get; } = width;

        public int Count { get; } = count;

        /// <summary>Index of its first volume.</summary>
        public int Start { get; } = start;

        /// <summary>Ω·m² from one volume's middle to the next, in the solid.</summary>
        public double Solid { get; } = width / with.EffectiveConductivity;

        /// <summary>Rate of the mean lithiation for a current that enters the electrolyte, 1/s per A/m².</summary>
        public double Rate { get; } =
            -1 / (width * Arrhenius.Faraday * with.ActiveFraction * with.MaximumConcentration);

        /// <summary>1/(2·a·h·j₀) over √(s(1−s)·c/c₀) at the reference temperature, m²/A.</summary>
        public double Inverse { get; } =
            0.5
            / (
                with.SpecificSurface
                * width
                * with.ExchangeConstant
                * Math.Sqrt(salt)
                * with.MaximumConcentration
            );

        /// <summary>Double layer of one volume per electrode area, F/m².</summary>
        public double DoubleLayer { get; } = with.SpecificSurface * width * with.DoubleLayer;
    }
}
