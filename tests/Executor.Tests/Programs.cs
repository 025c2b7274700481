using CellDsl.Compiler.CSharp;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Runtime.Loading;

namespace CellDsl.Executor.Tests;

/// <summary>Procedures of the tests, compiled once.</summary>
internal static class Programs
{
    private static readonly Lazy<LoadedProgram> Cycling = new(() => Load(CyclingText("2")));

    /// <summary>Charge, hold, rest, discharge, twice; goes on after an interruption, and asks after a long one.</summary>
    public static LoadedProgram TwoCycles => Cycling.Value;

    public static string CyclingText(string cycles) =>
        $$"""
            edition 1
            import std.materials

            cell coin {
              positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
              negative: Li
              limits { voltage: 2.0 V .. 4.2 V; temperature: 0 °C .. 60 °C }
            }

            protocol cycling on cell {
              on interruption { up to 10 min: continue; up to 3 h: rest for 5 min then continue }
              record every 1 min
              repeat {{cycles}} times as cycle {
                charge at 1C until voltage >= 3.8 V or for 2 h
                hold at 3.8 V until |current| <= C/10 or for 1 h
                rest for 10 min
                discharge at 1C until voltage <= 2.5 V or for 2 h
              }
            }

            experiment first { run cycling() on coin() }

            """;

    /// <summary>One cycle that goes on after any interruption.</summary>
    public const string PatientText = """
        edition 1
        import std.materials

        cell coin {
          positive: LFP { loading: 10 mg/cm² of active; diameter: 12 mm }
          negative: Li
          limits { voltage: 2.0 V .. 4.2 V; temperature: 0 °C .. 60 °C }
        }

        protocol patient on cell {
          on interruption { up to 5000 h: continue }
          record every 1 min
          charge at 1C until voltage >= 3.8 V or for 20 h
          discharge at 1C until voltage <= 2.5 V or for 20 h
        }

        experiment first { run patient() on coin() }

        """;

    public static LoadedProgram Load(string text)
    {
        var source = new SourceText("main.cell", text);
        var compilation = Compilation.Create([source], new NoFiles());
        var planned = Planner.Plan(compilation);
        var errors = compilation
            .Diagnostics.Concat(planned.Diagnostics)
            .Where(d => d.Rule.Severity == Language.Diagnostics.Severity.Error)
            .ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => e.Message)));
        var compiled = CSharpBackend.Emit(planned);
        return ProgramLoader.Load(compiled.Assembly, compiled.Symbols);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
