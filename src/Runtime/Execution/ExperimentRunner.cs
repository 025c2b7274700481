using System.Text.Json;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;
using Microsoft.Extensions.Logging;

namespace CellDsl.Runtime.Execution;

/// <summary>Runs experiments of a compiled program on the simulator: what <c>cell run</c> does, for any host.</summary>
public static class ExperimentRunner
{
    /// <summary>Names of the program's experiments, in the order of the text.</summary>
    /// <exception cref="JsonException">The program's plan cannot be read.</exception>
    public static IReadOnlyList<string> Experiments(IProgram program) =>
        [.. Read(program).Experiments.Select(e => e.Name)];

    /// <summary>
    /// Runs one experiment to its end, or until it is called off; what was written until then is whole.
    /// </summary>
    /// <exception cref="SimulationException">The program is of another contract, or something that the simulation needs is open.</exception>
    /// <exception cref="JsonException">The program's plan cannot be read.</exception>
    public static RunReport Run(
        IProgram program,
        RunOptions options,
        IProgress<RunProgress>? progress,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        var setup = Prepare(program, options.Experiment, options.Stream);
        return new Executor(setup, options, progress, logger).Run(cancellation);
    }

    /// <summary>Makes one experiment ready to run, here or on instruments.</summary>
    /// <exception cref="SimulationException">The program is of another contract, or something that it needs is open.</exception>
    /// <exception cref="JsonException">The program's plan cannot be read.</exception>
    public static ExperimentSetup Prepare(IProgram program, string name, long stream = 0)
    {
        var plan = Read(program);
        var experiment =
            plan.Experiments.FirstOrDefault(e => e.Name == name)
            ?? throw new SimulationException(
                $"There is no experiment `{name}` in this program; it has "
                    + $"{string.Join(", ", plan.Experiments.Select(e => $"`{e.Name}`"))}."
            );
        return new(program, plan, experiment, stream);
    }

    internal static Plan Read(IProgram program)
    {
        if (program.Info.ContractVersion != ContractVersion.Current)
            throw new SimulationException(
                $"This program was built for contract {program.Info.ContractVersion}, and this runtime has contract "
                    + $"{ContractVersion.Current}: build it again."
            );
        if (PlanHash.OfJson(program.Plan) != program.Info.PlanHash)
            throw new SimulationException(
                "The plan in this program is not the one that it was built from: its hash differs."
            );
        return PlanJson.Read(program.Plan);
    }
}
