using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Simulation.Synthesis;

/// <summary>A stretch of time at nearly one temperature.</summary>
/// <param name="Seconds">s.</param>
/// <param name="Temperature">K, the sample's, in the middle of it.</param>
public readonly record struct ThermalSlice(double Seconds, double Temperature);

/// <summary>
/// A furnace and the sample in it. The setpoint runs straight at the programmed rate or at the furnace's greatest,
/// whichever is slower; the sample follows with one time constant; switched off, the furnace cools towards the room by
/// Newton's law.
/// </summary>
/// <param name="Lag">Time constant with which the sample follows, s.</param>
/// <param name="FastestRamp">K/s.</param>
/// <param name="Cooling">Time constant of cooling while switched off, s.</param>
/// <param name="Room">K.</param>
public sealed record Furnace(double Lag, double FastestRamp, double Cooling, double Room)
{
    // The sample's temperature changes by less than this within one slice, K.
    private const double Resolution = 2;

    /// <summary>Parameters: <c>lag</c> (s), <c>ramp</c> (K/s, the greatest), <c>cooling</c> (s), <c>room</c> (K).</summary>
    public static Furnace From(ModelSection section) =>
        new(
            section.Number("lag", "s", 0),
            section.Number("ramp", "K/s", double.PositiveInfinity),
            section.Number("cooling", "s"),
            section.Number("room", "K", Arrhenius.Reference)
        );

    /// <summary>Starts at room temperature.</summary>
    public FurnaceRun Start() => new(this);

    /// <summary>A temperature program in progress.</summary>
    public sealed class FurnaceRun(Furnace furnace)
    {
        private readonly List<ThermalSlice> _slices = [];
        private double _setpoint = furnace.Room;

        /// <summary>The sample's temperature now, K.</summary>
        public double Sample { get; private set; } = furnace.Room;

        /// <summary>Time so far, s.</summary>
        public double Seconds { get; private set; }

        public IReadOnlyList<ThermalSlice> Slices => _slices;

        /// <summary>Ramps the setpoint; an infinite rate means as fast as the furnace can.</summary>
        /// <param name="target">K.</param>
        /// <param name="rate">K/s, positive.</param>
        /// <exception cref="SimulationException">There is no limit to the rate at all, or it is not positive.</exception>
        public void Ramp(double target, double rate)
        {
            double slope = Math.Min(Math.Abs(rate), furnace.FastestRamp);
            if (!(slope > 0))
                throw new SimulationException("A ramp needs a rate above zero.");
            double seconds = double.IsInfinity(slope) ? 0 : Math.Abs(target - _setpoint) / slope;
            double start = _setpoint;
            if (seconds > 0)
                Follow(seconds, t => start + (target - start) * t / seconds);
            _setpoint = target;
        }

        public void Hold(double seconds)
        {
            double held = _setpoint;
            if (seconds > 0)
                Follow(seconds, _ => held);
        }

        /// <summary>Switches off until the furnace has cooled to a temperature, at best 1 K above the room.</summary>
        /// <param name="target">K.</param>
        public void Cool(double target)
        {
            double above = _setpoint - furnace.Room;
            double goal = Math.Max(target - furnace.Room, 1);
            if (above <= goal)
                return;
            double seconds = furnace.Cooling * Math.Log(above / goal);
            Follow(seconds, t => furnace.Room + above * Math.Exp(-t / furnace.Cooling));
            _setpoint = Math.Max(target, furnace.Room);
            Sample = _setpoint;
        }

        private void Follow(double seconds, Func<double, double> setpoint)
        {
            double longest = furnace.Lag > 0 ? Math.Min(seconds, furnace.Lag / 2) : seconds;
            double at = 0;
            double step = longest;
            while (at < seconds)
            {
                step = Math.Min(Math.Min(step * 2, longest), seconds - at);
                double end;
                while (true)
                {
                    end = Next(setpoint(at), setpoint(at + step), step);
                    if (Math.Abs(end - Sample) <= Resolution || step < 0.01)
                        break;
                    step /= 2;
                }
                _slices.Add(new(step, 0.5 * (Sample + end)));
                Sample = end;
                at += step;
            }
            Seconds += seconds;
        }

        /// <summary>T' = (S − T)/τ for a setpoint S that runs straight over the step.</summary>
        private double Next(double from, double to, double step)
        {
            if (furnace.Lag <= 0)
                return to;
            double kept = Math.Exp(-step / furnace.Lag);
            double slope = (to - from) / step;
            return to - slope * furnace.Lag + (Sample - from + slope * furnace.Lag) * kept;
        }
    }
}
