using CellDsl.Language.Text;
using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

/// <summary>What is shown in and above the text: hints, lenses, colours, findings.</summary>
public class HintTests
{
    private const string Program = """
        edition 1
        import std.materials
        material LTVO {
          formula: Li[8/7] Ti[2/7] V[4/7](III) O2
          redox: V(III)/V(V)
        }
        route made makes LTVO {
          reagents = weigh for 5 g of LTVO from Li2CO3, TiO2, V2O3
          return heat reagents in alumina_crucible under argon {
            ramp to 700 °C at 5 K/min
            hold for 3 h
            furnace_cool to 25 °C
          }
        }
        cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2.0 V .. 4.2 V; temperature: 0 °C .. 60 °C }
        }
        protocol once on cell {
          charge at C/10 until voltage >= 3.8 V or for 15 h
        }
        experiment e {
          powder = made()
          measure bet on powder
          run once() on coin()
        }
        """;

    private static List<string> Hints(Marked marked)
    {
        var whole = new TextSpan(0, marked.Document.Source.Length);
        return
        [
            .. InlayHints
                .Of(marked.Document, whole, new())
                .Select(hint =>
                {
                    var line = marked.Document.Source.LineSpan(hint.Position.Line);
                    string before = marked
                        .Document.Text.Substring(line.Start, hint.Position.Character)
                        .Trim();
                    return $"{before} ⟦{hint.Label}⟧";
                }),
        ];
    }

    [Fact]
    public void Kinds_and_capacities_need_no_plan()
    {
        var hints = Hints(Marked.Of(Program));
        Assert.Contains("reagents ⟦: Powder⟧", hints);
        Assert.Contains("redox: V(III)/V(V) ⟦370.3 mAh/g⟧", hints);
        Assert.DoesNotContain(hints, hint => hint.Contains(" mA⟧", StringComparison.Ordinal));
    }

    [Fact]
    public void Masses_and_currents_come_with_the_plan()
    {
        var marked = Marked.Of(Program).Planned();
        Assert.DoesNotContain(Diagnostics.Of(marked.Document), finding => finding.Severity == 1);
        var hints = Hints(marked);
        Assert.Contains(
            hints,
            hint => hint.EndsWith("⟦Li2CO3 2.5522 g, TiO2 1.3793 g, V2O3 2.5886 g⟧", StringComparison.Ordinal)
        );
        Assert.Contains("charge at C/10 ⟦≈ 0.192 mA⟧", hints);
    }

    [Fact]
    public void Hints_can_be_switched_off()
    {
        var marked = Marked.Of(Program).Planned();
        var none = new InlayHintSettings
        {
            Kinds = false,
            Masses = false,
            Rates = false,
            Durations = false,
        };
        Assert.Empty(InlayHints.Of(marked.Document, new(0, marked.Document.Source.Length), none));
    }

    [Fact]
    public void Only_hints_of_the_range_are_given()
    {
        var marked = Marked.Of(Program).Planned();
        Assert.Empty(InlayHints.Of(marked.Document, new(0, 20), new()));
    }

    [Fact]
    public void Experiments_and_protocols_have_commands_above_them()
    {
        var lenses = CodeLenses.Of(Marked.Of(Program).Document);
        Assert.Contains(lenses, lens => lens.Command is { Command: "cell.run", Arguments: [_, "e"] });
        Assert.Contains(lenses, lens => lens.Command is { Command: "cell.debug", Arguments: [_, "e"] });
        Assert.Contains(lenses, lens => lens.Command is { Command: "cell.check", Arguments: [_, "once"] });
        Assert.Contains(lenses, lens => lens.Command is { Command: "cell.export", Arguments: [_, "once"] });
    }

    [Fact]
    public void Colours_follow_what_a_word_means()
    {
        var colours = Colours(Marked.Of(Program));
        Assert.Contains(("once", "method"), colours);
        Assert.Contains(("charge", "function"), colours);
        Assert.Contains(("V", "unit"), colours);
        Assert.Contains(("until", "keyword"), colours);
        Assert.Contains(("Li[8/7] Ti[2/7] V[4/7](III) O2", "formula"), colours);
        Assert.Contains(("LFP", "enumMember"), colours);
    }

    [Fact]
    public void Colours_of_a_range_are_a_part_of_all_colours()
    {
        var marked = Marked.Of("§edition 1\n§// comment\nmaterial x { formula: LiCoO2 }\n");
        Assert.Equal(10, SemanticTokens.Of(marked.Document, new(0, 9)).Count);
    }

    [Fact]
    public void A_delta_leads_from_the_old_colours_to_the_new_ones()
    {
        int[] old = [0, 0, 7, 0, 0, 1, 2, 3, 4, 0];
        int[] now = [0, 0, 7, 0, 0, 0, 9, 1, 1, 0, 1, 2, 3, 4, 0];
        var edit = SemanticTokens.Difference(old, now);
        Assert.Equal(
            now,
            old.Take(edit.Start).Concat(edit.Data).Concat(old.Skip(edit.Start + edit.DeleteCount))
        );
        Assert.Equal(new(10, 0, []), SemanticTokens.Difference(old, old) with { Data = [] });
    }

    [Fact]
    public void A_finding_brings_its_facts_its_help_and_other_places()
    {
        var marked = Marked.InProtocol("charge at rate until voltage >= 4.2 A or for 15 h");
        var finding = Assert.Single(Diagnostics.Of(marked.Document));
        Assert.Equal(
            ("CELL2004", 1, "4.2 A"),
            (finding.Code, finding.Severity, marked.TextOf(finding.Range))
        );
        Assert.Contains("help: did you mean `4.2 V`?", finding.Message, StringComparison.Ordinal);
        Assert.Equal("a voltage", Assert.Single(finding.RelatedInformation ?? []).Message);
    }

    [Fact]
    public void What_only_a_plan_finds_comes_with_the_plan()
    {
        string text = Program.Replace("= weigh for 5 g", "= weigh for 5 kg", StringComparison.Ordinal);
        var marked = Marked.Of(text);
        var before = Diagnostics.Of(marked.Document).Count;
        var planned = marked.Planned();
        Assert.Equal(
            before + planned.Document.Snapshot.PlanOf(planned.Document.File)?.Result.Diagnostics.Length,
            Diagnostics.Of(planned.Document).Count
        );
    }

    private static List<(string Text, string Type)> Colours(Marked marked)
    {
        var data = SemanticTokens.Of(marked.Document);
        var found = new List<(string, string)>();
        var (line, column) = (0, 0);
        for (int i = 0; i < data.Count; i += 5)
        {
            (line, column) = data[i] == 0 ? (line, column + data[i + 1]) : (line + data[i], data[i + 1]);
            int start = marked.Document.OffsetOf(new(line, column));
            found.Add(
                (
                    marked.Document.Text.Substring(start, data[i + 2]),
                    SemanticTokens.Legend.TokenTypes[data[i + 3]]
                )
            );
        }
        return found;
    }
}
