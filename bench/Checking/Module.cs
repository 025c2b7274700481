using System.Globalization;
using System.Text;

namespace CellDsl.Bench.Checking;

/// <summary>A module of many lines as a laboratory would have it after years: routes, cells and protocols, all different.</summary>
internal static class Module
{
    public static string OfLines(int lines)
    {
        var text = new StringBuilder("edition 1\n\nimport std.chemicals\nimport std.operations\n");
        for (int i = 0, written = 4; written < lines; i++)
        {
            string part = Part(i);
            text.Append(part);
            written += part.AsSpan().Count('\n');
        }
        return text.ToString();
    }

    private static string Part(int i) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""

            material oxide_{{i}} { formula: Li[8/7] Ti[2/7] V[4/7](III) O2; redox: V(III)/V(V); form: Powder }

            route made_{{i}}(temperature: Temperature in 600 °C .. 900 °C = 700 °C, dwell: Time = 3 h) makes oxide_{{i}} {
              reagents = weigh for {{1 + (i % 9)}} g of oxide_{{i}} from Li2CO3 (excess: 5 %), TiO2, V2O3
              mixed = ball_mill reagents with ethanol in zirconia_jar at 300 rpm for 12 h
              dried = dry mixed at 80 °C under vacuum for 12 h
              oxide = heat dried in magnesia_crucible under argon {
                ramp to temperature at 5 K/min
                hold for dwell
                furnace_cool to 25 °C
              }
              return grind oxide
            }

            cell coin_{{i}}(active: oxide_{{i}}) {
              positive: active { loading: {{2 + (i % 7)}} mg/cm² of active; diameter: 12 mm }
              negative: Li { potential: 0 V vs Li }
              limits { voltage: 1.0 V .. 4.9 V; temperature: 0 °C .. 60 °C; current: below 2 * programmed }
            }

            protocol life_{{i}}(rate: Rate = C/5, cycles: Count = {{100 + i}}) on cell {
              record every 60 s or 5 mV
              repeat cycles times as cycle {
                charge at rate until {
                  full:    voltage >= 4.8 V
                  overrun: capacity > 1.2 * theoretical
                  late:    for 12 h
                }
                when overrun { stop "more charge than the material can hold" }
                rest for 10 min
                discharge at rate until voltage <= 1.2 V or for 12 h
                if cycle.discharge.capacity < 80 % of test.cycle[1].discharge.capacity { stop "end of life" }
              } at most 300 d
              on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
            }

            """
        );
}
