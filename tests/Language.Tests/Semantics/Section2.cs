namespace CellDsl.Language.Tests.Semantics;

/// <summary>The long example of the language's design, with the two things added that it leaves out.</summary>
internal static class Section2
{
    public const string Materials = """
        public material LPSCl { formula: Li5.5PS4.5Cl1.5; form: Powder }
        public protocol impedance_check on cell { impedance from 1 MHz to 10 mHz with 10 mV }
        """;

    public const string Text = """
        edition 1

        import std.chemicals
        import std.operations
        import "materials.cell"

        /// Dimensionally invariable, Li-rich positive electrode.
        material LTVO {
          formula: Li[8/7] Ti[2/7] V[4/7](III) O2
          structure: layered_rocksalt
          redox: V(III)/V(V)                 // capacity = the smaller of electrons and Li: 370 mAh/g, computed
        }

        /// Calcination, then planetary milling with acetylene black.
        route milled(
          temperature: Temperature in 600 °C .. 900 °C = 700 °C,
          dwell: Time in 0 h .. 12 h = 3 h,
          speed: RotationSpeed in 200 rpm .. 600 rpm = 450 rpm,
          milling: Time in 0 h .. 24 h = 6 h,
        ) makes LTVO {
          // the article says "oxides with lithium carbonate": which oxides is our assumption
          reagents = weigh for 5 g of LTVO from Li2CO3 (excess: unspecified), assumed TiO2, assumed V2O3
          mixed    = ball_mill reagents with ethanol in zirconia_jar at unspecified for unspecified
          dried    = dry mixed at assumed 80 °C "lab habit" under vacuum for assumed 12 h "lab habit"
          pellet   = press dried at unspecified
          oxide    = heat pellet in unspecified under assumed argon "V(III) oxidises in air" {
            ramp to temperature at unspecified
            hold for dwell
            furnace_cool to 25 °C
          }
          check xrd on oxide expecting single_phase
          ground   = grind oxide
          powder   = sieve ground through assumed 100 µm
          blend    = combine powder : acetylene_black = assumed 90 : 10 by mass
          return mill blend under unspecified at speed for milling
        }

        electrolyte hce = dissolve LiFSA (5.5 mol/L) in DMC

        route coated(active: LTVO) makes sheet {
          binder = dissolve PVDF_HFP in assumed butyl_butyrate "sulfide-safe solvent"
          slurry = disperse active : LPSCl : VGCF : binder = 47 : 45 : 5 : 3 by mass
          wet    = coat slurry on aluminium_foil at unspecified
          return dry wet at unspecified for unspecified
        }

        cell solid(active: LTVO) {
          positive: coated(active) { loading: 2 mg/cm² of active; diameter: assumed 10 mm "coin format" }
          electrolyte_layer: LPSCl { form: sheet; thickness: unspecified }
          negative: Li : In = unspecified by mol { potential: 0.62 V vs Li }
          assemble { isostatic_press at 480 MPa for unspecified }
          stack_pressure: below 0.5 MPa
          limits { voltage: 0.4 V .. 3.9 V; temperature: -10 °C .. 70 °C; current: below 2 * programmed }
        }

        protocol life(rate: Rate = 50 mA/g of active, cycles: Count = 270) on cell {
          record every 30 s or 5 mV
          set temperature to 50 °C
          wait until temperature within 0.5 K of 50 °C for 30 min, at most 6 h
          rest for 2 h
          repeat cycles times as cycle {
            charge at rate until {
              full:    voltage >= assumed 3.8 V "4.4 V vs Li"
              overrun: capacity > 1.2 * theoretical
              late:    for 12 h
            }
            when overrun { stop "more charge than the material can hold: short or side reaction" }
            rest for 10 min
            discharge at rate until voltage <= assumed 0.6 V "1.2 V vs Li" or for 12 h
            if cycle.discharge.capacity < 80 % of test.cycle[1].discharge.capacity { stop "end of life" }
          } at most 300 d
          before cycle 1 and every 50 cycles, uncounted { run impedance_check() }
          on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }
        }

        experiment low_pressure {
          seed: 7
          for speed, milling in [(280 rpm, 6 h), (450 rpm, 6 h), (600 rpm, 12 h)] {
            powder = milled(speed: speed, milling: milling)
            measure bet, xrd on powder using 50 mg
            run life() on solid(powder) replicate 3 cells
          }
          expect discharge[1].capacity within 10 % of 220 mAh/g of active where speed = 450 rpm
          expect cycle[270].retention within 3 % of 90 % where speed = 450 rpm
        }

        lab bench_a {
          instrument furnace_1: tube_furnace {
            temperature: 25 °C .. 1200 °C; ramp: up to 10 K/min; atmosphere: argon, air
            driver: modbus "tcp://127.0.0.1:1502"
          }
          instrument cycler_1: cycler {
            channels: 8; voltage: -5 V .. 5 V
            ranges: [0.1, 1, 10, 100] mA; accuracy: 0.02 % of range
          }
          chamber c1 { hosts: cycler_1[1 .. 8]; temperature: 10 °C .. 80 °C }
          stock Li2CO3 { amount: 100 g; purity: 99.9 %; lot: "A17" }
          environment glovebox { gas: argon; water: below 1 ppm; oxygen: below 1 ppm }
        }
        """;
}
