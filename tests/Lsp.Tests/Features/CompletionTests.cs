using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

public class CompletionTests
{
    private static List<CompletionItem> At(Marked marked, bool snippets = true) =>
        [.. Completion.At(marked.Document, marked.Position, snippets).Items];

    private static List<string> Labels(Marked marked) => [.. At(marked).Select(item => item.Label)];

    [Fact]
    public void A_file_begins_with_declarations()
    {
        var labels = Labels(Marked.Of("edition 1\n§\n"));
        Assert.Equal("protocol", labels[0]);
        Assert.Contains("experiment", labels);
        Assert.Contains("import", labels);
        Assert.DoesNotContain("charge", labels);
    }

    [Fact]
    public void A_protocol_offers_its_verbs_and_no_others()
    {
        var labels = Labels(Marked.InProtocol("§"));
        Assert.Contains("charge", labels);
        Assert.Contains("repeat", labels);
        Assert.DoesNotContain("weigh", labels);
        Assert.DoesNotContain("protocol", labels);
    }

    [Fact]
    public void A_route_offers_its_verbs_and_no_others()
    {
        var labels = Labels(Marked.InRoute("§"));
        Assert.Contains("ball_mill", labels);
        Assert.Contains("return", labels);
        Assert.DoesNotContain("charge", labels);
    }

    [Fact]
    public void An_operation_comes_with_the_clauses_that_it_needs()
    {
        var item = At(Marked.InRoute("x = §")).Single(each => each.Label == "ball_mill");
        Assert.Equal(2, item.InsertTextFormat);
        Assert.Equal("ball_mill ${1:sample} in ${2:jar} at ${3:speed} for ${4:time}", item.TextEdit?.NewText);
    }

    [Fact]
    public void A_client_without_snippets_gets_plain_text()
    {
        var items = At(Marked.InProtocol("§"), snippets: false);
        Assert.All(
            items,
            item => Assert.DoesNotContain("$", item.TextEdit?.NewText, StringComparison.Ordinal)
        );
        Assert.All(items, item => Assert.Equal(1, item.InsertTextFormat));
    }

    [Theory]
    [InlineData("charge at rate until voltage >= 4.2 §", "V")]
    [InlineData("charge at rate until voltage >= 4.2 m§", "V")]
    [InlineData("rest for 10 §", "h")]
    [InlineData("set temperature to 50 §", "°C")]
    [InlineData("charge at 50 §", "C")]
    public void Units_that_fit_come_first(string body, string first) =>
        Assert.Equal(first, Labels(Marked.InProtocol(body))[0]);

    [Fact]
    public void Units_of_a_property_fit_its_kind()
    {
        var labels = Labels(Marked.Of("edition 1\nmaterial X { formula: LiCoO2; density: 5 § }\n"));
        Assert.Equal("g/cm³", labels[0]);
    }

    [Fact]
    public void Properties_are_those_of_the_block_that_are_not_there_yet()
    {
        var labels = Labels(
            Marked.Of("edition 1\ncell x {\n  positive: LFP {\n    diameter: 10 mm\n    §\n  }\n}\n")
        );
        Assert.Contains("loading", labels);
        Assert.DoesNotContain("diameter", labels);
        Assert.DoesNotContain("negative", labels);
    }

    [Fact]
    public void A_condition_begins_with_what_is_measured() =>
        Assert.Equal("voltage", Labels(Marked.InProtocol("charge at rate until §"))[0]);

    [Fact]
    public void A_preposition_asks_for_what_its_parameter_takes()
    {
        var labels = Labels(Marked.InRoute("x = ball_mill y in §"));
        Assert.True(
            labels.IndexOf("zirconia_jar") < labels.IndexOf("dwell"),
            string.Join(' ', labels.Take(9))
        );
        Assert.DoesNotContain("argon", labels);
    }

    [Fact]
    public void Parameters_and_samples_are_offered_where_they_fit()
    {
        var labels = Labels(Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  b = grind §"));
        Assert.Equal("a", labels[0]);
        Assert.Equal("dwell", Labels(Marked.InRoute("b = grind a for §"))[0]);
    }

    [Fact]
    public void What_comes_later_is_not_offered() =>
        Assert.DoesNotContain("later", Labels(Marked.InRoute("b = grind §\n  later = grind b")));

    [Fact]
    public void Kinds_stand_behind_the_colon_of_a_parameter()
    {
        var labels = Labels(Marked.Of("edition 1\nroute x(dwell: §) makes Powder { }\n"));
        Assert.Contains("Time", labels);
        Assert.Contains("takes", labels);
        Assert.DoesNotContain("charge", labels);
    }

    [Fact]
    public void A_call_offers_its_parameters_by_name()
    {
        var labels = Labels(
            Marked.Of(
                "edition 1\nprotocol p(rate: Rate = C/10) on cell { rest for 1 h }\nexperiment e { run p(§) }\n"
            )
        );
        Assert.Equal("rate", labels[0]);
    }

    [Fact]
    public void Imports_are_modules_and_other_files()
    {
        var labels = Labels(Marked.Of("edition 1\nimport §\n", ("materials.cell", "edition 1\n")));
        Assert.Contains("std.chemicals", labels);
        Assert.Contains("\"materials.cell\"", labels);
    }

    [Fact]
    public void Elements_stand_in_a_formula()
    {
        var items = At(Marked.Of("edition 1\nmaterial x { formula: Li§ }\n"));
        Assert.Equal(
            "lithium, 6.94 g/mol",
            items.Single(item => item.Label == "Li").Detail?.ToLowerInvariant()
        );
    }

    [Fact]
    public void Figures_stand_behind_the_dot_of_a_result()
    {
        var labels = Labels(
            Marked.InProtocol(
                "repeat 2 times as cycle {\n    rest for 1 h\n    if cycle.§ { stop \"x\" }\n  }"
            )
        );
        Assert.Contains("capacity", labels);
        Assert.Contains("discharge", labels);
    }

    [Theory]
    [InlineData("edition 1\n// a comm§ent\n")]
    [InlineData("edition 1\nmaterial x { supplier: \"te§xt\" }\n")]
    [InlineData("edition §\n")]
    public void Nothing_is_offered_where_nothing_can_be_said(string text) =>
        Assert.Empty(Labels(Marked.Of(text)));

    [Fact]
    public void Documentation_comes_when_it_is_asked_for()
    {
        var marked = Marked.InProtocol("§");
        var item = At(marked).Single(each => each.Label == "charge");
        Assert.Null(item.Documentation);
        var resolved = Completion.Resolve(marked.Document.Snapshot, item);
        Assert.Contains(
            "Pass current into the cell",
            resolved.Documentation?.Value,
            StringComparison.Ordinal
        );
    }

    /// <summary>At every place of an example completion gives an answer, and each item once.</summary>
    [Theory]
    [InlineData("examples/quickstart.cell")]
    [InlineData("examples/ltvo/routes.cell")]
    [InlineData("examples/ltvo/protocols.cell")]
    public void It_answers_at_every_place(string example)
    {
        var marked = Marked.Of(File.ReadAllText(Repository.File(example)));
        for (int position = 0; position <= marked.Document.Text.Length; position += 3)
        {
            var items = Completion.At(marked.Document, position, snippets: true).Items;
            Assert.Equal(items.Count, items.Select(item => item.Label).Distinct().Count());
            SignatureHelp.At(marked.Document, position);
            Hover.At(marked.Document, position);
        }
    }
}
