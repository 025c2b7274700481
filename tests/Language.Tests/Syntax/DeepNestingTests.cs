using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Texts that nobody writes by hand: one mistake, however often it is repeated, is one finding.</summary>
public class DeepNestingTests
{
    private const int Levels = 10_000;

    [Theory]
    [InlineData("{", "")]
    [InlineData("{\n", "")]
    [InlineData("a {\n", "")]
    [InlineData("a {\n", "}\n")]
    [InlineData("(", "")]
    [InlineData("(", ")")]
    [InlineData("[", "")]
    [InlineData("[", "]")]
    [InlineData("if x {", "")]
    public void What_nests_too_deeply_is_one_finding(string open, string close)
    {
        string text = "x = " + Repeat(open) + "1" + Repeat(close);
        if (open.StartsWith('{') || open.StartsWith('a') || open.StartsWith('i'))
            text = Repeat(open) + Repeat(close);
        var found = Parse(text);
        Assert.Equal([Rules.TooDeep], found.Select(diagnostic => diagnostic.Rule));
    }

    [Theory]
    [InlineData("}")]
    [InlineData(")")]
    [InlineData("]")]
    [InlineData(")]}")]
    public void A_run_of_closing_brackets_is_one_finding(string close)
    {
        var finding = Assert.Single(Parse(Repeat(close)));
        Assert.Equal(Rules.StrayBracket, finding.Rule);
        Assert.Equal(close.Length * Levels, finding.Location.Span.Length);
    }

    [Theory]
    [InlineData("x = (a]")]
    [InlineData("x = [a)")]
    [InlineData("charge at (C/2] until voltage >= 4 V")]
    public void A_wrong_closing_bracket_is_one_finding(string text) => Assert.Single(Parse(text));

    [Fact]
    public void An_error_elsewhere_in_the_file_is_told_all_the_same()
    {
        var found = Parse("y = (1\nx = " + Repeat("(") + "1" + Repeat(")") + "\nz = 2)\n");
        Assert.Equal(
            [Rules.UnclosedBracket, Rules.TooDeep, Rules.StrayBracket],
            found.Select(diagnostic => diagnostic.Rule)
        );
    }

    [Fact]
    public void Heads_without_blocks_on_one_line_are_read_whole()
    {
        string text = "protocol p on cell {\n" + string.Concat(Enumerable.Repeat("if x ", Levels)) + "\n}\n";
        var tree = SyntaxTree.Parse(new SourceText("x.cell", text));
        Assert.Equal(text.Length, tree.Green.FullWidth);
        Assert.Contains(tree.Diagnostics, diagnostic => diagnostic.Rule == Rules.TooManyProblems);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Levels));

    private static IReadOnlyList<Diagnostic> Parse(string text) =>
        SyntaxTree.Parse(new SourceText("x.cell", text)).Diagnostics;
}
