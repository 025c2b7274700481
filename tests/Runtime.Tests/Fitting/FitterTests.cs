using CellDsl.Contracts;
using CellDsl.Language.Units;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Fitting;
using CellDsl.Runtime.Simulation.Models;
using CellDsl.Runtime.Tests.Execution;

namespace CellDsl.Runtime.Tests.Fitting;

public class FitterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Parameters_are_found_again_from_the_figures_that_they_make()
    {
        // 30 mA/g of a powder with a bulk of 50 % and 10 nm make these; the fit starts elsewhere.
        var truth = new FittedProgram([1, 1], bulk: Rational.Of(1, 2), depth: 10);
        double[] figures = truth.Figures();
        var result = Fit(new FittedProgram(figures, bulk: Rational.Of(40, 100), depth: 14));
        Assert.All(result.Rows, row => Assert.InRange(row.Deviation, -2e-3, 2e-3));
        Assert.InRange(result.Parameters[0].Value, 0.48, 0.52);
        Assert.InRange(result.Parameters[1].Value, 9.5e-9, 10.5e-9);
        Assert.True(result.Rms < 0.1 * result.RmsBefore);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var program = new FittedProgram([180, 230], bulk: Rational.Of(40, 100), depth: 14);
        var one = Fit(program, threads: 1);
        var three = Fit(program, threads: 3);
        Assert.Equal(one.Parameters.Select(p => p.Value), three.Parameters.Select(p => p.Value));
        Assert.Equal(one.Rows.Select(r => r.After), three.Rows.Select(r => r.After));
    }

    [Fact]
    public void What_no_row_depends_on_stays_and_is_said_to_be_undetermined()
    {
        var program = new FittedProgram([180, 230], bulk: Rational.Of(40, 100), depth: 14, "half_time");
        var result = Fit(program);
        var idle = result.Parameters.Single(p => p.Parameter.Path[^1] == "half_time");
        Assert.False(idle.IsDetermined);
        Assert.Equal(idle.Parameter.Start, idle.Value);
    }

    [Fact]
    public void Without_a_fit_block_the_message_shows_one()
    {
        var failure = Assert.Throws<SimulationException>(() =>
            Fitter.Run(new TestProgram(), new(), null, Cancellation)
        );
        Assert.Contains("fit { milling {", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_leaves_its_own_number_out_is_refused()
    {
        var program = new FittedProgram([180, 230], bulk: Rational.Of(90, 100), depth: 14);
        var failure = Assert.Throws<SimulationException>(() => Fit(program));
        Assert.Contains("outside its own range", failure.Message, StringComparison.Ordinal);
    }

    private static FitResult Fit(IProgram program, int threads = 2) =>
        Fitter.Run(program, new() { Threads = threads, MostIterations = 15 }, null, Cancellation);

    /// <summary>The test program with a <c>fit</c> block, and a figure expected of each of its two powders.</summary>
    private sealed class FittedProgram : IProgram
    {
        private readonly TestProgram _inner = new(cycles: 1);
        private readonly double[] _targets;

        /// <param name="targets">mAh/g.</param>
        /// <param name="depth">nm.</param>
        public FittedProgram(double[] targets, Rational bulk, int depth, string? idle = null)
        {
            _targets = targets;
            var plan = ModelSetting.In(
                PlanJson.Read(_inner.Plan),
                [
                    new("ltvo", ["electrode", "accessible_bulk"], bulk),
                    new("ltvo", ["electrode", "penetration_depth"], Rational.Of(depth, 1_000_000_000)),
                ]
            );
            var experiment = plan.Experiments[0];
            var zero = new ResultExpression.Number(0, "0");
            var expectation = experiment.Expectations[0] with { Low = zero, High = zero };
            plan = plan with
            {
                Experiments =
                [
                    experiment with
                    {
                        Expectations =
                        [
                            expectation with
                            {
                                Text = "first",
                                Runs = [experiment.Runs[0].Id],
                            },
                            expectation with
                            {
                                Text = "second",
                                Runs = [experiment.Runs[2].Id],
                            },
                        ],
                    },
                ],
                Models =
                [
                    plan.Models[0] with
                    {
                        Parameters = [.. plan.Models[0].Parameters, new("fit", Ranges(idle))],
                    },
                ],
            };
            Plan = PlanJson.Write(plan);
            Info = new(ContractVersion.Current, "test", PlanHash.OfJson(Plan), "none");
        }

        public ProgramInfo Info { get; }

        public string Plan { get; }

        public IReadOnlyList<MachineInfo> Machines => _inner.Machines;

        public TResult Visit<TResult>(int machine, IMachineVisitor<TResult> visitor) =>
            _inner.Visit(machine, visitor);

        public Verdict Judge(int expectation, IRunResults results)
        {
            double actual = results.Step("discharge", 1, StepFigure.Capacity) / results.Cell.ActiveMass;
            double target = 3600 * _targets[expectation];
            return Verdict.Of(actual, 0.95 * target, 1.05 * target, false, false);
        }

        /// <summary>What the rows come to, mAh/g.</summary>
        public double[] Figures() =>
            [
                .. ExperimentRunner
                    .Run(
                        this,
                        new("small", null),
                        null,
                        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
                        Cancellation
                    )
                    .Expectations.Select(e => e.Verdict.Actual / 3600),
            ];

        private static PlanValue.Group Ranges(string? idle)
        {
            var electrode = Block(
                "electrode",
                new(
                    "accessible_bulk",
                    Range(new PlanValue.Number(Rational.Of(1, 5)), new PlanValue.Number(Rational.Of(4, 5)))
                ),
                new("penetration_depth", Range(Metres(3), Metres(30)))
            );
            return idle is null
                ? new(null, [electrode])
                : new(
                    null,
                    [
                        electrode,
                        Block(
                            "calcination",
                            new PlanProperty(
                                idle,
                                Range(
                                    TestProgram.Quantity(300, "s", "5 min"),
                                    TestProgram.Quantity(900, "s", "15 min")
                                )
                            )
                        ),
                    ]
                );
        }

        private static PlanValue.Interval Range(PlanValue low, PlanValue high) => new(low, high);

        private static PlanValue Metres(int nanometres) =>
            TestProgram.Quantity(Rational.Of(nanometres, 1_000_000_000), "m", $"{nanometres} nm");

        private static PlanProperty Block(string name, params PlanProperty[] properties) =>
            new(name, new PlanValue.Group(null, [.. properties]));
    }
}
