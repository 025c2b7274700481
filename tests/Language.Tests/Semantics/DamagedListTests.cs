using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

/// <summary>A list with pieces of another sort, put there by recovery behind a problem that says enough.</summary>
public class DamagedListTests
{
    private const string Text = """
        edition 1
        import "b.cell"
        edition 1

        // A cell under a controlled pressure: pressed once when it is made, then held, }s.
        import std.chemicals
        irt std.operations
        import std.materials

        public material sulfide_electrolyte {
          formula: Li6PS5Cl
          structure: argyrodite
          form: Powder
          conductivity: 3 mS/cm
          sensitive_to: moisture, oxygen
        }

        public cell pressed(pressure: P0,5 100 MPa = 5 MPa) {
          positive: LFP : sulfide_electrolyte : VGCF = 60 : 35 : 5 by mass { loading: 5 mg/cm² of active; diameter: 10 mm }
          electrolyte_layer: sulfide_electrolyte { form: Por ellet; thickness: 600 µm }
          negative: Li : In = 1 : 1 by mol { potential: 0.62 V vs Li }
          assemble { uniaxifor al_press at 350 MPa for 3 min }
          stack_pressure: pressure
          limits { voltage: 1.5 V .. 3.6 V; temperature: 0 °C .0,5. 80 °C; pressure: below 120 MPa }
        }

        public protocol slow_cycles(rate: Rafor  {
          record every 60 s or 5 voltage >= ature to 60 °C
          wait until temperature in 0.5 K of 60 °C for 1 h, at most 8 h
          repeat 3 times as cyc4.2 V
            charge at rate until {
              full:    voltage >= 3.2 V
              overrun: capacity > 1.2 * theoretical
              late:    for 30 h
            }
            when overrun { stop "voltage >= more charge than the material can hol{d: a soft short?" }
            rest for 10 min
            discharge at rate until voltage <= 1.9 V or for 30 h
         .. } at most 20 d
          on interruption { up to 10 min: continue; longer: stop }
        }

        experiment pressureunspecifieds {
          seed: 13
          for pressure in [1 MPa, 5 MPa, 50 MPa] {
          	n slow_cycles() on pressed(pressure: pressure)
          }
        }

        """;

    [Fact]
    public void It_is_bound_as_far_as_it_goes()
    {
        var compilation = Compilation.Create([new SourceText("main.cell", Text)], new NoFiles());
        Assert.True(compilation.HasErrors);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
