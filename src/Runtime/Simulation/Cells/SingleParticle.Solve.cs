using System.Runtime.CompilerServices;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>The terminals: which current and voltage go with the state at a step's end.</summary>
public partial struct SingleParticle<TElectrolyte> : ITerminals
    where TElectrolyte : struct, IElectrolyte
{
    /// <summary>In series with everything else, Ω; the film's is spread over the particles.</summary>
    private readonly double Resistance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            double ohmic = _contact + _solid + _electrolyte.Resistance;
            return _interphase is null ? ohmic : ohmic + _interphase.Resistivity * _film / _negative.Surface;
        }
    }

    /// <param name="moves">Whether time passes; if not, the salt stays where it is.</param>
    private void Solve(bool moves)
    {
        bool given = _control.GivesCurrent(out double current);
        if (!given)
            current = _current;
        // The electrolyte and the side reaction are linearised about a current and a potential, until these stay.
        for (int i = 0; i < 20; i++)
        {
            _base = current;
            double side = _side;
            if (TElectrolyte.Answers && moves)
                _electrolyte.End(current, given);
            if (given)
                Voltage = VoltageAt(current, out _);
            else
                Voltage = _control.Solve(ref this, ref current, _scale);
            bool stays = given || !TElectrolyte.Answers || Math.Abs(current - _base) <= 1e-8 * _scale;
            if (_interphase is not null)
            {
                double next = SideCurrent(_negativePotential);
                // It may be far smaller than the scale and still grow a film over years: it is followed always, and only
                // whether the voltage is worth another round is judged by the scale. What is bound and what is
                // intercalated are counted with the same current, converged or not.
                _side = next;
                stays &= Math.Abs(next - side) <= 1e-8 * _scale;
            }
            if (stays)
                break;
        }
        _current = current;
    }

    double ITerminals.VoltageAt(double current, out double slope) => VoltageAt(current, out slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double VoltageAt(double current, out double slope)
    {
        double intercalation = current - _side;
        double negative = _negative.Equilibrium(
            intercalation,
            _electrolyte.SaltNegative,
            out double slopeNegative,
            out double growthNegative,
            out double growthSlopeNegative
        );
        double positive = _positive.Equilibrium(
            -current,
            _electrolyte.SaltPositive,
            out double slopePositive,
            out double growthPositive,
            out double growthSlopePositive
        );
        double twice = 2 * _thermalVoltage;
        double resistance = Resistance;
        double salt = _thermalVoltage * _electrolyte.PolarisationFactor;
        double saltSlope = salt * _electrolyte.PolarisationSlope;
        slope =
            resistance
            + saltSlope
            - slopeNegative
            - slopePositive
            + twice * (growthSlopeNegative + growthSlopePositive);
        _equilibrium = positive - negative;
        double overpotential;
        if (_interphase is null)
            // Both have the sign of the current: one logarithm for two.
            overpotential = Math.CopySign(twice * Math.Log(growthNegative * growthPositive), current);
        else
        {
            double ofNegative = Math.CopySign(twice * Math.Log(growthNegative), intercalation);
            _negativePotential = negative - ofNegative;
            overpotential = ofNegative + Math.CopySign(twice * Math.Log(growthPositive), current);
        }
        return _equilibrium
            + overpotential
            + resistance * current
            + salt * _electrolyte.Polarisation
            + saltSlope * (current - _base);
    }

    /// <summary>What the growing film takes of a charging current, A, at a potential of the negative electrode.</summary>
    private readonly double SideCurrent(double potential)
    {
        if (_interphase is null)
            return 0;
        const double LargestExponent = 60;
        double exponent = -_interphase.TransferCoefficient * potential / _thermalVoltage;
        double rate = _interphase.RateConstant * Math.Exp(Math.Min(exponent, LargestExponent));
        // 1/(1/K + L/D) has both limits.
        double slowed = 1 / (1 / rate + _film / _interphase.Diffusivity);
        return Arrhenius.Faraday
            * _interphase.SolventConcentration
            * slowed
            * _filmFactor
            * _negative.Surface;
    }
}
