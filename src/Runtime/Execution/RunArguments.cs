using CellDsl.Contracts;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Execution;

/// <summary>The numbers that a machine is handed.</summary>
internal static class RunArguments
{
    /// <summary>SI, in the order of the machine's parameters; what needs a fact that was open uses the one that stood in.</summary>
    /// <exception cref="SimulationException">A value is open and no model gives a stand-in.</exception>
    public static double[] Of(PlanRun run, in CellFacts facts, StandIns standIns)
    {
        var numbers = new double[run.Arguments.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            var argument = run.Arguments[i];
            double coefficient =
                argument.Coefficient?.ToDouble()
                ?? argument.Value?.ToDouble()
                ?? standIns.Number(
                    argument.Given,
                    $"{argument.Name} of {run.Text}",
                    argument.Given.Source ?? run.Source,
                    "run",
                    argument.Name
                );
            numbers[i] =
                argument.Value?.ToDouble()
                ?? (
                    argument.Per is not { } fact ? coefficient
                    : argument.AgainstLithium ? coefficient - Fact(fact, in facts)
                    : coefficient * Fact(fact, in facts)
                );
            if (double.IsNaN(numbers[i]))
                throw new SimulationException(
                    $"`{argument.Name}` of `{run.Text}` ({ModelSection.At(run.Source)}) needs the {argument.Per} of the cell, "
                        + "which is not known."
                );
        }
        return numbers;
    }

    private static double Fact(CellFact fact, in CellFacts facts) =>
        fact switch
        {
            CellFact.ActiveMass => facts.ActiveMass,
            CellFact.CompositeMass => facts.CompositeMass,
            CellFact.ElectrodeArea => facts.ElectrodeArea,
            CellFact.NominalCapacity => facts.NominalCapacity,
            CellFact.TheoreticalCapacity => facts.TheoreticalCapacity,
            CellFact.CounterPotential => facts.CounterPotential,
            CellFact.ReferencePotential => facts.ReferencePotential,
            CellFact.LowestVoltage => facts.LowestVoltage,
            CellFact.HighestVoltage => facts.HighestVoltage,
            CellFact.LowestTemperature => facts.LowestTemperature,
            CellFact.HighestTemperature => facts.HighestTemperature,
            CellFact.HighestCurrent => facts.HighestCurrent,
            CellFact.HighestCurrentRatio => facts.HighestCurrentRatio,
            CellFact.LowestPressure => facts.LowestPressure,
            CellFact.HighestPressure => facts.HighestPressure,
            CellFact.HighestCapacity => facts.HighestCapacity,
            _ => double.NaN,
        };
}
