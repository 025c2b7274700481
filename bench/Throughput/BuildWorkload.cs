using Basic.Reference.Assemblies;
using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CellDsl.Bench;

/// <summary>
/// One experiment from text to assembly, beside what Roslyn alone needs to parse and emit the C# that comes of it.
/// </summary>
internal sealed class BuildWorkload : Language.Semantics.ISourceResolver
{
    private readonly string _folder = Repository.File("examples/ltvo");
    private readonly SourceText _root;
    private readonly Dictionary<string, SourceText> _imports = [];
    private readonly CompilationUnit _unit;
    private readonly MetadataReference[] _references;

    public BuildWorkload()
    {
        _root = new("low_pressure.cell", File.ReadAllText(Path.Combine(_folder, "low_pressure.cell")));
        var planned = Planned();
        _unit = CSharpBackend.Generate(planned.Plan, planned.Machines, planned.Sources, "bench");
        _references =
        [
            Net100.References.SystemRuntime,
            Net100.References.SystemMemory,
            MetadataReference.CreateFromFile(typeof(IMachine<>).Assembly.Location),
        ];
    }

    /// <summary>Check, plan, generated C#, assembly and symbols; nothing is cached between rounds.</summary>
    public int Build()
    {
        var built = CSharpBackend.Emit(Planned(), new("bench"));
        return built.Assembly.Length;
    }

    public int Emit()
    {
        var compilation = CSharpCompilation.Create(
            "bench",
            _unit.Files.Select(file =>
                CSharpSyntaxTree.ParseText(file.Text, path: file.Path, encoding: System.Text.Encoding.UTF8)
            ),
            _references,
            new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                deterministic: true,
                nullableContextOptions: NullableContextOptions.Annotations
            )
        );
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            symbols,
            options: new(debugInformationFormat: DebugInformationFormat.PortablePdb)
        );
        return result.Success
            ? (int)assembly.Length
            : throw new InvalidOperationException(result.Diagnostics[0].ToString());
    }

    public SourceText? Resolve(string importingPath, string importPath)
    {
        string path = Path.Combine(_folder, importPath);
        if (!_imports.TryGetValue(importPath, out var source) && File.Exists(path))
            _imports[importPath] = source = new(importPath, File.ReadAllText(path));
        return source;
    }

    private PlanResult Planned()
    {
        var compilation = Language.Semantics.Compilation.Create([_root], this);
        if (compilation.HasErrors)
            throw new InvalidOperationException("the example does not check clean");
        return Planner.Plan(compilation);
    }
}
