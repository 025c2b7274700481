using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Exchange.Tests.Running;

namespace CellDsl.Exchange.Tests;

/// <summary>The table in <c>docs/exchange.md</c> is what trying gives, and what it calls carried comes back the same.</summary>
public class FeatureMatrixTests
{
    private const string Begin = "<!-- matrix: written by a test -->\n";
    private const string End = "<!-- matrix: end -->\n";

    private static string Page => Path.Combine(TestKit.Repository.Root, "docs", "exchange.md");

    [Fact]
    public void The_table_in_the_documentation_is_true()
    {
        string text = File.ReadAllText(Page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "docs/exchange.md has no place for the table");
        TestKit.Snapshot.Match(Page, null, $"{text[..begin]}\n{FeatureMatrix.Table()}\n{text[end..]}");
    }

    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_carried_or_rewritten_does_the_same_to_a_cell(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        foreach (var (construct, body, limits) in FeatureMatrix.Constructs)
        {
            string text = FeatureMatrix.Text(body, limits);
            bool isCarried =
                FeatureMatrix.Of(format, Procedure.Of(text).Export.Program) != FeatureMatrix.Lost;
            Assert.True(isCarried == SameMachineTests.RoundTrip(format, text) is not null, construct);
        }
    }
}
