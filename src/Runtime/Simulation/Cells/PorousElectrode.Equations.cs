namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>Residuals and their derivatives.</summary>
public partial struct PorousElectrode
{
    /// <summary>(2RT/F)(1 − t₊)(1 + d ln f/d ln c), V.</summary>
    private readonly double Diffusional =>
        2
        * _thermalVoltage
        * (1 - _grid.With.Electrolyte.Transference)
        * _grid.With.Electrolyte.ThermodynamicFactor;

    /// <summary>Voltage at the present guess, V; its derivatives by the unknowns go to the scratch.</summary>
    /// <param name="total">Current from the negative to the positive, A/m².</param>
    /// <param name="perTotal">The derivative by it, Ω·m².</param>
    private readonly double Measure(PorousScratch room, double total, out double perTotal)
    {
        int count = _grid.Grid.Count;
        int firstBetween = _grid.Negative.Count - 1;
        int start = _grid.Grid.PositiveStart;
        int last = _grid.Positive.Count - 1;
        double contact = _grid.With.ContactResistance * _grid.With.Area;
        perTotal = -0.5 * (_grid.Negative.Solid + _grid.Positive.Solid) - contact;
        double voltage = perTotal * total;
        double left = 0;
        int row = 0;
        for (int k = 0; k < count; k++)
        {
            double right = _ionic[k];
            room.Gradient[row++] = room.ConductionBend[k] * (left + right);
            if (k + 1 == count)
                break;
            double way = room.Conduction[k] + room.Conduction[k + 1];
            voltage -= right * way;
            if (k >= firstBetween && k < start)
                perTotal -= way;
            else
                room.Gradient[row++] = -way;
            left = right;
        }
        // The collectors: half a volume from the middle of the last one, and the surfaces there.
        var (negative, positive) = (room.Negative, room.Positive);
        double factor = Diffusional;
        voltage +=
            positive.Potential[last]
            - negative.Potential[0]
            + factor * Math.Log(_salt[count - 1] / _salt[0])
            + 0.125 * (_ionic[0] * _grid.Negative.Solid + _ionic[count - 2] * _grid.Positive.Solid);
        room.Gradient[0] -= negative.PerSalt[0] + factor / _salt[0];
        room.Gradient[1] += 0.125 * _grid.Negative.Solid - negative.PerCurrent[0];
        room.Gradient[row - 1] += positive.PerSalt[last] + factor / _salt[count - 1];
        room.Gradient[row - 2] += 0.125 * _grid.Positive.Solid - positive.PerCurrent[last];
        return voltage;
    }

    /// <summary>Residuals, negated, their derivatives by the unknowns, and those by the whole current, negated.</summary>
    private readonly void Assemble(
        BandedSystem<double> system,
        PorousScratch room,
        double implicitly,
        double total
    )
    {
        var rows = system.Rows(_grid.Unknowns);
        int count = _grid.Grid.Count;
        int row = 0;
        double flux = 0;
        double byLeft = 0;
        double byOwn = 0;
        double left = 0;
        for (int k = 0; k < count; k++)
        {
            var (side, node) = SideOf(k);
            double salt = _salt[k];
            double next = 0;
            double nextByOwn = 0;
            double nextByRight = 0;
            if (k + 1 < count)
            {
                double inverse = 1 / (room.Diffusion[k] + room.Diffusion[k + 1]);
                double passes = _diffusionFactor * inverse;
                next = passes * (salt - _salt[k + 1]);
                double share = next * inverse;
                nextByOwn = passes + share * room.DiffusionBend[k];
                nextByRight = share * room.DiffusionBend[k + 1] - passes;
            }
            double right = _ionic[k];
            double perFlux = implicitly * _grid.PerVolume[k];
            double perCurrent = side is null ? 0 : implicitly * _grid.PerCurrent[k];
            bool isFirst = node == 0;
            bool isLast = side is not null && node == side.Count - 1;
            bool currentLeft = side is not null && !isFirst;
            bool currentRight = side is not null && !isLast;
            ref var ofSalt = ref rows[row++];
            ofSalt = default;
            ofSalt.Right = room.Known[k] - salt + perFlux * (flux - next) + perCurrent * (right - left);
            ofSalt.Diagonal = 1 - perFlux * (byOwn - nextByOwn);
            if (currentLeft)
                (ofSalt.Lower2, ofSalt.Lower1) = (-perFlux * byLeft, perCurrent);
            else
                ofSalt.Lower1 = -perFlux * byLeft;
            if (currentRight)
                (ofSalt.Upper1, ofSalt.Upper2) = (-perCurrent, perFlux * nextByRight);
            else
                ofSalt.Upper1 = perFlux * nextByRight;
            // At the separator the whole current enters from one side.
            if (isLast && k < _grid.Negative.Count)
                ofSalt.Other = perCurrent;
            else if (isFirst && k > 0)
                ofSalt.Other = -perCurrent;
            (flux, byLeft, byOwn) = (next, nextByOwn, nextByRight);
            left = right;
            if (!currentRight || side is null)
                continue;

            var surface = k < _grid.Negative.Count ? room.Negative : room.Positive;
            ref var ofCurrent = ref rows[row++];
            double way = room.Conduction[k] + room.Conduction[k + 1] + side.Solid;
            double factor = Diffusional;
            double own = surface.PerCurrent[node];
            double other = surface.PerCurrent[node + 1];
            ofCurrent = default;
            ofCurrent.Right =
                surface.Potential[node]
                - surface.Potential[node + 1]
                - side.Solid * total
                + right * way
                - factor * Math.Log(_salt[k + 1] / salt);
            ofCurrent.Diagonal = -own - other - way;
            ofCurrent.Lower1 = -surface.PerSalt[node] - factor / salt + right * room.ConductionBend[k];
            ofCurrent.Upper1 =
                surface.PerSalt[node + 1] + factor / _salt[k + 1] + right * room.ConductionBend[k + 1];
            ofCurrent.Other = -side.Solid;
            if (!isFirst)
                ofCurrent.Lower2 = own;
            else if (k > 0)
                ofCurrent.Other -= own;
            if (node + 2 < side.Count)
                ofCurrent.Upper2 = other;
            else if (k < _grid.Negative.Count)
                ofCurrent.Other -= other;
        }
    }

    /// <summary>The electrode of a volume and its place there; none in the separator.</summary>
    private readonly (PorousGrid.Side? Side, int Node) SideOf(int volume) =>
        volume < _grid.Negative.Count ? (_grid.Negative, volume)
        : volume >= _grid.Grid.PositiveStart ? (_grid.Positive, volume - _grid.Grid.PositiveStart)
        : (null, -1);
}
