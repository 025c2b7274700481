using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

public class NavigationTests
{
    private const string Materials = "edition 1\npublic material A { formula: LiCoO2 }\n";

    private static readonly (string, string) s_other = ("materials.cell", Materials);

    private static Marked InImporter(string rest) =>
        Marked.Of($"edition 1\nimport \"materials.cell\"\n{rest}", s_other);

    private static string Show(FileLocation location) =>
        $"{location.Uri.Split('/')[^1]}:{location.Range.Start.Line}:{location.Range.Start.Character}";

    private static IEnumerable<string> Definition(Marked marked) =>
        Navigation.Definition(marked.Document, marked.Position).Select(Show);

    [Fact]
    public void A_name_leads_to_its_declaration_in_another_file() =>
        Assert.Equal(
            ["materials.cell:1:16"],
            Definition(InImporter("cell x { positive: §A; negative: Li }\n"))
        );

    [Fact]
    public void An_import_leads_to_its_file() =>
        Assert.Equal(
            ["materials.cell:0:0"],
            Definition(Marked.Of("edition 1\nimport \"mate§rials.cell\"\n", s_other))
        );

    [Fact]
    public void A_sample_leads_to_where_it_was_made() =>
        Assert.Equal(
            ["main.cell:2:2"],
            Definition(Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  return grind §a"))
        );

    [Fact]
    public void A_verb_leads_into_the_vocabulary() =>
        Assert.StartsWith(
            "operations.cell:",
            Assert.Single(Definition(Marked.InRoute("return gr§ind x"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_type_of_a_sample_is_its_material()
    {
        var marked = InImporter(
            "route r makes A { return grind A }\nexperiment e {\n  §p = r()\n  measure bet on p\n}\n"
        );
        Assert.Equal(
            ["materials.cell:1:16"],
            Navigation.TypeDefinition(marked.Document, marked.Position).Select(Show)
        );
    }

    [Fact]
    public void A_material_is_implemented_by_the_routes_that_make_it()
    {
        var marked = InImporter("route r makes §A { return grind A }\n");
        Assert.Equal(
            ["main.cell:2:6"],
            Navigation.Implementation(marked.Document, marked.Position).Select(Show)
        );
    }

    [Fact]
    public void References_are_found_in_every_file()
    {
        var marked = Marked.Of(
            Materials.Replace("A {", "§A {", StringComparison.Ordinal),
            ("b.cell", "edition 1\nimport \"main.cell\"\ncell x { positive: A; negative: A }\n")
        );
        Assert.Equal(
            ["b.cell:2:19", "b.cell:2:32", "main.cell:1:16"],
            References.At(marked.Document, marked.Position, withDeclaration: true).Select(Show).Order()
        );
        Assert.Equal(2, References.At(marked.Document, marked.Position, withDeclaration: false).Count);
    }

    [Fact]
    public void Highlights_tell_a_declaration_from_a_use()
    {
        var marked = Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  return grind §a");
        Assert.Equal(
            [3, 2],
            References.Highlight(marked.Document, marked.Position).Select(each => each.Kind)
        );
    }

    [Fact]
    public void Calls_are_followed_both_ways()
    {
        var marked = Marked.Of(
            "edition 1\nprotocol §inner on cell { rest for 1 h }\nprotocol outer on cell { run inner() }\n"
        );
        var item = Assert.Single(CallHierarchy.Prepare(marked.Document, marked.Position));
        var incoming = Assert.Single(CallHierarchy.Incoming(marked.Document.Snapshot, item));
        Assert.Equal("outer", incoming.From.Name);
        var outgoing = Assert.Single(CallHierarchy.Outgoing(marked.Document.Snapshot, incoming.From));
        Assert.Equal("inner", outgoing.To.Name);
        Assert.Equal("inner", marked.TextOf(Assert.Single(outgoing.FromRanges)));
    }

    [Fact]
    public void Links_lead_to_imports()
    {
        var marked = Marked.Of("edition 1\nimport \"materials.cell\"\nimport std.chemicals\n", s_other);
        var links = DocumentLinks.Of(marked.Document);
        Assert.Equal(
            ["\"materials.cell\"", "std.chemicals"],
            links.Select(link => marked.TextOf(link.Range))
        );
        Assert.Equal(Marked.Uri("materials.cell"), links[0].Target);
    }

    [Fact]
    public void A_loops_label_is_edited_in_all_its_places()
    {
        var marked = Marked.InProtocol("repeat 2 times as §pass {\n    rest for 1 h\n    break pass\n  }");
        Assert.Equal(2, LinkedEditing.At(marked.Document, marked.Position)?.Ranges.Count);
    }

    [Fact]
    public void Signatures_mark_the_part_that_is_written()
    {
        var marked = Marked.InRoute("x = ball_mill y in zirconia_jar at §");
        var help = SignatureHelp.At(marked.Document, marked.Position);
        Assert.NotNull(help);
        var signature = Assert.Single(help.Signatures);
        var label = signature.Parameters[help.ActiveParameter].Label;
        Assert.Equal("at speed: rotation speed", signature.Label[label[0]..label[1]]);
    }

    [Fact]
    public void Selections_grow_from_a_word_to_the_file()
    {
        var marked = Marked.InProtocol("charge at 50 §mA until voltage >= 4 V or for 15 h");
        var texts = new List<string>();
        for (
            var range = Selection.At(marked.Document, marked.Position);
            range is not null;
            range = range.Parent
        )
            texts.Add(marked.TextOf(range.Range));
        Assert.Equal("mA", texts[0]);
        Assert.Equal("50 mA", texts[1]);
        Assert.Equal("at 50 mA", texts[2]);
        Assert.Equal(marked.Document.Text, texts[^1]);
    }

    [Fact]
    public void The_outline_has_declarations_and_what_is_in_them()
    {
        var symbols = Symbols.Of(Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  return a").Document);
        var route = Assert.Single(symbols);
        Assert.Equal(("made", "route makes Powder"), (route.Name, route.Detail));
        Assert.Equal("a", Assert.Single(route.Children).Name);
    }

    [Fact]
    public void Declarations_of_the_workspace_are_found_by_their_letters()
    {
        var marked = Marked.Of("edition 1\nprotocol long_life on cell { rest for 1 h }\n", s_other);
        Assert.Equal(
            ["long_life"],
            Symbols.InWorkspace(marked.Document.Snapshot, "llif").Select(each => each.Name)
        );
        Assert.Equal(2, Symbols.InWorkspace(marked.Document.Snapshot, "").Count);
    }

    [Fact]
    public void Blocks_imports_and_comments_fold()
    {
        var marked = Marked.Of(
            "edition 1\nimport std.chemicals\nimport std.operations\n// one\n// two\nmaterial x {\n  formula: LiCoO2\n}\n"
        );
        Assert.Equal(
            [(1, 2, "imports"), (3, 4, "comment"), (5, 6, (string?)null)],
            Folding.Of(marked.Document).Select(each => (each.StartLine, each.EndLine, each.Kind)).Order()
        );
    }
}
