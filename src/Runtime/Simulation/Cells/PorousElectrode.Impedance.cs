using System.Numerics;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>The same equations for a small signal at the present state.</summary>
public partial struct PorousElectrode
{
    public readonly Complex Impedance(double frequency)
    {
        double angular = 2 * Math.PI * frequency;
        var room = PorousScratch.OfThread;
        var gains = Stand(room);
        double total = -_current / _grid.With.Area;
        LookSalt(room);
        LookElectrode(room.Negative, _grid.Negative, gains.Negative, _exchangeNegative);
        LookElectrode(room.Positive, _grid.Positive, gains.Positive, _exchangePositive);
        var negative = Surfaces(room.Negative, _grid.Negative, _timeNegative, angular);
        var positive = Surfaces(room.Positive, _grid.Positive, _timePositive, angular);
        Measure(room, total, out double perTotal);
        Assemble(room.System, room, 1, total);

        // Assembled with surfaces that take no voltage and with 1 s in place of 1/(iω); these are put in here.
        var real = room.System.Rows(_grid.Unknowns);
        var rows = room.SmallSignal.Rows(_grid.Unknowns);
        for (int r = 0; r < rows.Length; r++)
        {
            ref var from = ref real[r];
            int volume = VolumeOf(r, out bool isSalt);
            var lower2 = Complex.Zero;
            var diagonal = Complex.Zero;
            var upper2 = Complex.Zero;
            var other = Complex.Zero;
            var (side, node) = SideOf(volume);
            if (isSalt || side is null)
                diagonal = new Complex(-1, angular);
            else
            {
                bool isNegative = side.Start == 0;
                var surfaces = isNegative ? negative : positive;
                diagonal = -surfaces[node] - surfaces[node + 1];
                if (node > 0)
                    lower2 = surfaces[node];
                else if (!isNegative)
                    other = -surfaces[node];
                if (node + 2 < side.Count)
                    upper2 = surfaces[node + 1];
                else if (isNegative)
                    other = -surfaces[node + 1];
            }
            rows[r] = new()
            {
                Lower2 = from.Lower2 + lower2,
                Lower1 = from.Lower1,
                Diagonal = from.Diagonal + diagonal,
                Upper1 = from.Upper1,
                Upper2 = from.Upper2 + upper2,
                Right = from.Other + other,
            };
        }
        room.SmallSignal.Solve(_grid.Unknowns, both: false);
        var perCurrent = new Complex(perTotal, 0);
        for (int r = 0; r < rows.Length; r++)
            perCurrent += room.Gradient[r] * rows[r].Right;
        perCurrent -= negative[0] * rows[1].Right + positive[^1] * rows[^2].Right;
        return -perCurrent / _grid.With.Area;
    }

    /// <summary>
    /// Impedances of the surfaces of an electrode's volumes, Ω·m²: charge transfer and particles beside the double layer.
    /// What they take of the voltage is removed from the scratch.
    /// </summary>
    private static Complex[] Surfaces(
        PorousScratch.Electrode room,
        PorousGrid.Side side,
        double time,
        double angular
    )
    {
        var surfaces = new Complex[side.Count];
        var inside = side.Rate * SphereDiffusion.Response(angular, time);
        for (int k = 0; k < side.Count; k++)
        {
            var faradaic = room.Transfer[k] + room.Slope[k] * inside;
            var layer = new Complex(0, angular * side.DoubleLayer);
            surfaces[k] = 1 / (1 / faradaic + layer);
            room.PerSalt[k] *= (surfaces[k] / faradaic).Real;
            room.PerCurrent[k] = 0;
        }
        return surfaces;
    }
}
