using CellDsl.Language.Formatting;
using CellDsl.Language.Tests.Syntax;
using Xunit;

namespace CellDsl.Language.Tests.Formatting;

/// <summary>The canonical layout, rule by rule.</summary>
public class FormatterTests
{
    [Theory]
    // blanks
    [InlineData("x=3+4*y", "x = 3 + 4 * y")]
    [InlineData("x: 5mA/g  of   active", "x: 5 mA/g of active")]
    [InlineData("x: 80%", "x: 80 %")]
    [InlineData("x: 2 C", "x: 2C")]
    [InlineData("x: C / 10", "x: C/10")]
    [InlineData("x: a/b", "x: a / b")]
    [InlineData("redox: V(III) / V(V)", "redox: V(III)/V(V)")]
    [InlineData("x = cycle[ n - 1 ].a", "x = cycle[n-1].a")]
    [InlineData("x = a[1..8]", "x = a[1 .. 8]")]
    [InlineData("x: - 5 V", "x: - 5 V")]
    [InlineData("x: -5V", "x: -5 V")]
    [InlineData("x: - rate", "x: -rate")]
    [InlineData("x: 2.00±0.05mg", "x: 2.00 ± 0.05 mg")]
    [InlineData("x: 1h 30min", "x: 1 h 30 min")]
    [InlineData("wait until | current |<0.1mA", "wait until |current| < 0.1 mA")]
    [InlineData("x = f( a :1,b )", "x = f(a: 1, b)")]
    [InlineData("weigh 5 g from Li2CO3 (excess : 5 %)", "weigh 5 g from Li2CO3 (excess: 5 %)")]
    [InlineData("combine a:b=90:10 by mass", "combine a : b = 90 : 10 by mass")]
    [InlineData("x: [ 1,2 ]mA", "x: [1, 2] mA")]
    [InlineData("route r (a:Time=3 h,)makes x{}", "route r(a: Time = 3 h) makes x { }")]
    [InlineData("x: 4.3 V  vs Li", "x: 4.3 V vs Li")]
    [InlineData("x = y ^ 2", "x = y^2")]
    // spellings
    [InlineData("x: −5 V", "x: -5 V")]
    [InlineData("x = a ≥ b", "x = a >= b")]
    [InlineData("x = a · b", "x = a * b")]
    [InlineData("x: 2.00 +/- 0.05 mg", "x: 2.00 ± 0.05 mg")]
    // lines
    [InlineData("a: 1; b: 2", "a: 1\nb: 2")]
    [InlineData("\n\n\na: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2")]
    [InlineData("x{a: 1;b: 2;}", "x { a: 1; b: 2 }")]
    [InlineData("x{a: 1\nb: 2}", "x {\n  a: 1\n  b: 2\n}")]
    [InlineData("x\n{\n\n  a: 1\n\n}", "x {\n  a: 1\n}")]
    [InlineData("x {\n}", "x { }")]
    [InlineData("if a {\n b: 1\n}\nelse {\n c: 1\n}", "if a {\n  b: 1\n} else {\n  c: 1\n}")]
    [InlineData("repeat 3 times {\n b: 1\n}\nat most 3 h", "repeat 3 times {\n  b: 1\n} at most 3 h")]
    [InlineData("charge at 3 A\nuntil v > 4 V", "charge at 3 A\n  until v > 4 V")]
    [InlineData("charge until{ a:x>3;b:for 3 h }", "charge until { a: x > 3; b: for 3 h }")]
    [InlineData("on interruption{longer:stop}", "on interruption { longer: stop }")]
    [InlineData("x = f(\na,b)", "x = f(\n  a,\n  b,\n)")]
    [InlineData("x = f(a,\nb)", "x = f(\n  a,\n  b,\n)")]
    [InlineData("x = (\n3 + 4\n)", "x = (\n  3 + 4\n)")]
    [InlineData("for a in [\n  (1, 2)\n] {\n}", "for a in [\n  (1, 2),\n] { }")]
    // comments
    [InlineData("a: 1   // why\n//above\nb: 2", "a: 1 // why\n//above\nb: 2")]
    [InlineData("x { // open\n  // inside\n  }", "x { // open\n  // inside\n}")]
    [InlineData("/// Doc.\n\n\n// c\na: 1", "/// Doc.\n\n// c\na: 1")]
    [InlineData("x = f(\n  a, // first\n  // second\n  b\n)", "x = f(\n  a, // first\n  // second\n  b,\n)")]
    [InlineData("x = f(\n  a // first\n)", "x = f(\n  a, // first\n)")]
    [InlineData("a: 1 // one\n\n// end", "a: 1 // one\n\n// end")]
    // alignment
    [InlineData("a   = 1\nbbb = 2", "a   = 1\nbbb = 2")]
    [InlineData("a     = 1\nbbb   = 2", "a   = 1\nbbb = 2")]
    [InlineData("a  = 1\nbbb = 2", "a = 1\nbbb = 2")]
    [InlineData("a   = 1\n\nbbb = 2", "a = 1\n\nbbb = 2")]
    [InlineData("x {\n  a:   1\n  bbb: 2\n}", "x {\n  a:   1\n  bbb: 2\n}")]
    public void A_text_gets_its_layout(string text, string expected)
    {
        Assert.Empty(Parsing.Parse(text).Diagnostics);

        string formatted = Formatter.Format(Parsing.Parse(text));

        Assert.Equal(expected + "\n", formatted);
        Assert.Equal(formatted, Formatter.Format(Parsing.Parse(formatted)));
    }

    [Fact]
    public void Nothing_stays_nothing() => Assert.Equal("", Formatter.Format(Parsing.Parse(" \n\n")));

    [Fact]
    public void A_block_that_does_not_fit_its_line_is_broken()
    {
        string text = string.Join("; ", Enumerable.Range(1, 20).Select(i => $"property_{i}: {i}"));

        string formatted = Formatter.Format(Parsing.Parse($"x {{ {text} }}"));

        Assert.Equal($"x {{\n  {text.Replace("; ", "\n  ", StringComparison.Ordinal)}\n}}\n", formatted);
    }

    [Fact]
    public void Only_the_statement_with_a_mistake_stays_as_it_is() =>
        Assert.Equal(
            "a: 1\nx   =  3  $ V // odd\nm {\n  b: 2\n   c   5 6\n}\n",
            Formatter.Format(Parsing.Parse("a:1\nx   =  3  $ V // odd\nm{\nb:2\n   c   5 6\n}"))
        );

    [Theory]
    [InlineData("x   = (3\ny   :5")]
    [InlineData("m   {\na:5")]
    [InlineData("a:5 }")]
    public void A_file_whose_brackets_do_not_match_stays_as_it_is(string text) =>
        Assert.Equal(text, Formatter.Format(Parsing.Parse(text)));
}
