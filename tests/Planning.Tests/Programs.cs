using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Planning.Tests;

/// <summary>Plans of programs given as text.</summary>
internal static class Programs
{
    /// <summary>Materials, cells and the imports that most tests need.</summary>
    public const string Prelude = """
        edition 1
        import std.chemicals
        import std.operations

        material LTVO {
          formula: Li[8/7] Ti[2/7] V[4/7](III) O2
          structure: layered_rocksalt
          form: Powder
          redox: V(III)/V(V)
        }

        cell plain {
          positive: LTVO { loading: 2 mg/cm² of active; area: 1 cm² }
          negative: Li { potential: 0 V vs Li }
          limits { voltage: 0.4 V .. 4.9 V; temperature: -10 °C .. 70 °C; current: below 2 * programmed }
        }


        """;

    public static PlanResult Plan(
        string text,
        string path = "test.cell",
        params (string Path, string Text)[] files
    )
    {
        var main = new SourceText(path, text);
        var others = files.ToDictionary(file => file.Path, file => new SourceText(file.Path, file.Text));
        return Planner.Plan(Compilation.Create([main], new Resolver(others)));
    }

    /// <summary>The plan of a program without an error anywhere.</summary>
    public static PlanResult PlanCleanly(string text, string path = "test.cell")
    {
        var compilation = Compilation.Create([new SourceText(path, text)], new Resolver([]));
        Assert.Equal([], Errors(compilation.Diagnostics));
        var result = Planner.Plan(compilation);
        Assert.Equal([], Errors(result.Diagnostics));
        return result;
    }

    /// <summary>The one machine of a protocol that is added to <see cref="Prelude"/>.</summary>
    public static CellDsl.Planning.Machines.Machine Machine(string protocol) =>
        Assert.Single(PlanCleanly(Prelude + protocol).Machines);

    public static string[] Errors(IEnumerable<Diagnostic> diagnostics) =>
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Rule.Severity == Severity.Error)
                .Select(diagnostic =>
                    $"{diagnostic.Location.Start.Line + 1}: {diagnostic.Rule.Code} {diagnostic.Message}"
                ),
        ];

    private sealed class Resolver(Dictionary<string, SourceText> files) : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) =>
            files.GetValueOrDefault(importPath);
    }
}
