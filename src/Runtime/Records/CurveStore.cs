using CellDsl.Contracts;

namespace CellDsl.Runtime.Records;

/// <summary>Voltage over capacity of one cycle, thinned for drawing: A·s and V.</summary>
public sealed record CycleCurve(
    int Cycle,
    IReadOnlyList<(double Capacity, double Voltage)> Charge,
    IReadOnlyList<(double Capacity, double Voltage)> Discharge
);

/// <summary>
/// Keeps the voltage curves of a run's first cycle, of some evenly spaced ones and of the last, however many there are.
/// </summary>
public sealed class CurveStore(double capacity)
{
    private const int MostKept = 12;
    private const double SmallestVoltage = 4e-3;

    private readonly List<Curve> _kept = [];
    private readonly double _smallestCapacity = capacity / 200;
    private int _stride = 1;
    private Curve? _running;
    private Observation _cycleStart;

    /// <summary>In the order of the cycles.</summary>
    public IReadOnlyList<CycleCurve> Curves
    {
        get
        {
            var all =
                _running is { IsEmpty: false } && !_kept.Contains(_running) ? [.. _kept, _running] : _kept;
            return [.. all.Where(c => !c.IsEmpty).Select(c => c.ToCycle())];
        }
    }

    public void Begin(in Observation now, in Command command)
    {
        if (command.Uncounted || (_running is not null && command.Cycle == _running.Cycle))
            return;
        _cycleStart = now;
        _running = new Curve(command.Cycle);
        if ((command.Cycle - 1) % _stride != 0)
            return;
        _kept.Add(_running);
        if (_kept.Count <= MostKept)
            return;
        _stride *= 2;
        _kept.RemoveAll(c => (c.Cycle - 1) % _stride != 0 && c != _kept[0]);
    }

    public void Row(in Observation now, in Command command)
    {
        if (
            command.Uncounted
            || _running is null
            || command.Mode is ControlMode.Rest or ControlMode.Impedance
        )
            return;
        bool charging = now.Current > 0;
        var list = charging ? _running.Charge : _running.Discharge;
        double capacity = charging
            ? now.ChargeIn - _cycleStart.ChargeIn
            : now.ChargeOut - _cycleStart.ChargeOut;
        if (
            list.Count > 0
            && Math.Abs(list[^1].Voltage - now.Voltage) < SmallestVoltage
            && capacity - list[^1].Capacity < _smallestCapacity
        )
            return;
        list.Add((capacity, now.Voltage));
    }

    private sealed class Curve(int cycle)
    {
        public int Cycle { get; } = cycle;

        public List<(double Capacity, double Voltage)> Charge { get; } = [];

        public List<(double Capacity, double Voltage)> Discharge { get; } = [];

        public bool IsEmpty => Charge.Count + Discharge.Count == 0;

        public CycleCurve ToCycle() => new(Cycle, Charge, Discharge);
    }
}
