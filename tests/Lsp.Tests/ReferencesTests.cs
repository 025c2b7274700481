using CellDsl.Lsp.Server;

namespace CellDsl.Lsp.Tests;

/// <summary>The server starts fast because there is little of it.</summary>
public class ReferencesTests
{
    [Fact]
    public void It_knows_the_language_and_the_planner_and_no_more_of_us() =>
        Assert.Equal(
            ["CellDsl.Language", "CellDsl.Planning"],
            typeof(LanguageServer)
                .Assembly.GetReferencedAssemblies()
                .Select(assembly => assembly.Name ?? "")
                .Where(name =>
                    name.StartsWith("CellDsl", StringComparison.Ordinal)
                    || name.Contains("CodeAnalysis", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
        );
}
