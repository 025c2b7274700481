namespace CellDsl.Cli.Tests;

/// <summary>Programs that tests of plans, differences and printed procedures share.</summary>
internal static class LabPrograms
{
    /// <summary>Two firings that share one furnace, and four cells on two channels.</summary>
    public const string Firing = """
        edition 1
        import std.chemicals
        import std.materials
        import std.operations
        import std.instruments

        /// A spinel that hardly changes its volume.
        material LTVO {
          formula: Li[8/7] Ti[2/7] V[4/7](III) O2
          form: Powder
          redox: V(III)/V(V)
          sensitive_to: oxygen
        }

        route fired(temperature: Temperature = 700 °C) makes LTVO {
          reagents = weigh for 5 g of LTVO from Li2CO3 (excess: 5 %), TiO2, V2O3
          mixed = mix reagents for 30 min
          oxide = heat mixed in alumina_crucible under argon {
            ramp to temperature at 5 K/min
            hold for 3 h
            furnace_cool to 25 °C
          }
          return grind oxide for 15 min
        }

        route pasted(active: LTVO) makes Sheet {
          binder = dissolve PVDF in NMP
          slurry = disperse active : acetylene_black : binder = 80 : 10 : 10 by mass for assumed 2 h "lab habit"
          wet = coat slurry on aluminium_foil at unspecified
          return dry wet at 120 °C under vacuum for 12 h
        }

        cell coin(active: LTVO) {
          positive: pasted(active) { loading: 2 mg/cm² of active; diameter: 12 mm }
          negative: Li { potential: 0 V vs Li }
          limits { voltage: 0.9 V .. 4.9 V; temperature: 0 °C .. 60 °C; current: below 2 * programmed }
        }

        protocol ageing(rate: Rate = C/10, cycles: Count = 5) on cell {
          repeat cycles times as cycle {
            charge at rate until voltage >= 4.5 V or for 15 h
            rest for 10 min
            discharge at rate until voltage <= 1.2 V or for 15 h
          }
        }

        experiment firing {
          seed: 1
          for temperature in [700 °C, 800 °C] {
            powder = fired(temperature: temperature)
            measure xrd on powder using 50 mg
            run ageing() on coin(powder) replicate 2 cells
          }
          expect discharge[1].capacity > 10 mAh/g of active
        }

        lab bench {
          instrument tube_1: tube_furnace { temperature: 25 °C .. 1200 °C; power: 2 kW }
          instrument oven_1: drying_oven { temperature: 25 °C .. 250 °C; power: 500 W }
          instrument cycler_1: cycler { channels: 2; voltage: -5 V .. 5 V }
        }

        """;
}
