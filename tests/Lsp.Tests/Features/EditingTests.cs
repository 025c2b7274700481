using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

/// <summary>Formatting and code actions: what changes the text.</summary>
public class EditingTests
{
    private static List<CodeAction> Actions(Marked marked, params string[] only) =>
        [.. CodeActions.In(marked.Document, marked.Selection, only)];

    private static string Apply(Marked marked, string title) =>
        marked.After(
            Actions(marked).First(action => action.Title.StartsWith(title, StringComparison.Ordinal)).Edit
        );

    [Fact]
    public void Formatting_touches_only_lines_that_differ()
    {
        var marked = Marked.Of("edition 1\nmaterial x {\n formula:LiCoO2\n  density: 5 g/cm³\n}\n");
        var edits = Formatting.All(marked.Document);
        Assert.Equal(" formula:LiCoO2\n", marked.TextOf(Assert.Single(edits).Range));
        Assert.Equal(
            "edition 1\nmaterial x {\n  formula: LiCoO2\n  density: 5 g/cm³\n}\n",
            marked.After(edits)
        );
    }

    [Fact]
    public void Line_ends_stay_as_they_are()
    {
        var marked = Marked.Of("edition 1\r\nmaterial x {\r\n formula:LiCoO2\r\n}\r\n");
        Assert.Equal(
            "edition 1\r\nmaterial x {\r\n  formula: LiCoO2\r\n}\r\n",
            marked.After(Formatting.All(marked.Document))
        );
    }

    [Fact]
    public void A_range_is_formatted_alone()
    {
        var marked = Marked.Of("edition 1\nmaterial x {\n§ formula:LiCoO2§\n density:5 g/cm³\n}\n");
        Assert.Equal(
            "edition 1\nmaterial x {\n  formula: LiCoO2\n density:5 g/cm³\n}\n",
            marked.After(Formatting.In(marked.Document, marked.Selection))
        );
    }

    [Fact]
    public void A_new_line_is_indented()
    {
        var marked = Marked.Of("edition 1\nprotocol x on cell {\n  repeat 2 times as c {\n§\n  }\n}\n");
        var edit = Assert.Single(Formatting.OnType(marked.Document, marked.Position, "\n"));
        Assert.Equal("    ", edit.NewText);
    }

    [Fact]
    public void A_closing_brace_formats_its_statement()
    {
        var marked = Marked.Of("edition 1\nmaterial y { formula:NaCl }\nmaterial x {\nformula:LiCoO2\n}§\n");
        Assert.Equal(
            "edition 1\nmaterial y { formula:NaCl }\nmaterial x {\n  formula: LiCoO2\n}\n",
            marked.After(Formatting.OnType(marked.Document, marked.Position, "}"))
        );
    }

    [Fact]
    public void The_fixes_of_a_finding_are_offered_where_it_is()
    {
        var marked = Marked.InProtocol("charge at rate until volt§ge >= 4.2 V or for 15 h");
        Assert.Contains("until voltage >=", Apply(marked, "Change to `voltage`"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_finding_asks_for_is_offered_as_a_fix()
    {
        var marked = Marked.InProtocol("charge at rate until voltage >= 4.2 §A or for 15 h");
        Assert.Contains("voltage >= 4.2 V", Apply(marked, "Change to `4.2 V`"), StringComparison.Ordinal);
    }

    [Fact]
    public void All_fixes_are_applied_at_once()
    {
        var marked = Marked.InProtocol(
            "§charge at rate until volage >= 4.2 V or for 15 h\n  discharge at rate until voltge <= 2.5 V or for 15 h"
        );
        var action = Assert.Single(Actions(marked, CodeActionKinds.FixAll));
        string after = marked.After(action.Edit);
        Assert.DoesNotContain("volage", after, StringComparison.Ordinal);
        Assert.DoesNotContain("voltge", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnostics.Of(Marked.Of(after).Document), each => each.Severity == 1);
    }

    [Theory]
    [InlineData("Bound the capacity", "or capacity > 1.2 * theoretical")]
    [InlineData("Bound the time", "or for assumed 12 h")]
    public void A_missing_bound_is_added(string title, string added)
    {
        var marked = Marked.InProtocol("ch§arge at rate until voltage >= 4.2 V");
        string after = Apply(marked, title);
        Assert.Contains($"voltage >= 4.2 V {added}\n", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnostics.Of(Marked.Of(after).Document), each => each.Code == "CELL7002");
    }

    [Fact]
    public void Missing_limits_are_added()
    {
        var marked = Marked.Of(
            "edition 1\nimport std.materials\ncell §x {\n  positive: LFP { loading: 1 mg/cm² of active; diameter: 1 cm }\n  negative: Li\n}\n"
        );
        string after = Apply(marked, "Add limits");
        Assert.Contains("\n  limits { voltage: assumed 2.5 V .. 4.2 V;", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnostics.Of(Marked.Of(after).Document), each => each.Code == "CELL7004");
    }

    [Fact]
    public void A_unit_is_converted_exactly()
    {
        var marked = Marked.InProtocol("rest for §90 min");
        Assert.Contains("rest for 1.5 h", Apply(marked, "Convert to 1.5 h"), StringComparison.Ordinal);
        Assert.Contains("rest for 5400 s", Apply(marked, "Convert to 5400 s"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Actions(marked),
            action => action.Title.EndsWith(" d", StringComparison.Ordinal) && action.Title.Length > 25
        );
    }

    [Fact]
    public void A_value_can_be_marked_as_assumed() =>
        Assert.Contains(
            "rest for assumed 90 min \"why\"",
            Apply(Marked.InProtocol("rest for §90 min"), "Mark as assumed"),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_a_phrase_leaves_out_is_said_openly()
    {
        var marked = Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  return gri§nd a");
        Assert.DoesNotContain(
            Actions(marked),
            action => action.Title.StartsWith("Fill in", StringComparison.Ordinal)
        );
        var other = Marked.InRoute("a = weigh for 5 g of LFP from Li2CO3\n  return pr§ess a");
        Assert.Contains("press a at unspecified", Apply(other, "Fill in"), StringComparison.Ordinal);
    }

    [Fact]
    public void Imports_are_sorted()
    {
        var marked = Marked.Of(
            "edition 1\nimport \"b.cell\"\nimport std.operations\nimport \"a.cell\"\nimport std.chemicals\n§"
        );
        var action = Assert.Single(Actions(marked, "source.organizeImports"));
        Assert.Equal(
            "edition 1\nimport std.chemicals\nimport std.operations\nimport \"a.cell\"\nimport \"b.cell\"\n",
            marked.After(action.Edit)
        );
    }

    [Fact]
    public void An_import_that_is_not_used_is_removed()
    {
        var marked = Marked.Of(
            "edition 1\nimport \"b.§cell\"\nmaterial x { formula: LiCoO2 }\n",
            ("b.cell", "edition 1\npublic material y { formula: NaCl }\n")
        );
        Assert.Equal("edition 1\nmaterial x { formula: LiCoO2 }\n", Apply(marked, "Remove the import"));
    }

    [Fact]
    public void Statements_are_extracted_with_the_parameters_that_they_use()
    {
        var marked = Marked.InProtocol(
            "record every 1 min\n  §charge at rate until voltage >= 4.2 V or for 15 h\n  rest for 10 min§\n  discharge at rate until voltage <= 2.5 V or for 15 h"
        );
        string after = Apply(marked, "Extract into a protocol");
        Assert.Contains(
            "protocol test_part(rate: Rate = C/10) on cell {\n  charge at rate until voltage >= 4.2 V or for 15 h\n  rest for 10 min\n}\n\nprotocol test(",
            after,
            StringComparison.Ordinal
        );
        Assert.Contains("  run test_part(rate: rate)\n  discharge", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Diagnostics.Of(Marked.Of(after).Document), each => each.Severity == 1);
    }

    [Fact]
    public void Statements_that_lean_on_others_are_not_extracted()
    {
        var marked = Marked.InProtocol("repeat 2 times as pass {\n    §rest for 1 h\n    break pass§\n  }");
        Assert.DoesNotContain(Actions(marked), action => action.Kind == CodeActionKinds.Extract);
    }

    [Fact]
    public void A_finding_can_be_allowed_where_it_stands()
    {
        var marked = Marked.InProtocol("cha§rge at rate until voltage >= 4.2 V");
        string code = marked.Document.Snapshot.DiagnosticsOf(marked.Document)[0].Rule.Code;
        string after = Apply(marked, $"Allow {code} here");
        Assert.Contains(
            $"\n  allow {code} \"say why\"\n  charge at rate until voltage >= 4.2 V\n",
            after,
            StringComparison.Ordinal
        );
        var allowed = Marked.Of(after);
        Assert.DoesNotContain(
            allowed.Document.Snapshot.DiagnosticsOf(allowed.Document),
            finding => finding.Rule.Code == code
        );
    }

    [Fact]
    public void An_allowance_stands_above_what_documents_a_declaration()
    {
        var marked = Marked.Of(
            "edition 1\nimport std.materials\n/// A coin cell.\ncell §x {\n  positive: LFP { loading: 1 mg/cm² of active; diameter: 1 cm }\n  negative: Li\n}\n"
        );
        var action = Actions(marked)
            .FirstOrDefault(each => each.Title.StartsWith("Allow", StringComparison.Ordinal));
        Assert.NotNull(action);
        Assert.Matches(
            "std.materials\nallow CELL\\d{4} \"say why\"\n/// A coin cell.",
            marked.After(action.Edit)
        );
    }

    [Fact]
    public void What_has_no_meaning_cannot_be_allowed()
    {
        var marked = Marked.InProtocol("charge at rate until voltage >= 4.2§ A or for 15 h");
        Assert.DoesNotContain(
            Actions(marked),
            action => action.Title.StartsWith("Allow CELL2004", StringComparison.Ordinal)
        );
    }
}
