using CellDsl.Lsp.Features;

namespace CellDsl.Lsp.Tests.Features;

public class RenameTests
{
    private const string Text = """
        edition 1
        public protocol §inner(rate: Rate = C/10) on cell {
          charge at rate until voltage >= 4 V or for 15 h
        }
        protocol outer on cell { run inner(rate: C/5) }
        experiment e { run inner() on c() }
        cell c { positive: LFP { loading: 1 mg/cm²; diameter: 1 cm }; negative: Li; limits { voltage: 2 V .. 4 V } }
        """;

    [Fact]
    public void Every_use_gets_the_new_name()
    {
        var marked = Marked.Of(Text);
        string after = marked.After(Rename.At(marked.Document, marked.Position, "renamed"));
        Assert.Equal(marked.Document.Text.Replace("inner", "renamed", StringComparison.Ordinal), after);
    }

    [Fact]
    public void Every_file_is_changed()
    {
        var marked = Marked.Of(
            Text,
            ("b.cell", "edition 1\nimport \"main.cell\"\nprotocol third on cell { run inner() }\n")
        );
        var edit = Rename.At(marked.Document, marked.Position, "renamed");
        Assert.Equal([Marked.Uri("b.cell"), Marked.Uri("main.cell")], edit.Changes.Keys.Order());
        Assert.Equal("renamed", Assert.Single(edit.Changes[Marked.Uri("b.cell")]).NewText);
    }

    [Fact]
    public void A_parameter_is_renamed_in_calls_too()
    {
        var marked = Marked.Of(
            Text.Replace("§", "", StringComparison.Ordinal)
                .Replace("charge at rate", "charge at §rate", StringComparison.Ordinal)
        );
        string after = marked.After(Rename.At(marked.Document, marked.Position, "speed"));
        Assert.Contains("inner(speed: Rate = C/10)", after, StringComparison.Ordinal);
        Assert.Contains("charge at speed until", after, StringComparison.Ordinal);
        Assert.Contains("run inner(speed: C/5)", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outer", "taken")]
    [InlineData("2fast", "not a name")]
    [InlineData("", "not a name")]
    [InlineData("until", "word of the language")]
    [InlineData("a b", "not a name")]
    public void A_name_that_cannot_be_given_is_refused(string name, string why)
    {
        var marked = Marked.Of(Text);
        var problem = Assert.Throws<FeatureException>(() =>
            Rename.At(marked.Document, marked.Position, name)
        );
        Assert.Contains(
            why,
            problem.Message.Replace("declared already", "taken", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_would_be_caught_by_another_is_refused()
    {
        var marked = Marked.InRoute(
            "a = weigh for 5 g of LFP from Li2CO3\n  §b = grind a for dwell\n  return b"
        );
        Assert.Throws<FeatureException>(() => Rename.At(marked.Document, marked.Position, "dwell"));
        Assert.Throws<FeatureException>(() => Rename.At(marked.Document, marked.Position, "a"));
    }

    [Fact]
    public void The_vocabulary_keeps_its_names()
    {
        var marked = Marked.InRoute("return gr§ind x");
        var problem = Assert.Throws<FeatureException>(() => Rename.Prepare(marked.Document, marked.Position));
        Assert.Contains("standard vocabulary", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_program_means_the_same()
    {
        var marked = Marked.Of(Text);
        var before = Diagnostics.Of(marked.Document).Select(each => each.Code);
        string after = marked.After(Rename.At(marked.Document, marked.Position, "renamed"));
        Assert.Equal(before, Diagnostics.Of(Marked.Of(after).Document).Select(each => each.Code));
    }
}
