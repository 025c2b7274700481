using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// Finite volumes across negative electrode, separator and positive electrode, even within each; x runs from the negative
/// to the positive collector.
/// </summary>
internal sealed class CellGrid
{
    public CellGrid(CellParameters cell, int negative, int separator, int positive)
    {
        (Negative, Separator, Positive) = (negative, separator, positive);
        int count = negative + separator + positive;
        Width = new double[count];
        Porosity = new double[count];
        HalfPath = new double[count];
        for (int k = 0; k < count; k++)
        {
            var (thickness, porosity, transport, cells) =
                k < negative
                    ? (
                        cell.Negative.Thickness,
                        cell.Negative.Porosity,
                        cell.Negative.TransportFactor,
                        negative
                    )
                : k < negative + separator
                    ? (
                        cell.Separator.Thickness,
                        cell.Separator.Porosity,
                        cell.Separator.TransportFactor,
                        separator
                    )
                : (cell.Positive.Thickness, cell.Positive.Porosity, cell.Positive.TransportFactor, positive);
            Width[k] = thickness / cells;
            Porosity[k] = porosity;
            HalfPath[k] = Width[k] / (2 * transport);
        }
    }

    public int Negative { get; }

    public int Separator { get; }

    public int Positive { get; }

    public int Count => Width.Length;

    /// <summary>Index of the positive electrode's first volume.</summary>
    public int PositiveStart => Negative + Separator;

    /// <summary>m.</summary>
    public double[] Width { get; }

    public double[] Porosity { get; }

    /// <summary>Half a width over the transport factor, m: divided by a bulk conductivity it is half a volume's resistance.</summary>
    public double[] HalfPath { get; }
}
