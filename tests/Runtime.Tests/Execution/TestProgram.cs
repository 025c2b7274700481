using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Tests.Execution;

/// <summary>
/// What the compiler would make of a small program: a powder calcined and milled at two speeds, two cells of each, cycled
/// with <see cref="CyclingMachine"/>; a ramp rate is left open.
/// </summary>
internal sealed class TestProgram : IProgram
{
    private static readonly SourceRef Place = new("test.cell", 14, 5, 14, 20);

    public TestProgram(int cycles = 3, bool standIn = true)
    {
        var plan = Made(cycles, standIn);
        Plan = PlanJson.Write(plan);
        Info = new(ContractVersion.Current, "test", PlanHash.OfJson(Plan), "none");
    }

    public ProgramInfo Info { get; init; }

    public string Plan { get; }

    public IReadOnlyList<MachineInfo> Machines { get; } = [CyclingMachine.Info];

    public TResult Visit<TResult>(int machine, IMachineVisitor<TResult> visitor) =>
        visitor.Visit<CyclingMachine, CyclingMachine.State>();

    public Verdict Judge(int expectation, IRunResults results)
    {
        double actual = results.Step("discharge", 1, StepFigure.Capacity) / results.Cell.ActiveMass;
        return new(!double.IsNaN(actual), actual >= 100, actual, 100, double.PositiveInfinity);
    }

    public static PlanValue Quantity(Rational value, string unit, string spelling) =>
        new PlanValue.Quantity(value, unit, spelling);

    private static PlanValue.Number Number(Rational value) => new(value);

    private static PlanProperty Property(string name, PlanValue value) => new(name, value);

    private static PlanProperty Block(string name, params PlanProperty[] properties) =>
        new(name, new PlanValue.Group(null, [.. properties]));

    private static PlanFigure Figure(Rational value, string unit) => new(value, unit, [], "given", false);

    private static Plan Made(int cycles, bool standIn)
    {
        string[] speeds = ["280 rpm", "600 rpm"];
        var points = new List<PlanPoint> { new(0, null, []) };
        var samples = new List<PlanSample>();
        var operations = new List<PlanOperation>();
        var cells = new List<PlanCell>();
        var runs = new List<PlanRun>();
        for (int p = 1; p <= speeds.Length; p++)
        {
            Rational speed = p == 1 ? 280 : 600;
            points.Add(new(p, 0, [Property("speed", Quantity(speed / 60, "1/s", speeds[p - 1]))]));
            samples.Add(Sample($"reagents#{p}", $"weigh#{p}", p));
            samples.Add(Sample($"oxide#{p}", $"heat#{p}", p));
            samples.Add(Sample($"powder#{p}", $"mill#{p}", p));
            operations.Add(Operation("weigh", p, [], $"reagents#{p}") with { Weighings = [Weighing()] });
            operations.Add(
                Operation("heat", p, [$"reagents#{p}"], $"oxide#{p}") with
                {
                    Program = Program(),
                }
            );
            operations.Add(
                Operation("mill", p, [$"oxide#{p}"], $"powder#{p}") with
                {
                    Arguments =
                    [
                        Property("speed", Quantity(speed / 60, "1/s", speeds[p - 1])),
                        Property("time", Quantity(6 * 3600, "s", "6 h")),
                    ],
                }
            );
            for (int replicate = 1; replicate <= 2; replicate++)
            {
                string cell = $"coin#{cells.Count + 1}";
                cells.Add(Cell(cell, p, replicate));
                runs.Add(Run(cell, runs.Count + 1, p, replicate, cycles));
            }
        }
        var expectation = new PlanExpectation(
            "discharge[1].capacity ≥ …",
            Place,
            [.. runs.Select(r => r.Id)],
            new ResultExpression.Step("discharge", 1, StepFigure.Capacity),
            null,
            null,
            false,
            false,
            "mAh/g",
            3600
        );
        var experiment = new PlanExperiment(
            "small",
            Place,
            7,
            [.. points],
            [.. samples],
            [.. operations],
            [.. cells],
            [.. runs],
            [
                new("bet#1", "bet", "powder#2", PlanRange.Exactly(0), null, [], 2, Place),
                new(
                    "xrd#1",
                    "xrd",
                    "oxide#2",
                    PlanRange.Exactly(0),
                    new PlanValue.Symbol("single_phase"),
                    [],
                    2,
                    Place
                ),
            ],
            [expectation],
            []
        );
        return new(
            CellDsl.Planning.Plans.Plan.CurrentFormat,
            1,
            "none",
            [experiment],
            [new("cycling", Place, [], [])],
            [Model(standIn)],
            [new(1, "rate of ramp to 700 °C", Place), new(2, "pressure of press", Place)],
            [],
            []
        );
    }

    private static PlanSample Sample(string id, string producedBy, int point) =>
        new(id, id, "Powder", "LTVO", [], PlanRange.Exactly(5), producedBy, point, Place);

    private static PlanOperation Operation(string verb, int point, string[] inputs, string output) =>
        new(
            $"{verb}#{point}",
            verb,
            verb,
            point,
            verb,
            Place,
            [.. inputs.Select(i => new PlanInput(i, SampleMode.Takes, PlanRange.Unknown))],
            [output],
            [],
            [],
            [],
            null,
            PlanRange.Unknown,
            null
        );

    private static PlanWeighing Weighing() =>
        new("Li2CO3", "Li2CO3", Rational.Of(4, 7), null, PlanRange.Unknown, null, null, Place);

    private static EquatableList<PlanSegment> Program() =>
        [
            new(
                "ramp",
                "ramp to 700 °C",
                [
                    Property("temperature", Quantity(Rational.Of(97315, 100), "K", "700 °C")),
                    Property("rate", new PlanValue.Hole(1)),
                ],
                PlanRange.Unknown,
                Place
            ),
            new(
                "hold",
                "hold for 3 h",
                [Property("time", Quantity(10800, "s", "3 h"))],
                PlanRange.Unknown,
                Place
            ),
            new(
                "furnace_cool",
                "furnace_cool to 25 °C",
                [Property("temperature", Quantity(Rational.Of(29815, 100), "K", "25 °C"))],
                PlanRange.Unknown,
                Place
            ),
        ];

    private static PlanCell Cell(string id, int point, int replicate)
    {
        var mass = Figure(Rational.Of(2, 1_000_000), "kg");
        var area = Figure(Rational.Of(785, 10_000_000), "m²");
        var specific = Figure(370 * 3600, "A·s/kg");
        var unknown = new PlanFigure(null, "1", ["nothing"], "", false);
        return new(
            id,
            "coin",
            point,
            replicate,
            [new("positive", $"powder#{point}", "LTVO", "LTVO", [], unknown, area, mass, null, [], Place)],
            null,
            null,
            null,
            [],
            new(
                mass,
                mass,
                area,
                specific,
                Figure(Rational.Of(2, 1_000_000) * 370 * 3600, "A·s"),
                unknown,
                Figure(0, "V"),
                new(null, null, null, null, null, null)
            ),
            Place
        );
    }

    private static PlanRun Run(string cell, int number, int point, int replicate, int cycles)
    {
        var rate = Quantity(30, "A/kg", "30 mA/g");
        return new(
            $"cycling#{number}",
            0,
            cell,
            replicate,
            "cells",
            point,
            [
                new("rate", "A", null, 30, CellFact.ActiveMass, false, rate),
                Argument("upper", "V", Rational.Of(44, 10)),
                Argument("lower", "V", Rational.Of(12, 10)),
                Argument("cycles", "1", cycles),
                Argument("interval", "s", 60),
                Argument("step", "V", 0),
            ],
            "cycling()",
            Place
        );
    }

    private static PlanRunArgument Argument(string name, string unit, Rational value) =>
        new(name, unit, value, value, null, false, Number(value));

    private static PlanModel Model(bool standIn)
    {
        (int, int)[] curve =
        [
            (0, 470),
            (10, 415),
            (25, 365),
            (45, 310),
            (65, 260),
            (82, 215),
            (94, 165),
            (100, 115),
        ];
        PlanValue table = new PlanValue.Sequence([
            .. curve.Select(p => new PlanValue.Sequence([
                Number(Rational.Of(p.Item1, 100)),
                Quantity(Rational.Of(p.Item2, 100), "V", "V"),
            ])),
        ]);
        var parameters = new List<PlanProperty>
        {
            Block(
                "electrode",
                Property("open_circuit", table),
                Property("density", Quantity(3900, "kg/m³", "3.9 g/cm³")),
                Property(
                    "diffusivity",
                    Quantity(Rational.Of(1, 1_000_000_000) / 1_000_000_000, "m²/s", "1e-18 m²/s")
                ),
                Property("exchange_current", Quantity(Rational.Of(1, 100), "A/m²", "0.01 A/m²")),
                Property("area_resistance", Quantity(Rational.Of(2, 1000), "Ω·m²", "20 Ω·cm²")),
                Property("accessible_bulk", Number(Rational.Of(1, 2))),
                Property("accessible_disordered", Number(1)),
                Property("penetration_depth", Quantity(Rational.Of(10, 1_000_000_000), "m", "10 nm")),
                Property("isolation", Number(Rational.Of(1, 1000)))
            ),
            Block(
                "calcination",
                Property("half_time", Quantity(600, "s", "10 min")),
                Property("half_time_at", Quantity(Rational.Of(97315, 100), "K", "700 °C")),
                Property("conversion_activation", Quantity(250_000, "J/mol", "250 kJ/mol")),
                Property("mixing_length", Quantity(Rational.Of(1, 1_000_000), "m", "1 µm")),
                Property("grain_size", Quantity(Rational.Of(2, 1_000_000), "m", "2 µm")),
                Property("grain_time", Quantity(10800, "s", "3 h")),
                Property("grain_size_at", Quantity(Rational.Of(97315, 100), "K", "700 °C")),
                Property("grain_activation", Quantity(150_000, "J/mol", "150 kJ/mol")),
                Property("density", Quantity(3900, "kg/m³", "3.9 g/cm³"))
            ),
            Block(
                "milling",
                Property("power", Quantity(10, "W/kg", "10 W/kg")),
                Property("speed", Quantity(Rational.Of(450, 60), "1/s", "450 rpm")),
                Property("surface_limit", Quantity(25_000, "m²/kg", "25 m²/g")),
                Property("surface_energy", Quantity(200_000, "J/kg", "200 kJ/kg"))
            ),
            Block(
                "calibrated",
                Property(
                    "speed",
                    new PlanValue.Interval(
                        Quantity(Rational.Of(280, 60), "1/s", "280 rpm"),
                        Quantity(Rational.Of(450, 60), "1/s", "450 rpm")
                    )
                )
            ),
            Block("furnace", Property("cooling", Quantity(7200, "s", "2 h"))),
        };
        if (standIn)
            parameters.Add(
                Block(
                    "stand_in",
                    Block("ramp", Property("rate", Quantity(Rational.Of(5, 60), "K/s", "5 K/min")))
                )
            );
        return new("ltvo", "", "LTVO", [.. parameters], Place);
    }
}
