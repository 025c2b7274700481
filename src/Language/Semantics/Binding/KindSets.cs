using System.Collections.Immutable;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Calculations with families: a result has every kind that some pair of members gives.</summary>
internal static class KindSets
{
    public delegate KindResult Rule(Kind left, Kind right);

    /// <summary>The type of a result, or null with the fault of the first pair.</summary>
    public static QuantityType? Combine(QuantityType left, QuantityType right, Rule rule, out KindFault fault)
    {
        if (!left.IsFamily && !right.IsFamily)
        {
            var only = rule(left.First, right.First);
            fault = only.Fault;
            return !only.IsFine ? null
                : only.Kind == left.First ? left
                : QuantityType.Of(only.Kind);
        }
        fault = KindFault.None;
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        foreach (var a in left.Kinds)
        {
            foreach (var b in right.Kinds)
            {
                var result = rule(a, b);
                if (result.IsFine && !kinds.Contains(result.Kind))
                    kinds.Add(result.Kind);
                else if (!result.IsFine && fault == KindFault.None)
                    fault = result.Fault;
            }
        }
        if (kinds.Count == 0)
            return null;
        fault = KindFault.None;
        if (kinds.Count == 1)
            return QuantityType.Of(kinds[0]);
        if (kinds.Count == left.Kinds.Length && kinds.All(left.Kinds.Contains))
            return left;
        if (kinds.Count == right.Kinds.Length && kinds.All(right.Kinds.Contains))
            return right;
        return QuantityType.Of(kinds.ToImmutable());
    }
}
