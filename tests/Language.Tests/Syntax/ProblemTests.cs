using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Each mistake is told once, at its place, and the rest of the file is read all the same.</summary>
public class ProblemTests
{
    /// <summary>In each text the stretch between « and » is what one problem of the code points at; «» is a gap.</summary>
    [Theory]
    [InlineData("CELL0001", "x = 3 «$» V\ny = 4 V")]
    [InlineData("CELL0001", "x: «“abc”»")]
    [InlineData("CELL0001", "x: «'abc'»")]
    [InlineData("CELL0001", "«#» a comment\nx: 5")]
    [InlineData("CELL0002", "loading: «0,5» mg")]
    [InlineData("CELL0003", "amount: «1 000» mA")]
    [InlineData("CELL0003", "amount: «1 000 000.5» g")]
    [InlineData("CELL0004", "x = «.5» V")]
    [InlineData("CELL0004", "x = «5.» V")]
    [InlineData("CELL0005", "rate: 30 «mA g⁻¹» of active")]
    [InlineData("CELL0005", "rate: 30 «wt %»")]
    [InlineData("CELL0006", "stop «\"abc»\nrest for 10 min")]
    [InlineData("CELL0006", "p {\n  when full { stop «\"abc» }\n  rest for 1 h\n}")]
    [InlineData(
        "CELL0007",
        "p {\n  repeat 3 times {\n    rest for 1 h«»\n  discharge at 5 mA\n}\n\nmaterial x { a: 3 }"
    )]
    [InlineData("CELL0007", "material x {\n  a: 3«»\n\nroute y(a: Time) makes x {\n  return a\n}")]
    [InlineData("CELL0007", "material x«»\n  a: 3\n}\nmaterial y { a: 3 }")]
    [InlineData("CELL0007", "x = f(a, b«»\ny = 4 V")]
    [InlineData("CELL0007", "for t in [600 °C, 700 °C«» {\n  rest for 1 h\n}")]
    [InlineData("CELL0007", "heat pellet {\n  ramp to 700 °C\n  hold for 3 h«»")]
    [InlineData("CELL0008", "material x {\n  a: 3\n  «}»\n  b: y\n}\nmaterial z { a: 2 }")]
    [InlineData("CELL0008", "x = 3 + 4«)»\ny = 5")]
    [InlineData("CELL0009", "rest for«»\nrest for 10 min")]
    [InlineData("CELL0009", "charge at«» until voltage >= 4 V")]
    [InlineData("CELL0009", "x =«»\ny = 3")]
    [InlineData("CELL0009", "x = 3 +«»\n\nrest for 3 min")]
    [InlineData("CELL0009", "if x > 3«»\n  stop\nrest for 3 min")]
    [InlineData("CELL0009", "wait until voltage >«», at most 5 h")]
    [InlineData("CELL0009", "record«» 30 s")]
    [InlineData("CELL0009", "combine a : b = 90 : 10«»")]
    [InlineData("CELL0009", "for x«» [1, 2] { }")]
    [InlineData("CELL0009", "charge until { full«» voltage > 4 V }")]
    [InlineData("CELL0009", "material«» 5 { a: 3 }")]
    [InlineData("CELL0010", "rest for 5 min «charge» at 3 A")]
    [InlineData("CELL0010", "measure [a «b», c] on x")]
    [InlineData("CELL0010", "run f(x «y»)")]
    [InlineData("CELL0010", "x = 3 > 4 «>» 5")]
    [InlineData("CELL0010", "charge at rate until voltage >= 4 V «at» 3 A")]
    [InlineData("CELL0010", "«5 V» is too much\nrest for 3 h")]
    [InlineData("CELL0010", "on interruption { up to 3 h: rest for 1 h; longer: stop «x» }")]
    [InlineData("CELL0011", "«repeat» = 5")]
    [InlineData("CELL0011", "material «if» { a: 3 }")]
    [InlineData("CELL0012", "if x «==» 3 { stop }")]
    [InlineData("CELL0012", "if x «&&» y { stop }")]
    [InlineData("CELL0012", "x «:=» 3")]
    [InlineData("CELL0013", "if x > 3 { stop } «rest» for 5 min")]
    [InlineData("CELL0016", "«f»(x)")]
    public void One_mistake_is_one_problem_at_its_place(string code, string marked)
    {
        int start = marked.IndexOf('«', StringComparison.Ordinal);
        int end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        var tree = Parsing.Parse(
            marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)
        );

        var found = Assert.Single(tree.Diagnostics);

        Assert.Equal(code, found.Rule.Code);
        Assert.Equal((start, end), (found.Location.Span.Start, found.Location.Span.End));
    }

    [Theory]
    [InlineData("x: 0,5 mg", "x: 0.5 mg")]
    [InlineData("x: 1 000 mg", "x: 1000 mg")]
    [InlineData("x: 1_000_000.5 mg", "x: 1000000.5 mg")]
    [InlineData("x: .5 mg", "x: 0.5 mg")]
    [InlineData("x: 30 mA g⁻¹", "x: 30 mA/g")]
    [InlineData("x: 30 mA cm⁻²", "x: 30 mA/cm²")]
    [InlineData("x: 30 mA g^-1", "x: 30 mA/g")]
    [InlineData("x: 5 Ω cm²", "x: 5 Ω·cm²")]
    [InlineData("x: 3 W m⁻¹ K⁻¹", "x: 3 W/m/K")]
    [InlineData("x: 3 wt %", "x: 3 wt%")]
    [InlineData("x: 3 ° C", "x: 3 °C")]
    [InlineData("x = a == b", "x = a = b")]
    [InlineData("x = a && b", "x = a and b")]
    [InlineData("x = !a", "x = not a")]
    [InlineData("x: “a”", "x: \"a\"")]
    [InlineData("x = 5)", "x = 5")]
    public void The_fix_makes_the_problem_go_away(string wrong, string right)
    {
        var found = Assert.Single(Parsing.Parse(wrong).Diagnostics);
        var edit = Assert.Single(Assert.Single(found.Fixes).Edits);

        string corrected = wrong[..edit.Span.Start] + edit.NewText + wrong[edit.Span.End..];

        Assert.Equal(right, corrected.Replace("  ", " ", StringComparison.Ordinal));
        Assert.Empty(Parsing.Parse(corrected).Diagnostics);
    }

    [Fact]
    public void A_misspelt_token_reads_as_it_was_meant()
    {
        var number = SyntaxDump.TokensOf(Parsing.Parse("x: 0,5 mA g⁻¹").Root).ToArray();

        Assert.Equal("0.5", number[2].ValueText);
        Assert.Equal("mA/g", number[3].ValueText);
        Assert.Equal("x", number[0].ValueText);
    }

    [Fact]
    public void An_unclosed_bracket_shows_where_it_opened()
    {
        var tree = Parsing.Parse("x = f(a, b\ny = 4 V");

        var related = Assert.Single(Assert.Single(tree.Diagnostics).Related);

        Assert.Equal("(", tree.Source.Slice(related.Location.Span).ToString());
    }

    [Fact]
    public void Statements_around_a_mistake_are_read()
    {
        var tree = Parsing.Parse("a = 1\nb = = =\nc = 3\nd 5 $ { e: ; f: 6 }\ng = 7");

        var names = Parsing
            .Nodes(tree.Root)
            .OfType<BindingStatementSyntax>()
            .Select(b => b.Names.First().Text);

        Assert.Equal(["a", "b", "c", "g"], names);
        Assert.Contains(Parsing.Nodes(tree.Root), node => node is PropertyStatementSyntax { Name.Text: "f" });
    }

    [Fact]
    public void A_file_that_is_no_text_gets_a_thousand_problems_and_a_note()
    {
        var tree = Parsing.Parse(string.Concat(Enumerable.Repeat("$ ", 5000)));

        Assert.Equal(1001, tree.Diagnostics.Count);
        Assert.Equal(Rules.TooManyProblems, tree.Diagnostics[^1].Rule);
        Assert.Equal(tree.Source.Text, tree.ToFullString());
    }

    [Fact]
    public void Wrong_statements_without_end_get_a_thousand_problems_and_a_note()
    {
        var tree = Parsing.Parse(string.Concat(Enumerable.Repeat("5 5\n", 5000)));

        Assert.Equal(1001, tree.Diagnostics.Count);
        Assert.Equal(Rules.TooManyProblems, tree.Diagnostics[^1].Rule);
        Assert.Equal(tree.Source.Text, tree.ToFullString());
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("x = [")]
    [InlineData("not ")]
    [InlineData("assumed ")]
    [InlineData("a of ")]
    [InlineData("- ")]
    [InlineData("if a { } else ")]
    [InlineData("hold then ")]
    [InlineData("if a {\n")]
    public void Deep_nesting_is_one_problem_and_no_crash(string opening)
    {
        string text = "x = " + string.Concat(Enumerable.Repeat(opening, 10_000));

        var tree = Parsing.Parse(text);

        Assert.Single(tree.Diagnostics, found => found.Rule == Rules.TooDeep);
        Assert.True(tree.Diagnostics.Count < 200);
        Assert.Equal(text, tree.ToFullString());
        Assert.NotEmpty(SyntaxDump.Tree(tree));
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(" / a")]
    [InlineData(" or a")]
    [InlineData(".b")]
    [InlineData("[1]")]
    public void Long_chains_are_flat(string link)
    {
        var tree = Parsing.Parse("x = a" + string.Concat(Enumerable.Repeat(link, 20_000)));

        Assert.Empty(tree.Diagnostics);
        Assert.NotEmpty(SyntaxDump.Tree(tree));
    }
}
