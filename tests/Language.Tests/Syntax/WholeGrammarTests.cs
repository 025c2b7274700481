using CellDsl.Language.Formatting;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Forms that the grammar allows and the examples do not use: they parse, and are formatted as they stand.</summary>
public class WholeGrammarTests
{
    [Theory]
    [InlineData("SOC = 100 % here")]
    [InlineData("if a { break } else rest for 1 h")]
    [InlineData("if a { break } else stop \"empty\"")]
    [InlineData("if a { break } else if b { stop } else break")]
    [InlineData("split powder by 1 : 2")]
    [InlineData("repeat until voltage > 3 V as k, at most 3 h { rest for 1 h } at most 3 d")]
    [InlineData("while not a and b or c as w { rest for 1 h } at most 1 h")]
    [InlineData("for a, b in [(1, 2)] { rest for 1 h } at most 1 h")]
    [InlineData("every 50 cycles { run x() }")]
    [InlineData("expect a in 3 .. 4 for 3 s where b = 4 and c != 3")]
    [InlineData("x = a of b of c * 2")]
    [InlineData("t = 2 mg ± 0.05 mg")]
    [InlineData("dry x at 80 °C, no later than 10 min after mixing")]
    public void It_parses_and_keeps_its_layout(string statement)
    {
        string text = "edition 1\n\nprotocol p on cell {\n  " + statement + "\n}\n";
        var tree = SyntaxTree.Parse(new SourceText("x.cell", text));
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(text, Formatter.Format(tree));
    }
}
