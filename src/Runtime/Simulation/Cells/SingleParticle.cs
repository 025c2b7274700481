using System.Numerics;
using System.Runtime.Intrinsics;
using CellDsl.Contracts;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Simulation.Cells;

/// <summary>
/// A full cell with one particle for each electrode: the single-particle model (SPM) with
/// <see cref="UniformElectrolyte"/>, that with electrolyte (SPMe) with <see cref="DiffusingElectrolyte"/>.
/// <code>
/// V = U₊(s₊) − U₋(s₋) + (2RT/F)(asinh(I/2I₀₊) + asinh(I/2I₀₋)) + polarisation of the salt + R·I
/// </code>
/// Optional states: one temperature, an interphase that grows on the negative electrode, loss of active material with its
/// lithium. A straight current is integrated without error in the particles; heat and ageing are of second order. Positive
/// current charges. Equations, sources and choices: docs/models.md.
/// </summary>
/// <typeparam name="TElectrolyte">What the electrolyte adds.</typeparam>
public partial struct SingleParticle<TElectrolyte> : ICellModel
    where TElectrolyte : struct, IElectrolyte
{
    private readonly InterphaseParameters? _interphase;
    private readonly double _scale;
    private readonly double _contact;
    private readonly double _solid;

    private SpherePair _particles;
    private ParticleElectrode _negative;
    private ParticleElectrode _positive;
    private TElectrolyte _electrolyte;
    private CellHeat _heat;
    private Control _control;

    // The film: thickness, what it has bound, its current at the last solution.
    private double _film;
    private double _filmLithium;
    private double _side;
    private double _filmFactor = 1;

    private double _ratesAt = Arrhenius.Reference;
    private double _thermalVoltage = Arrhenius.GasConstant * Arrhenius.Reference / Arrhenius.Faraday;

    // The last solution.
    private double _current;
    private double _base;
    private double _equilibrium;
    private double _negativePotential;

    /// <summary>The cell at rest as its parameters describe it.</summary>
    public SingleParticle(CellParameters cell)
    {
        double salt = cell.Electrolyte.Concentration;
        _negative = new(new(cell.Negative, cell.Area, salt));
        _positive = new(new(cell.Positive, cell.Area, salt));
        _particles = new(cell.Negative.InitialLithiation, cell.Positive.InitialLithiation);
        _electrolyte = default;
        _electrolyte.Fill(cell);
        _heat = new(cell.Thermal, cell.InitialTemperature);
        _interphase = cell.Interphase;
        _film = cell.Interphase?.InitialThickness ?? 0;
        _scale = cell.NominalCapacity / 3600;
        _contact = cell.ContactResistance;
        // The plain model has neither electrolyte nor solid resistance.
        _solid = TElectrolyte.Answers
            ? (
                cell.Negative.Thickness / cell.Negative.EffectiveConductivity
                + cell.Positive.Thickness / cell.Positive.EffectiveConductivity
            ) / (3 * cell.Area)
            : 0;
        Warm(cell.InitialTemperature, cell.InitialTemperature);
        Jump();
    }

    public double Voltage { readonly get; private set; }

    public readonly double Current => _current;

    public readonly double Temperature => _heat.Temperature;

    public readonly double Ambient => _heat.Ambient;

    public readonly string? Exhaustion =>
        !TElectrolyte.Answers ? null
        : _electrolyte.IsDepleted ? "the electrolyte is depleted"
        : null;

    public readonly double SwitchDistance => _control.SwitchDistance(Voltage, _current);

    public readonly double StepError => _electrolyte.Error;

    static bool ICellModel.TellsElectrodes => true;

    /// <remarks>Surface potential less overpotential; the drop in the salt between electrode and reference is left out.</remarks>
    public readonly double NegativePotential
    {
        get
        {
            double intercalation = _current - _side;
            double equilibrium = _negative.Equilibrium(
                intercalation,
                _electrolyte.SaltNegative,
                out _,
                out double growth,
                out _
            );
            return equilibrium - Math.CopySign(2 * _thermalVoltage * Math.Log(growth), intercalation);
        }
    }

    /// <summary>Mean lithiation of the negative electrode.</summary>
    public readonly double NegativeLithiation => _particles.Mean[0];

    /// <summary>Mean lithiation of the positive electrode.</summary>
    public readonly double PositiveLithiation => _particles.Mean[1];

    /// <summary>Charge between lithiation 0 and 1 of the negative material that still takes part, A·s.</summary>
    public readonly double NegativeCapacity => _negative.Capacity;

    /// <summary>The same of the positive material, A·s.</summary>
    public readonly double PositiveCapacity => _positive.Capacity;

    /// <summary>Lithium that still cycles, A·s.</summary>
    public readonly double Lithium =>
        _negative.Capacity * _particles.Mean[0] + _positive.Capacity * _particles.Mean[1];

    /// <summary>Lithium that the interphase has bound, A·s.</summary>
    public readonly double LithiumInFilm => _filmLithium;

    /// <summary>Lithium that left with lost material, A·s.</summary>
    public readonly double LithiumLost => _negative.LithiumLost + _positive.LithiumLost;

    /// <summary>Thickness of the interphase, m.</summary>
    public readonly double Film => _film;

    /// <summary>Energy that the present charge could give if it were drawn infinitely slowly, J, up to a constant.</summary>
    public readonly double StoredEnergy =>
        -_positive.Integral(_particles.Mean[1]) - _negative.Integral(_particles.Mean[0]);

    /// <summary>Open-circuit voltage once the particles have evened out, V.</summary>
    public readonly double RestVoltage =>
        _positive.RestPotential(_particles.Mean[1]) - _negative.RestPotential(_particles.Mean[0]);

    public void Apply(in Command command)
    {
        _control.Take(in command, Voltage);
        _heat.Aim(command.Temperature);
        Warm(_heat.Temperature, _heat.Temperature);
        Jump();
    }

    public void Advance(double seconds)
    {
        if (seconds <= 0)
            return;
        if (!_heat.Rests)
        {
            double end = _heat.After(seconds, _heat.Power);
            Warm(0.5 * (_heat.Temperature + end), end);
        }
        _control.Advance(seconds);
        // Half of the ageing before and half after: the step then has the mean capacity, and is of second order.
        Age(0.5 * seconds);
        _particles.Prepare(seconds, Rates, Times, out var step);
        (_negative.Offset, _negative.Gain) = (step.Offset[0], step.Gain[0] / _negative.Capacity);
        (_positive.Offset, _positive.Gain) = (step.Offset[1], step.Gain[1] / _positive.Capacity);
        if (TElectrolyte.Answers)
            _electrolyte.Begin(seconds);
        Solve(moves: true);
        if (TElectrolyte.Answers)
            _electrolyte.Take();
        (_negative.Current, _positive.Current) = (_current - _side, -_current);
        _particles.Take(in step, Rates);
        Age(0.5 * seconds);
        if (_heat.IsOwn || !_heat.Rests)
            _heat.Advance(seconds, HeatPower);
    }

    public readonly Complex Impedance(double frequency)
    {
        double angular = 2 * Math.PI * frequency;
        return Resistance
            + _negative.Impedance(angular, _thermalVoltage, _electrolyte.SaltNegative)
            + _positive.Impedance(angular, _thermalVoltage, _electrolyte.SaltPositive)
            + _thermalVoltage * _electrolyte.PolarisationFactor * _electrolyte.Response(angular);
    }

    private readonly Vector128<double> Rates => Vector128.Create(_negative.Rate, _positive.Rate);

    private readonly Vector128<double> Times => Vector128.Create(_negative.Time, _positive.Time);

    /// <summary>Heat of resistances and reactions, W; entropy of reaction and mixing are left out.</summary>
    public readonly double HeatPower => _current * (Voltage - _equilibrium);

    /// <summary>Solves for the current at this very moment, the cell's state as it is.</summary>
    private void Jump()
    {
        var surface = _particles.SurfaceOffset;
        double instant = SphereModes.Instant;
        (_negative.Offset, _negative.Gain) = (surface[0], instant * _negative.Time / _negative.Capacity);
        (_positive.Offset, _positive.Gain) = (surface[1], instant * _positive.Time / _positive.Capacity);
        _electrolyte.Jump(_current);
        Solve(moves: false);
        if (_control.LimitTo(_current))
            Solve(moves: false);
        _electrolyte.Jump(_current);
        (_negative.Current, _positive.Current) = (_current - _side, -_current);
        _heat.Power = HeatPower;
    }

    /// <summary>Takes on the rates at a temperature inside the particles and one everywhere else, K.</summary>
    private void Warm(double inside, double outside)
    {
        if (_ratesAt == outside && inside == outside)
            return;
        _ratesAt = outside;
        _thermalVoltage = Arrhenius.GasConstant * outside / Arrhenius.Faraday;
        double inverse = (1 / Arrhenius.Reference - 1 / outside) / Arrhenius.GasConstant;
        double within = (1 / Arrhenius.Reference - 1 / inside) / Arrhenius.GasConstant;
        _negative.Warm(within, inverse);
        _positive.Warm(within, inverse);
        _electrolyte.Warm(inverse);
        if (_interphase is not null)
            _filmFactor = Math.Exp(_interphase.Activation * inverse);
    }

    private void Age(double seconds)
    {
        _negative.Age(seconds, _particles.Mean[0]);
        _positive.Age(seconds, _particles.Mean[1]);
        if (_interphase is null)
            return;
        double bound = _side * seconds;
        _filmLithium += bound;
        _film +=
            bound
            * _interphase.MolarVolume
            / (_interphase.LithiumPerFilm * Arrhenius.Faraday * _negative.Surface);
    }
}
