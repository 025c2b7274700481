using CellDsl.Language.Units;
using CellDsl.Planning.Plans;

namespace CellDsl.Planning.Scheduling;

/// <summary>Which operations have to wait for which, as their samples say.</summary>
internal static class OperationOrder
{
    /// <summary>
    /// For each operation those that must have ended: the maker of each input; and for what uses a sample up, or works on
    /// it, all that the text lets happen to the sample before.
    /// </summary>
    public static List<int>[] Predecessors(EquatableList<PlanOperation> operations)
    {
        var made = new Dictionary<string, int>();
        var users = new Dictionary<string, List<int>>();
        var before = new List<int>[operations.Count];
        for (int i = 0; i < operations.Count; i++)
        {
            before[i] = [];
            foreach (var input in operations[i].Inputs)
            {
                if (made.TryGetValue(input.Sample, out int maker))
                    before[i].Add(maker);
                if (!users.TryGetValue(input.Sample, out var earlier))
                    users[input.Sample] = earlier = [];
                if (input.Mode is SampleMode.Takes or SampleMode.Occupies)
                    before[i].AddRange(earlier);
                earlier.Add(i);
            }
            foreach (string output in operations[i].Outputs)
                made[output] = i;
        }
        return before;
    }

    /// <summary>For each operation the least time from its start to the end of all that waits for it, s.</summary>
    public static Rational[] TimeToTheEnd(EquatableList<PlanOperation> operations, List<int>[] before)
    {
        var rest = new Rational[operations.Count];
        for (int i = operations.Count - 1; i >= 0; i--)
        {
            rest[i] += operations[i].Duration.Low ?? 0;
            foreach (int earlier in before[i])
                rest[earlier] = Rational.Max(rest[earlier], rest[i]);
        }
        return rest;
    }
}
