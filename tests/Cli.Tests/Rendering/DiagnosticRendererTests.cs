using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Cli.Tests.Rendering;

public class DiagnosticRendererTests
{
    private static readonly Rule Mismatch = new(
        "CELL2004",
        Severity.Error,
        "Two sides measure different things"
    );

    private static Location At(SourceText source, string part, int nth = 0)
    {
        int start = -1;
        for (int i = 0; i <= nth; i++)
            start = source.Text.IndexOf(part, start + 1, StringComparison.Ordinal);
        Assert.True(start >= 0, $"`{part}` is not in the text");
        return new(source, new TextSpan(start, part.Length));
    }

    private static string Render(Diagnostic diagnostic) =>
        DiagnosticRenderer.Render(diagnostic, RenderOptions.Plain);

    [Fact]
    public Task Two_labels_on_one_line()
    {
        var source = new SourceText(
            "life.cell",
            string.Concat(Enumerable.Repeat("\n", 13)) + "    charge at 30 mA/g until voltage >= 4.3 A\n"
        );
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    At(source, "4.3 A"),
                    "these two sides measure different things",
                    "a current",
                    [new(At(source, "voltage"), "a voltage")],
                    [
                        "left:   mass · length² · time⁻³ · current⁻¹   [Voltage]",
                        "right:  current                               [Current]",
                    ],
                    "did you mean `4.3 V`?"
                )
            )
        );
    }

    [Fact]
    public Task Labels_on_other_lines_and_in_other_files()
    {
        var recipes = new SourceText("recipes.cell", "material LTVO {\n  formula: Li2TiO3\n}\n");
        var source = new SourceText(
            "main.cell",
            "route r() makes LTVO {\n  a = grind oxide\n  b = sieve oxide\n\n\n\n\n\n  c = press oxide\n}\n"
        );
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    At(source, "oxide", 2),
                    "`oxide` is used up",
                    "used again here",
                    [
                        new(At(source, "grind oxide"), "used up here"),
                        new(At(recipes, "LTVO"), "made for this material"),
                        new(At(source, "sieve oxide"), "and here"),
                    ],
                    Help: "split it first"
                )
            )
        );
    }

    [Fact]
    public Task Three_labels_and_one_without_words()
    {
        var source = new SourceText("a.cell", "x = alpha + beta + gamma + delta\n");
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    At(source, "beta"),
                    "these do not add up",
                    "a time",
                    [
                        new(At(source, "alpha"), "a mass"),
                        new(At(source, "gamma"), "a length"),
                        new(At(source, "delta"), ""),
                    ]
                )
            )
        );
    }

    [Fact]
    public Task Tabs_wide_and_combining_characters_keep_the_marks_in_place()
    {
        var source = new SourceText("b.cell", "\tname: \"電池\"\tat 5 µme\u0301 \u0007 \u202E!\n");
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    At(source, "µme\u0301"),
                    "unknown unit",
                    "this",
                    [new(At(source, "電池"), "the name"), new(At(source, "!"), "shown as written")]
                )
            )
        );
    }

    [Fact]
    public Task A_long_line_is_cut_around_the_place()
    {
        string filler = string.Concat(Enumerable.Repeat("abcdefghi ", 60));
        var source = new SourceText("long.cell", filler + "HERE" + filler + "FAR\n");
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    At(source, "HERE"),
                    "not a unit",
                    "this",
                    [new(At(source, "FAR"), "the other side")]
                )
            )
        );
    }

    [Fact]
    public Task The_end_of_the_file_can_be_marked()
    {
        var source = new SourceText("end.cell", "cell c {\n");
        return Verify(
            Render(
                new Diagnostic(
                    Mismatch,
                    new(source, new TextSpan(source.Length, 0)),
                    "this block is not closed",
                    "a `}` is missing",
                    [new(At(source, "{"), "opened here")]
                )
            )
        );
    }

    [Fact]
    public Task A_span_over_several_lines_names_its_last()
    {
        var source = new SourceText("many.cell", "a = [1,\n  2,\n  3]\n");
        return Verify(
            Render(
                new Diagnostic(Mismatch, new(source, new TextSpan(4, 12)), "a list of counts", "this list")
            )
        );
    }

    [Fact]
    public void Colours_are_added_and_nothing_else()
    {
        var source = new SourceText("c.cell", "charge at 30 mA/g until voltage >= 4.3 A\n");
        var diagnostic = new Diagnostic(
            Mismatch,
            At(source, "4.3 A"),
            "different",
            "a current",
            [new(At(source, "voltage"), "a voltage")]
        );
        string coloured = DiagnosticRenderer.Render(diagnostic, RenderOptions.Plain with { Colour = true });
        Assert.Contains("\e[1;31m", coloured, StringComparison.Ordinal);
        Assert.Equal(
            Render(diagnostic),
            System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", "")
        );
    }
}
