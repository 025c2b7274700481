using CellDsl.Contracts;
using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Execution;

/// <summary>Judges what a plan expects of its runs, by the program's own code.</summary>
internal static class Expectations
{
    /// <summary>One result per expectation and run, in the order of the text. A run that failed leaves it unknown.</summary>
    /// <param name="first">Index of the experiment's first expectation among all of the plan's.</param>
    public static List<ExpectationResult> Judge(
        IProgram program,
        PlanExperiment experiment,
        int first,
        IReadOnlyList<RunOutcome> runs
    )
    {
        var results = new List<ExpectationResult>();
        for (int i = 0; i < experiment.Expectations.Count; i++)
        {
            var expectation = experiment.Expectations[i];
            foreach (string id in expectation.Runs)
            {
                var verdict = runs.FirstOrDefault(r => r.Run.Id == id)?.Results is { } found
                    ? program.Judge(first + i, found)
                    : default;
                results.Add(new(expectation, id, verdict));
            }
        }
        return results;
    }
}
