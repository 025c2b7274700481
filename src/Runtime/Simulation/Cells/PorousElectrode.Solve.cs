namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>The equations at a step's end, linearised and solved by Newton's method.</summary>
public partial struct PorousElectrode : ITerminals
{
    // A move, over what is usual, after which Newton's method has squared its error away.
    private const double Sufficient = 2e-5;

    /// <summary>Finds currents, salt and voltage; leaves rates in the scratch. False where the iteration does not end.</summary>
    /// <param name="implicitly">Weight of the salt's rate at the end, s; 0 keeps the salt.</param>
    /// <param name="gains">By how much a surface moves with the current that enters from its volume, m²/A.</param>
    private bool Solve(PorousScratch room, double implicitly, (double Negative, double Positive) gains)
    {
        bool given = _control.GivesCurrent(out double current);
        if (!given)
            current = _current;
        // After a jump a guess that is too even is safe, one that is too large is not: kinetics are logarithms of currents.
        double before = Math.Max(Math.Abs(_current), 1e-9 * _scale);
        double share = implicitly > 0 ? 1 : Math.Min(1, Math.Abs(current) / before);
        Spread(room, current, share);
        bool solved = Converge(room, implicitly, gains, ref current, given, out _);
        if (!solved && implicitly == 0)
        {
            room.Gains = gains;
            current = given ? current : _current;
            if (!double.IsFinite(current))
                current = 0;
            Voltage = _control.Solve(ref this, ref current, _scale);
            solved = double.IsFinite(Voltage);
        }
        if (!solved)
            return false;
        _current = current;
        Rates(room.Negative, _grid.Negative);
        Rates(room.Positive, _grid.Positive);
        _chemical =
            _grid.With.Area
            * (Chemical(room.Negative, _grid.Negative) + Chemical(room.Positive, _grid.Positive));
        return true;
    }

    /// <summary>Voltage at a given current at this very moment, slowly and surely.</summary>
    double ITerminals.VoltageAt(double current, out double slope)
    {
        var room = PorousScratch.OfThread;
        Spread(room, current, 0);
        bool solved = Converge(room, 0, room.Gains, ref current, true, out slope, careful: true);
        return solved ? Voltage : double.NaN;
    }

    private bool Converge(
        PorousScratch room,
        double implicitly,
        (double Negative, double Positive) gains,
        ref double current,
        bool given,
        out double slope,
        bool careful = false
    )
    {
        // Where it ends at all, Newton's method does so in a few rounds; chords end surely and hand over to it.
        int patience = careful ? 200 : 12;
        bool chords = careful;
        bool both = careful || !given;
        double area = _grid.With.Area;
        double usual = _scale / area;
        double filled = _grid.With.Electrolyte.Concentration;
        double total = -current / area;
        Span<double> ionic = _ionic;
        Span<double> salt = _salt;
        slope = 0;
        for (int i = 0; i < patience; i++)
        {
            LookSalt(room);
            LookElectrode(room.Negative, _grid.Negative, gains.Negative, _exchangeNegative, chords);
            LookElectrode(room.Positive, _grid.Positive, gains.Positive, _exchangePositive, chords);
            double voltage = Measure(room, total, out double perTotal);
            Assemble(room.System, room, implicitly, total);
            room.System.Solve(_grid.Unknowns, both);
            var rows = room.System.Rows(_grid.Unknowns);
            double byRight = 0;
            double byOther = perTotal;
            for (int r = 0; r < rows.Length; r++)
            {
                byRight += room.Gradient[r] * rows[r].Right;
                if (both)
                    byOther += room.Gradient[r] * rows[r].Other;
            }
            slope = -byOther / area;
            double more = 0;
            if (!given)
            {
                double residual = _control.Residual(
                    voltage + byRight,
                    current,
                    slope,
                    _scale,
                    out double derivative,
                    out _
                );
                more = -residual / derivative;
                // A voltage grows like a logarithm of the current: a tangent may overshoot by far.
                double most = 2 * Math.Max(Math.Abs(current), _scale);
                more = Math.Clamp(more, -most, most);
            }
            double moreTotal = -more / area;
            double moved = Math.Abs(moreTotal) / usual;
            for (int r = 0; r < rows.Length; r++)
            {
                double by = rows[r].Right + (given ? 0 : rows[r].Other * moreTotal);
                int volume = VolumeOf(r, out bool isSalt);
                if (isSalt)
                {
                    moved = Math.Max(moved, Math.Abs(by) / filled);
                    salt[volume] = Math.Max(0.2 * salt[volume], salt[volume] + by);
                }
                else
                {
                    moved = Math.Max(moved, Math.Abs(by) / usual);
                    ionic[volume] += by;
                }
            }
            current += more;
            total += moreTotal;
            Pass(total);
            if (!chords && !(moved >= Sufficient))
            {
                Voltage = voltage + byRight + byOther * moreTotal;
                return double.IsFinite(Voltage);
            }
            chords = careful && moved > 1e-3;
        }
        return false;
    }

    /// <summary>Between the electrodes and beyond them the electrolyte's current is known.</summary>
    private void Pass(double total)
    {
        Span<double> ionic = _ionic;
        ionic[(_grid.Negative.Count - 1).._grid.Grid.PositiveStart].Fill(total);
        ionic[_grid.Grid.Count - 1] = 0;
    }

    /// <summary>Sums up what is guessed to enter from each electrode, shifted evenly to make the whole.</summary>
    /// <param name="share">Of the guess that is kept first.</param>
    private void Spread(PorousScratch room, double current, double share)
    {
        double total = -current / _grid.With.Area;
        Pass(total);
        Spread(room.Negative, _grid.Negative, total, share);
        Spread(room.Positive, _grid.Positive, total, share);
    }

    private void Spread(PorousScratch.Electrode room, PorousGrid.Side side, double total, double share)
    {
        bool first = side.Start == 0;
        double sum = 0;
        for (int k = 0; k < side.Count; k++)
            sum += share == 0 ? 0 : share * room.Enters[k];
        double shift = ((first ? total : -total) - sum) / side.Count;
        double left = first ? 0 : total;
        for (int k = 0; k < side.Count - 1; k++)
        {
            left += share == 0 ? shift : share * room.Enters[k] + shift;
            _ionic[side.Start + k] = left;
        }
    }

    /// <summary>Ways over diffusivity and conductivity at the present concentrations, at the present temperature.</summary>
    private readonly void LookSalt(PorousScratch room)
    {
        var with = _grid.With.Electrolyte;
        var way = _grid.Grid.HalfPath;
        double conduction = 1 / _conductionFactor;
        for (int k = 0; k < way.Length; k++)
        {
            double inverse = 1 / with.Diffusivity.At(_salt[k], out double slope);
            room.Diffusion[k] = way[k] * inverse;
            room.DiffusionBend[k] = room.Diffusion[k] * inverse * slope;
            inverse = 1 / with.Conductivity.At(_salt[k], out slope);
            room.Conduction[k] = way[k] * inverse * conduction;
            room.ConductionBend[k] = room.Conduction[k] * inverse * slope;
        }
    }

    /// <summary>Potentials of one electrode's surfaces, and what they depend on.</summary>
    /// <param name="chords">
    /// Whether kinetics go by the chord from no current in place of the tangent: as asinh is concave, what Newton's method
    /// minimises then lies above what it means to, and no step overshoots.
    /// </param>
    private readonly void LookElectrode(
        PorousScratch.Electrode room,
        PorousGrid.Side side,
        double gain,
        double exchange,
        bool chords = false
    )
    {
        double twice = 2 * _thermalVoltage;
        double filled = 1 / _grid.With.Electrolyte.Concentration;
        double unit = side.Inverse / exchange;
        for (int k = 0; k < side.Count; k++)
        {
            int volume = side.Start + k;
            double enters = _ionic[volume] - (volume > 0 ? _ionic[volume - 1] : 0);
            double surface = room.Offset[k] + gain * enters;
            double equilibrium = side.Curve.Potential(surface, out double slope);
            double occupied = surface * (1 - surface);
            double salt = _salt[volume];
            double least = Math.Max(occupied, ParticleElectrode.LeastOccupation);
            double inverse = unit / Math.Sqrt(least * salt * filled);
            double ratio = enters * inverse;
            double root = 1 / Math.Sqrt(1 + ratio * ratio);
            double crowding = occupied == least ? 0.5 * gain * (1 - 2 * surface) / occupied : 0;
            double asinh = Math.CopySign(Math.Log(Math.Abs(ratio) + 1 / root), ratio);
            room.Enters[k] = enters;
            room.Equilibrium[k] = equilibrium;
            room.Slope[k] = slope;
            room.Potential[k] = equilibrium + twice * asinh;
            if (chords && Math.Abs(ratio) > 1e-6)
                root = asinh / ratio;
            room.Transfer[k] = twice * root * inverse;
            room.PerCurrent[k] = slope * gain + twice * root * (inverse - ratio * crowding);
            room.PerSalt[k] = -_thermalVoltage * ratio * root / salt;
        }
    }

    private readonly void Rates(PorousScratch.Electrode room, PorousGrid.Side side)
    {
        for (int k = 0; k < side.Count; k++)
        {
            int volume = side.Start + k;
            room.Rates[k] = side.Rate * (_ionic[volume] - (volume > 0 ? _ionic[volume - 1] : 0));
        }
    }

    /// <summary>Power per area that an electrode's reactions take up at the potentials of their surfaces, W/m².</summary>
    private static double Chemical(PorousScratch.Electrode room, PorousGrid.Side side)
    {
        double sum = 0;
        for (int k = 0; k < side.Count; k++)
            sum += room.Enters[k] * room.Equilibrium[k];
        return sum;
    }

    /// <summary>The volume of an unknown, and whether that is its salt or the current after it.</summary>
    private readonly int VolumeOf(int unknown, out bool isSalt)
    {
        int negative = 2 * _grid.Negative.Count - 1;
        int positive = negative + _grid.Grid.Separator;
        if (unknown < negative)
        {
            isSalt = (unknown & 1) == 0;
            return unknown >> 1;
        }
        isSalt = unknown < positive || ((unknown - positive) & 1) == 0;
        return unknown < positive
            ? unknown - negative + _grid.Negative.Count
            : _grid.Grid.PositiveStart + ((unknown - positive) >> 1);
    }
}
