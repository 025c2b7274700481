using System.Globalization;
using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Machines;
using static CellDsl.Compiler.Tests.Fixtures;
using E = CellDsl.Planning.Machines.MachineExpression;

namespace CellDsl.Compiler.Tests;

/// <summary>Machines that no person would write, but the intermediate form allows: the same for the same seed.</summary>
internal sealed class RandomMachine
{
    private const int Numbers = 3;
    private const int Parameters = 2;

    private static readonly Rational[] Constants =
    [
        0,
        1,
        -1,
        2,
        Rational.Of(1, 3),
        Rational.Of(-5, 2),
        Rational.Of(38, 10),
        60,
        1000,
    ];

    private readonly Random _random;
    private readonly List<MachineSlot> _slots = [];
    private bool _inEnd;

    private RandomMachine(int seed) => _random = new(seed);

    public static Machine Of(int seed) => new RandomMachine(seed).Make(seed);

    /// <summary>The next thing to observe: time goes on, all else jumps about.</summary>
    public static Observation Next(Random random, in Observation before)
    {
        long passed = Pick(random, 0L, 1L, Second / 2, Second, 60 * Second, 1000 * Second);
        long interrupted = random.Next(20) == 0 ? 600 * Second : 0;
        return new()
        {
            Time = before.Time + passed,
            WallTime = before.WallTime + passed + interrupted,
            Voltage = Pick(random, -1.0, 0, 1, 3.7, 3.8, 4.2),
            Current = Pick(random, -2.5, 0, 0.1, 1),
            Temperature = Pick(random, 59.5, 60, 1000),
            ChargeIn = before.ChargeIn + Pick(random, 0, 0.5, 1),
            ChargeOut = before.ChargeOut + Pick(random, 0, 0, 2.0),
            EnergyIn = before.EnergyIn + Pick(random, 0, 1.5),
            EnergyOut = before.EnergyOut + Pick(random, 0, 1.0),
            MeasurementDone = random.Next(8) == 0,
        };
    }

    private Machine Make(int seed)
    {
        for (int i = 0; i < Numbers; i++)
        {
            _slots.Add(new($"number{i}", SlotType.Number));
            _slots.Add(new($"count{i}", SlotType.Count));
            _slots.Add(new($"flag{i}", SlotType.Flag));
            _slots.Add(new($"time{i}", SlotType.Time));
            _slots.Add(new($"wall{i}", SlotType.WallTime));
        }
        int steps = 1 + _random.Next(5);
        int blocks = steps + 2 + _random.Next(4);
        var made = Enumerable.Range(0, blocks).Select(i => Block(i, blocks, steps)).ToList();
        var waits = Enumerable.Range(0, steps).Select(i => Step(i, blocks)).ToList();
        _inEnd = true;
        var limits = Enumerable
            .Range(0, _random.Next(3))
            .Select(i => End($"limit {i}", null, rare: true))
            .ToList();
        return new(
            $"random {seed.ToString(CultureInfo.InvariantCulture)}",
            Nowhere,
            [.. Enumerable.Range(0, Parameters).Select(i => new MachineParameter($"p{i}", "1"))],
            [.. _slots],
            [.. waits],
            [.. made],
            0,
            [.. limits],
            ["first reason", "second reason"],
            [.. Tiers()]
        );
    }

    private IEnumerable<InterruptionTier> Tiers() =>
        Enumerable
            .Range(0, _random.Next(3))
            .Select(_ => new InterruptionTier(
                _random.Next(3) == 0 ? null : N(_random.Next(3600)),
                (InterruptionAction)_random.Next(5),
                N(60),
                Nowhere
            ));

    private MachineStep Step(int index, int blocks)
    {
        _inEnd = false;
        var mode = (ControlMode)_random.Next(7);
        bool rests = mode is ControlMode.Rest or ControlMode.Impedance;
        var setpoint = rests ? null : Number(2);
        var (limit, temperature) = (Maybe(() => Number(1)), Maybe(() => Number(1)));
        var record = new RecordRule(Maybe(() => Number(1)), Maybe(() => Number(1)), Maybe(() => Number(1)));
        var spectrum =
            mode == ControlMode.Impedance
                ? new SpectrumRequest(Maybe(() => Number(1)), Maybe(() => Number(1)), null, false)
                : null;
        _inEnd = true;
        var ends = Enumerable
            .Range(0, 1 + _random.Next(3))
            .Select(i => End($"end {i}", _random.Next(blocks), rare: false))
            .OrderByDescending(end => end.Budget)
            .ToList();
        return new(
            $"step#{index + 1}",
            "step",
            "a step",
            Nowhere,
            mode,
            setpoint,
            limit,
            temperature,
            [.. ends],
            record,
            _random.Next(2) == 0 ? null : SlotOf(SlotType.Count),
            _random.Next(2) == 0,
            spectrum
        );
    }

    private MachineEnd End(string name, int? target, bool rare)
    {
        var condition = Condition(2);
        if (rare)
            condition = new E.All([condition, Condition(1), AtLeast(O(Observable.Voltage), N(4))]);
        return new(name, Nowhere, condition, target, target is not null && _random.Next(3) == 0);
    }

    private MachineBlock Block(int index, int blocks, int steps)
    {
        _inEnd = false;
        var assignments = Enumerable.Range(0, _random.Next(4)).Select(_ => Assignment()).ToList();
        MachineExit exit = _random.Next(10) switch
        {
            // Only onwards: going round takes a step.
            < 3 when index + 1 < blocks => new MachineExit.Jump(After(index, blocks)),
            < 5 when index + 1 < blocks => new MachineExit.Branch(
                Condition(2),
                After(index, blocks),
                After(index, blocks)
            ),
            < 8 => new MachineExit.EnterStep(_random.Next(steps)),
            8 => new MachineExit.Stop(_random.Next(2), Nowhere),
            _ => index == 0 ? new MachineExit.EnterStep(0) : new MachineExit.Complete(),
        };
        return new([.. assignments], exit);
    }

    private int After(int block, int blocks) => _random.Next(block + 1, blocks);

    private MachineAssignment Assignment()
    {
        var type = (SlotType)_random.Next(5);
        int slot = SlotOf(type);
        E value = type switch
        {
            SlotType.Flag => Condition(1),
            // Counts count: what grows without bound is not theirs.
            SlotType.Count => _random.Next(2) == 0
                ? N(_random.Next(10))
                : new E.Arithmetic(ArithmeticOperator.Add, new E.Slot(slot), N(1)),
            SlotType.Time when _random.Next(3) > 0 => O(Observable.TestTime),
            SlotType.WallTime when _random.Next(3) > 0 => O(Observable.WallTime),
            _ => Number(2),
        };
        return new(slot, value);
    }

    private E Number(int depth) =>
        _random.Next(depth > 0 ? 11 : 7) switch
        {
            0 or 1 => N(Pick(_random, Constants), "as written"),
            2 => new E.Argument(_random.Next(Parameters)),
            3 => new E.Slot(
                SlotOf(Pick(_random, SlotType.Number, SlotType.Count, SlotType.Time, SlotType.WallTime))
            ),
            4 => O((Observable)_random.Next(12)),
            5 => new E.Fact((CellFact)_random.Next(12)),
            6 => new E.Setpoint(),
            7 => new E.Negated(Number(depth - 1)),
            8 => new E.Absolute(Number(depth - 1)),
            _ => new E.Arithmetic((ArithmeticOperator)_random.Next(4), Number(depth - 1), Number(depth - 1)),
        };

    private E Condition(int depth) =>
        _random.Next(depth > 0 ? 10 : 5) switch
        {
            0 or 1 => new E.Compared((Comparison)_random.Next(6), Number(depth), Number(depth)),
            2 => new E.Within(Number(depth), Number(0), Number(0)),
            3 => new E.Elapsed(
                _random.Next(4) == 0 ? Number(1) : N(_random.Next(2000)),
                _random.Next(2) == 0 ? null : SlotOf(Pick(_random, SlotType.Time, SlotType.WallTime))
            ),
            4 => _random.Next(2) == 0 ? new E.MeasurementDone() : new E.Slot(SlotOf(SlotType.Flag)),
            5 => new E.Not(Condition(depth - 1)),
            6 => new E.All([.. Conditions(depth)]),
            7 => new E.Any([.. Conditions(depth)]),
            _ when _inEnd => _random.Next(2) == 0 ? Sustained(depth) : OverWindow(),
            _ => new E.Not(Condition(depth - 1)),
        };

    private IEnumerable<E> Conditions(int depth) =>
        Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Condition(depth - 1));

    private E.Sustained Sustained(int depth)
    {
        _slots.Add(new($"since{_slots.Count}", SlotType.Time));
        int slot = _slots.Count - 1;
        return new(Condition(depth - 1), _random.Next(4) == 0 ? Number(1) : N(_random.Next(2000)), slot);
    }

    private E.Compared OverWindow()
    {
        int last = _slots.Count;
        _slots.Add(new($"marked{last}", SlotType.Time));
        for (int i = 0; i <= Window.Intervals; i++)
            _slots.Add(new($"mark{_slots.Count}", SlotType.Number));
        return new(
            (Comparison)_random.Next(6),
            new E.Windowed(
                (WindowFigure)_random.Next(2),
                Pick(_random, Observable.Voltage, Observable.Current, Observable.Temperature),
                N(1 + _random.Next(500)),
                last + 1,
                last
            ),
            Number(0)
        );
    }

    private int SlotOf(SlotType type) => (5 * _random.Next(Numbers)) + Offset(type);

    private static int Offset(SlotType type) =>
        type switch
        {
            SlotType.Number => 0,
            SlotType.Count => 1,
            SlotType.Flag => 2,
            SlotType.Time => 3,
            _ => 4,
        };

    private E? Maybe(Func<E> make) => _random.Next(2) == 0 ? null : make();

    private static T Pick<T>(Random random, params ReadOnlySpan<T> items) => items[random.Next(items.Length)];
}
