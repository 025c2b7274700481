using System.Reflection;

namespace CellDsl.Language.Diagnostics;

/// <summary>All rules by code, for <c>cell explain</c> and the documentation tests.</summary>
public static class RuleCatalogue
{
    public static IReadOnlyDictionary<string, Rule> ByCode { get; } =
        typeof(Rules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<Rule>()
            .ToDictionary(rule => rule.Code);
}
