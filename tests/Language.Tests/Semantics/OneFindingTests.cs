using Xunit;

namespace CellDsl.Language.Tests.Semantics;

/// <summary>However large a mistake is, it is told once.</summary>
public sealed class OneFindingTests
{
    [Fact]
    public void Ten_thousand_negations() =>
        Told(
            "protocol p on cell { if " + string.Concat(Enumerable.Repeat("not ", 10_000)) + "true { stop } }",
            "CELL0014"
        );

    [Fact]
    public void Ten_thousand_phrases_in_each_other() =>
        Told(string.Concat(Enumerable.Repeat("a {\n", 10_000)), "CELL0014");

    [Fact]
    public void Ten_thousand_lists_in_each_other() =>
        Told("protocol p on cell {\n  rest for " + new string('[', 10_000) + "\n}\n", "CELL0014");

    private static void Told(string text, string code) =>
        Assert.Equal([code], Checked.Compile(text).Diagnostics.Select(found => found.Rule.Code));
}
