namespace CellDsl.Runtime.Simulation.Parameters;

/// <summary>
/// How two electrodes share their lithium: the lithiations at which the open-circuit voltage equals the cut-offs, with the
/// total lithium fixed by the initial concentrations (P. Mohtat et al., J. Power Sources 427, 101 (2019)). State of charge
/// runs from 0 to 1 between them, in proportion to charge.
/// </summary>
public sealed record ChargeBalance
{
    /// <summary>Of the negative electrode at 0 and 1.</summary>
    public required (double Empty, double Full) Negative { get; init; }

    /// <summary>Of the positive electrode at 0 and 1.</summary>
    public required (double Empty, double Full) Positive { get; init; }

    /// <summary>Charge between the cut-offs at open circuit, A·s.</summary>
    public required double Capacity { get; init; }

    /// <exception cref="ArgumentException">No state of the cell has the voltage of one of its cut-offs.</exception>
    public static ChargeBalance Of(CellParameters cell)
    {
        double negative = cell.Negative.ArealCapacity;
        double positive = cell.Positive.ArealCapacity;
        double lithium =
            negative * cell.Negative.InitialLithiation + positive * cell.Positive.InitialLithiation;
        double empty = Lithiation(cell, negative, positive, lithium, cell.LowerCutOff);
        double full = Lithiation(cell, negative, positive, lithium, cell.UpperCutOff);
        return new()
        {
            Negative = (empty, full),
            Positive = ((lithium - negative * empty) / positive, (lithium - negative * full) / positive),
            Capacity = (full - empty) * negative * cell.Area,
        };
    }

    /// <summary>The same cell at a state of charge, at rest.</summary>
    public static CellParameters At(CellParameters cell, double stateOfCharge)
    {
        var balance = Of(cell);
        double negative =
            balance.Negative.Empty + stateOfCharge * (balance.Negative.Full - balance.Negative.Empty);
        double positive =
            balance.Positive.Empty + stateOfCharge * (balance.Positive.Full - balance.Positive.Empty);
        return cell with
        {
            Negative = cell.Negative with
            {
                InitialConcentration = negative * cell.Negative.MaximumConcentration,
            },
            Positive = cell.Positive with
            {
                InitialConcentration = positive * cell.Positive.MaximumConcentration,
            },
        };
    }

    /// <summary>Lithiation of the negative electrode at an open-circuit voltage, which grows with it.</summary>
    private static double Lithiation(
        CellParameters cell,
        double negative,
        double positive,
        double lithium,
        double voltage
    )
    {
        double Difference(double x) =>
            cell.Positive.OpenCircuit.Potential((lithium - negative * x) / positive, out _)
            - cell.Negative.OpenCircuit.Potential(x, out _)
            - voltage;
        double low = Math.Max(0, (lithium - positive) / negative);
        double high = Math.Min(1, lithium / negative);
        if (!(Difference(low) <= 0 && Difference(high) >= 0))
            throw new ArgumentException(
                $"No state of the cell `{cell.Name}` has an open-circuit voltage of {voltage} V.",
                nameof(cell)
            );
        for (int i = 0; i < 200 && high - low > 1e-15; i++)
        {
            double middle = 0.5 * (low + high);
            if (Difference(middle) > 0)
                high = middle;
            else
                low = middle;
        }
        return 0.5 * (low + high);
    }
}
