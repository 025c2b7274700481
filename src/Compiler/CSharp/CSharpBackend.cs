using System.Reflection;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using CellDsl.Planning.Plans;

namespace CellDsl.Compiler.CSharp;

/// <summary>How to compile a program.</summary>
/// <param name="AssemblyName">Name of the assembly without extension; it goes into the bytes.</param>
/// <param name="Cache">Where compiled programs are kept between runs, or null to compile anew.</param>
public sealed record CompilerOptions(string AssemblyName = "program", AssemblyCache? Cache = null);

/// <summary>A compiled program: a portable assembly, and its portable symbols with the sources inside.</summary>
public sealed record CompiledProgram(
    string Name,
    ReadOnlyMemory<byte> Assembly,
    ReadOnlyMemory<byte> Symbols,
    bool FromCache
);

/// <summary>Compiles a plan with its machines. Equal input gives equal bytes, wherever and whenever.</summary>
public static class CSharpBackend
{
    /// <summary>Version of this compiler as it is written into assemblies.</summary>
    public static string ToolVersion { get; } = ReadToolVersion();

    /// <summary>Compiles a program that was planned without an error.</summary>
    /// <exception cref="InternalCompilerException">The generated code is wrong, by our fault.</exception>
    public static CompiledProgram Emit(PlanResult planned, CompilerOptions? options = null) =>
        Emit(planned.Plan, planned.Machines, planned.Sources, options);

    /// <param name="sources">All sources of the program, with the paths that the plan speaks of.</param>
    /// <exception cref="InternalCompilerException">The generated code is wrong, by our fault.</exception>
    public static CompiledProgram Emit(
        Plan plan,
        IReadOnlyList<Machine> machines,
        IReadOnlyList<SourceText> sources,
        CompilerOptions? options = null
    )
    {
        options ??= new();
        var unit = Generate(plan, machines, sources, options.AssemblyName);
        if (options.Cache is not { } cache)
        {
            var (image, debug) = RoslynEmitter.Emit(unit);
            return new(unit.Name, image, debug, FromCache: false);
        }
        string key = unit.Key();
        if (cache.Find(key) is { } found)
            return new(unit.Name, found.Assembly, found.Symbols, FromCache: true);
        var (assembly, symbols) = RoslynEmitter.Emit(unit);
        cache.Store(key, assembly, symbols);
        return new(unit.Name, assembly, symbols, FromCache: false);
    }

    /// <summary>Everything that the assembly is made of. No Roslyn is involved yet.</summary>
    internal static CompilationUnit Generate(
        Plan plan,
        IReadOnlyList<Machine> machines,
        IReadOnlyList<SourceText> sources,
        string assemblyName
    )
    {
        var json = PlanJson.Write(plan);
        var files = ProgramWriter.Write(plan, PlanHash.OfJson(json), machines, sources, ToolVersion);
        return new(assemblyName, files, sources, json);
    }

    // Without the revision that a build may append: a version is a version.
    private static string ReadToolVersion()
    {
        var version = typeof(CSharpBackend)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion;
        return version?.Split('+')[0] ?? "0.0.0";
    }
}
