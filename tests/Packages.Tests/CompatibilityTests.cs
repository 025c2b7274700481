using System.Text.Json;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellDsl.Packages.Tests;

/// <summary>
/// docs/compatibility.md: an assembly that an earlier build made runs with the results it had, or is refused in a sentence
/// where the contract or the plan's format has grown since. Never anything between.
/// </summary>
public class CompatibilityTests
{
    private static readonly string Built = Repository.File(
        "tests/Packages.Tests/Fixtures/quickstart-0.1.0.dll"
    );

    /// <summary>What `cell run` gave when the fixture was built, in mAh/g: the simulator may improve, the test may not fade.</summary>
    private const double FirstDischarge = 167.5;

    [Fact]
    public void A_program_of_an_earlier_build_runs_or_is_refused_with_both_versions()
    {
        using var program = ProgramLoader.Load(File.ReadAllBytes(Built), default, "quickstart.cell");
        var info = program.Program.Info;
        if (info.ContractVersion != ContractVersion.Current)
        {
            var refused = Assert.Throws<SimulationException>(() => Run(program));
            Assert.Contains($"contract {info.ContractVersion}", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"contract {ContractVersion.Current}", refused.Message, StringComparison.Ordinal);
            return;
        }
        using var plan = JsonDocument.Parse(program.Program.Plan);
        if (plan.RootElement.GetProperty("format").GetString() != Plan.CurrentFormat)
        {
            var refused = Assert.Throws<JsonException>(() => Run(program));
            Assert.Contains(Plan.CurrentFormat, refused.Message, StringComparison.Ordinal);
            return;
        }
        var report = Run(program);
        Assert.True(report.Passed);
        var results = Assert.Single(report.Runs).Results;
        Assert.NotNull(results);
        double capacity = results.Step("discharge", 1, StepFigure.Capacity) / 3600 / results.Cell.ActiveMass;
        Assert.InRange(capacity, 0.9 * FirstDischarge, 1.1 * FirstDischarge);
    }

    private static RunReport Run(LoadedProgram program) =>
        ExperimentRunner.Run(
            program.Program,
            new("first_look", Folder: null) { Plots = false, Rows = false },
            progress: null,
            NullLogger.Instance,
            TestContext.Current.CancellationToken
        );
}
