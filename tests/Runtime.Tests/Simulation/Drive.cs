using CellDsl.Contracts;
using CellDsl.Runtime.Simulation;
using CellDsl.Runtime.Simulation.Parameters;

namespace CellDsl.Runtime.Tests.Simulation;

/// <summary>Moves models without a loop.</summary>
internal static class Drive
{
    /// <summary>Chen 2020 half charged.</summary>
    public static CellParameters Half { get; } = ChargeBalance.At(Chen2020.Parameters, 0.5);

    public static void Put<T>(
        ref T model,
        ControlMode mode,
        double setpoint = 0,
        double limit = double.PositiveInfinity
    )
        where T : struct, ICellModel => model.Apply(Cells.Under(mode, setpoint, limit));

    /// <summary>Moves on in steps that the model tolerates, divided by a number.</summary>
    public static void On<T>(ref T model, double seconds, double longest = 20)
        where T : struct, ICellModel
    {
        double step = 0.01;
        for (double time = 0; time < seconds - 1e-9; )
        {
            step = Math.Min(Math.Min(step, longest), seconds - time);
            var tried = model;
            tried.Advance(step);
            if (!(tried.StepError <= 1))
            {
                step *= 0.5;
                Assert.True(step > 1e-9, $"no step is short enough at {time} s, {model.Voltage} V");
                continue;
            }
            (model, time) = (tried, time + step);
            step *= Math.Min(1.5, 0.9 / Math.Sqrt(Math.Max(tried.StepError, 1e-6)));
        }
    }
}
