using System.Text;
using CellDsl.Language.Formatting;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Tests.Syntax;
using CsCheck;
using Xunit;

namespace CellDsl.Language.Tests.Formatting;

/// <summary>Formatting settles at once and changes nothing but blanks, whatever blanks the author left.</summary>
public class FormatterPropertyTests
{
    private static readonly Lazy<string[]> Samples = new(() => [.. SampleFileTests.Texts, SampleText]);

    private const string SampleText = """
        protocol life(rate: Rate = 50 mA/g of active, cycles: Count = 270) on cell {
          repeat cycles times as cycle {
            charge at rate until {
              full:    voltage >= assumed 3.8 V "4.4 V vs Li"
              late:    for 12 h
            }
            when overrun { stop "more" }
            discharge at C/10 until voltage <= 0.6 V or for 12 h, at most 13 h then rest for 1 h
            if a < 80 % of test.cycle[n-1].b { stop "end of life" } else if b { break } else { rest for 1 h }
          } at most 300 d
          on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
        }
        blend = combine a : b = assumed 90 : 10 by mass
        for x, y in [(1, 2), (3, 4)] { run life(rate: x) on solid(y) replicate 3 cells }
        """;

    [Fact]
    public void Formatting_settles_and_keeps_all_tokens_and_comments() =>
        (
            from sample in Gen.Int[0, Samples.Value.Length - 1]
            from seed in Gen.Int
            select (sample, seed)
        ).Holds(
            chosen =>
            {
                string text = Disturb(Samples.Value[chosen.sample], new Random(chosen.seed));
                var tree = Parsing.Parse(text);
                Assert.Empty(tree.Diagnostics);

                string formatted = Formatter.Format(tree);

                var again = Parsing.Parse(formatted);
                Assert.Empty(again.Diagnostics);
                Assert.Equal(formatted, Formatter.Format(again));
                Assert.Equal(Words(tree), Words(again));
                Assert.Equal(Comments(text), Comments(formatted));
                Assert.DoesNotContain(" \n", formatted, StringComparison.Ordinal);
                Assert.DoesNotContain("\n\n\n", formatted, StringComparison.Ordinal);
            },
            iter: 200
        );

    [Fact]
    public void Blanks_between_tokens_make_no_difference() =>
        (
            from sample in Gen.Int[0, Samples.Value.Length - 1]
            from seed in Gen.Int
            select (sample, seed)
        ).Holds(
            chosen =>
            {
                string text = Samples.Value[chosen.sample];
                var random = new Random(chosen.seed);
                var spaced = new StringBuilder();
                foreach (var token in SyntaxDump.TokensOf(Parsing.Parse(text).Root))
                    Append(spaced, text, token, IsLone(text, token) && random.Next(3) == 0 ? "   " : null);

                Assert.Equal(
                    Unaligned(Formatter.Format(Parsing.Parse(text))),
                    Unaligned(Formatter.Format(Parsing.Parse(spaced.ToString())))
                );
            },
            iter: 100
        );

    [Fact]
    public void Any_text_is_formatted_to_a_text_that_stays() =>
        LosslessTests.Spaced.Holds(
            text =>
            {
                string formatted = Formatter.Format(Parsing.Parse(text));

                Assert.Equal(formatted, Formatter.Format(Parsing.Parse(formatted)));
            },
            iter: 3000
        );

    private static string Unaligned(string text) => string.Join('\n', text.Split('\n').Select(Single));

    /// <summary>Runs of blanks inside a line as one: alignment is what blanks may change.</summary>
    private static string Single(string line)
    {
        string content = line.TrimStart();
        while (content.Contains("  ", StringComparison.Ordinal))
            content = content.Replace("  ", " ", StringComparison.Ordinal);
        return content;
    }

    /// <summary>Other line breaks, blank lines and comments where the language allows them.</summary>
    private static string Disturb(string text, Random random)
    {
        var disturbed = new StringBuilder();
        foreach (var token in SyntaxDump.TokensOf(Parsing.Parse(text).Root))
        {
            string? trailing = (token.Kind, random.Next(8)) switch
            {
                (SyntaxKind.Comma, 0 or 1) => "\n        ",
                (SyntaxKind.Comma, 2) => " // after a comma\n        // and below\n      ",
                (SyntaxKind.OpenParen or SyntaxKind.OpenBracket, 0) => "\n        ",
                (_, 0) when EndsLine(text, token) => "  // behind\n",
                (_, 1) when EndsLine(text, token) => "\n\n\n",
                (_, 2) when IsLone(text, token) => "    ",
                _ => null,
            };
            Append(disturbed, text, token, trailing);
        }
        return disturbed.ToString();
    }

    private static void Append(StringBuilder builder, string text, SyntaxToken token, string? trailing)
    {
        builder.Append(text.AsSpan(token.Position, token.Span.End - token.Position));
        builder.Append(trailing ?? text[token.Span.End..token.FullSpan.End]);
    }

    private static bool EndsLine(string text, SyntaxToken token) =>
        text[token.Span.End..token.FullSpan.End] == "\n";

    private static bool IsLone(string text, SyntaxToken token) =>
        text[token.Span.End..token.FullSpan.End] == " ";

    /// <summary>The tokens that carry meaning: no ends of statements, no comma before a closing bracket.</summary>
    private static List<(SyntaxKind, string)> Words(SyntaxTree tree)
    {
        var tokens = SyntaxDump
            .TokensOf(tree.Root)
            .Where(token => token.Kind != SyntaxKind.StatementEnd)
            .ToArray();
        var words = new List<(SyntaxKind, string)>();
        for (int i = 0; i < tokens.Length; i++)
        {
            bool isLastComma =
                tokens[i].Kind == SyntaxKind.Comma
                && tokens[i + 1].Kind is SyntaxKind.CloseParen or SyntaxKind.CloseBracket;
            if (!isLastComma)
                words.Add((tokens[i].Kind, SyntaxFacts.TextOf(tokens[i].Kind) ?? tokens[i].Text));
        }
        return words;
    }

    private static List<string> Comments(string text) =>
        [
            .. SyntaxDump
                .TokensOf(Parsing.Parse(text).Root)
                .SelectMany(token => token.LeadingTrivia().Concat(token.TrailingTrivia()))
                .Where(trivia => trivia.Kind is SyntaxKind.CommentTrivia or SyntaxKind.DocumentationTrivia)
                .Select(trivia => text.Substring(trivia.Span.Start, trivia.Span.Length).TrimEnd()),
        ];
}
