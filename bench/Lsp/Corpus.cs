using System.Text;

namespace CellDsl.Lsp.Bench;

/// <summary>Procedures of any length that have no finding.</summary>
internal static class Corpus
{
    /// <summary>The place at which the bench types: the end of this text in the middle of a file.</summary>
    public const string Target = "charge at C/10 until voltage >= 3.8";

    /// <summary>A file of about so many lines; each imports a file that all share.</summary>
    public static string File(int lines, bool imports)
    {
        var text = new StringBuilder("edition 1\nimport std.materials\n");
        if (imports)
            text.Append("import \"shared.cell\"\n");
        text.Append('\n');
        for (int i = 0; Count(text) + 24 < lines; i++)
            text.Append(Unit(i, imports));
        return text.ToString();
    }

    public const string Shared = """
        edition 1

        /// Cycles between two voltages.
        public protocol formation(rate: Rate = C/20) on cell {
          charge at rate until voltage >= 3.8 V or for 30 h
          rest for 10 min
          discharge at rate until voltage <= 2.5 V or for 30 h
        }

        """;

    private static int Count(StringBuilder text)
    {
        int lines = 0;
        foreach (var chunk in text.GetChunks())
            lines += chunk.Span.Count('\n');
        return lines;
    }

    private static string Unit(int i, bool imports) =>
        $$"""
            /// Coin cells of lithium iron phosphate, number {{i}}.
            cell coin_{{i}} {
              positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
              negative: Li
              limits { voltage: 2.0 V .. 4.2 V; temperature: 0 °C .. 60 °C }
            }

            protocol cycles_{{i}}(rate: Rate = C/5, count: Count = 3) on cell {
              record every 30 s or 5 mV
              repeat count times as cycle {
                {{Target}} V or for 15 h
                rest for 10 min // open circuit
                discharge at rate until {
                  empty: voltage <= 2.5 V
                  late:  for 15 h
                }
                if cycle.discharge.capacity < 80 % of test.cycle[1].discharge.capacity { stop "end of life" }
              } at most 300 d
            }

            experiment look_{{i}} { {{(
                imports ? $"run formation() on coin_{i}(); " : ""
            )}}run cycles_{{i}}(rate: C/2) on coin_{{i}}() }


            """;
}
