using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Syntax;

/// <summary>Parsing never fails and never loses a character.</summary>
public class LosslessTests
{
    private static readonly string[] Pieces =
    [
        "repeat",
        "until",
        "for",
        "if",
        "else",
        "assumed",
        "not",
        "of",
        "at most",
        "material",
        "x",
        "rest",
        "=",
        ":",
        ",",
        ";",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "..",
        ".",
        "5",
        "0,5",
        "1 000",
        "mA g⁻¹",
        "°C",
        "\"text\"",
        "\"open",
        "`Li`",
        "// c\n",
        "/// d\n",
        "\n",
        "\r\n",
        "\r",
        "  ",
        "\t",
        "\0",
        "\uD800",
        "\uDFFF",
        "$",
        "±",
        "−",
        "≥",
        "formula:",
        "formula: Li2O",
        "on interruption",
        "up to",
        "longer",
        "then",
        "and",
        "or",
        "within",
        "vs",
        "-",
        "/",
        "^",
        "==",
        "&&",
        "“q”",
        "#",
        "/*",
    ];

    private static readonly Gen<string> Junk = Gen.Int[0, Pieces.Length - 1]
        .Select(i => Pieces[i])
        .Array[0, 60]
        .Select(string.Concat);

    internal static readonly Gen<string> Spaced = Gen.Int[0, Pieces.Length - 1]
        .Select(i => Pieces[i])
        .Array[0, 60]
        .Select(all => string.Join(' ', all));

    [Fact]
    public void Any_string_prints_back() => Gen.String.Holds(CheckPrintsBack, iter: 3000);

    [Fact]
    public void Any_mix_of_the_words_of_the_language_prints_back()
    {
        Junk.Holds(CheckPrintsBack, iter: 3000);
        Spaced.Holds(CheckPrintsBack, iter: 3000);
    }

    [Fact]
    public void Every_problem_lies_inside_the_text() =>
        Spaced.Holds(
            text =>
            {
                foreach (var found in Parsing.Parse(text).Diagnostics)
                {
                    Assert.InRange(found.Location.Span.Start, 0, text.Length);
                    Assert.InRange(found.Location.Span.End, found.Location.Span.Start, text.Length);
                    Assert.DoesNotContain("{0}", found.Message, StringComparison.Ordinal);
                }
            },
            iter: 3000
        );

    [Fact]
    public void A_text_with_a_bad_token_or_statement_has_a_problem() =>
        Spaced.Holds(
            text =>
            {
                var tree = Parsing.Parse(text);
                if (Parsing.Nodes(tree.Root).Any(node => node.Kind == SyntaxKind.BadStatement))
                    Assert.NotEmpty(tree.Diagnostics);
            },
            iter: 2000
        );

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFFedition 1\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("// only a comment")]
    [InlineData("x: 1 // behind\n\n\n// at the end\n")]
    [InlineData("a: 1;;; b: 2")]
    public void Corners_print_back(string text) => CheckPrintsBack(text);

    private static void CheckPrintsBack(string text)
    {
        var tree = Parsing.Parse(text);
        Assert.Equal(text, tree.ToFullString());
        int end = 0;
        foreach (var token in SyntaxDump.TokensOf(tree.Root))
        {
            Assert.Equal(end, token.FullSpan.Start);
            end = token.FullSpan.End;
        }
        Assert.Equal(text.Length, end);
    }
}
