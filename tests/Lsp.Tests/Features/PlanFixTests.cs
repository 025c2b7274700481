using CellDsl.Lsp.Features;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Tests.Features;

/// <summary>What is offered where a plan's checks find something: a gas, a value that the lab reaches, what was not said.</summary>
public class PlanFixTests
{
    private const string Coin = """
        cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li { potential: 0 V vs Li }
          limits { voltage: 2.0 V .. 4.2 V }
        }

        """;

    [Theory]
    [InlineData(
        "route r(p: LFP) makes LFP {\n  return §mill p in zirconia_jar under argon at 500 rpm for 20 h\n}\n",
        "Add pauses",
        "for 20 h { run: assumed 15 min; pause: assumed 15 min }"
    )]
    [InlineData(
        "route r(p: LFP) makes LFP {\n  return mill p in §steel_jar under argon at 500 rpm for 20 h { pause: 5 min }\n}\n",
        "Change to `zirconia_jar`",
        "in zirconia_jar under"
    )]
    [InlineData(
        "material v { formula: LiV(III)O2; form: Powder }\n"
            + "route r(p: v) makes v {\n  return heat p in alumina_crucible under §air {\n    ramp to 700 °C at 5 K/min\n    hold for 1 h\n    furnace_cool to 25 °C\n  }\n}\n",
        "Change to `argon`",
        "under argon {"
    )]
    [InlineData(
        Coin
            + "protocol test on cell { charge at 17 mA/g of active until voltage >= 3.8 V or §for 4 d }\n"
            + "experiment e { run test() on coin() }\n",
        "Bound the charge too",
        "or for 4 d or capacity > 1.2 * theoretical }"
    )]
    [InlineData(
        "lab b { instrument f: tube_furnace { temperature: 25 °C .. 600 °C } }\n"
            + "route r(p: LFP) makes LFP {\n  return heat p in alumina_crucible under argon {\n    ramp to §700 °C at 5 K/min\n    hold for 1 h\n    furnace_cool to 25 °C\n  }\n}\n"
            + "experiment e {\n  made = r(LFP)\n  measure xrd on made\n}\n",
        "Change to `600 °C`",
        "ramp to 600 °C at"
    )]
    public void A_way_out_is_offered(string program, string title, string expected)
    {
        var marked = Marked.Of("edition 1\n" + program).Planned();
        var actions = CodeActions.In(marked.Document, marked.Selection, [CodeActionKinds.QuickFix]);
        var action = actions.FirstOrDefault(each => each.Title.StartsWith(title, StringComparison.Ordinal));
        Assert.True(action is not null, string.Join('\n', actions.Select(each => each.Title)));
        Assert.Contains(expected, marked.After(action.Edit), StringComparison.Ordinal);
    }
}
