using CellDsl.Planning.Plans;

namespace CellDsl.Runtime.Execution;

/// <summary>Which samples went into which: a cell's measured values include those of its powder.</summary>
internal sealed class Lineage
{
    private readonly Dictionary<string, PlanOperation> _madeBy = [];

    public Lineage(PlanExperiment experiment)
    {
        foreach (var operation in experiment.Operations)
        {
            foreach (string output in operation.Outputs)
                _madeBy[output] = operation;
        }
    }

    /// <summary>The sample and all that went into it.</summary>
    public HashSet<string> Of(string sample)
    {
        var all = new HashSet<string>();
        var open = new Stack<string>([sample]);
        while (open.TryPop(out string? next))
        {
            if (!all.Add(next) || !_madeBy.TryGetValue(next, out var operation))
                continue;
            foreach (var input in operation.Inputs)
                open.Push(input.Sample);
        }
        return all;
    }
}
