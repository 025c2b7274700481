using System.Diagnostics;
using System.Globalization;
using CellDsl.Compiler.CSharp;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Cli.Files;

/// <summary>A sound program compiled, through the cache, and how that went.</summary>
internal sealed class ProgramBuild
{
    private readonly Procedures _procedures;

    private ProgramBuild(Procedures procedures, CompiledProgram program, string howCompiled)
    {
        _procedures = procedures;
        Program = program;
        HowCompiled = howCompiled;
    }

    public CompiledProgram Program { get; }

    /// <summary>Whether Roslyn was at work, in a sentence for <c>-v</c>.</summary>
    public string HowCompiled { get; }

    public static ProgramBuild Compile(Procedures procedures, string assemblyName)
    {
        var sources = PortableSources(procedures);
        var planned = procedures.Planned;
        var cache = new AssemblyCache(AssemblyCache.DefaultFolder);
        long start = Stopwatch.GetTimestamp();
        var program = CSharpBackend.Emit(planned.Plan, planned.Machines, sources, new(assemblyName, cache));
        string seconds = Stopwatch
            .GetElapsedTime(start)
            .TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        string how = program.FromCache
            ? $"compiled program taken from the cache in {seconds} s, without Roslyn ({cache.Folder})"
            : $"compiled with Roslyn in {seconds} s";
        return new(procedures, program, how);
    }

    /// <summary>Name and text of every source, as the assembly knows them.</summary>
    public IReadOnlyList<(string Name, string Text)> Sources =>
        [.. PortableSources(_procedures).Select(source => (source.Path, source.Text))];

    /// <summary>The C# that the assembly was made of.</summary>
    public IEnumerable<(string Name, string Text)> GeneratedFiles() =>
        Generate(_procedures, CSharpBackend.ToolVersion);

    public static IEnumerable<(string Name, string Text)> Generate(Procedures procedures, string toolVersion)
    {
        var planned = procedures.Planned;
        return ProgramWriter
            .Write(
                planned.Plan,
                PlanHash.Of(planned.Plan),
                planned.Machines,
                PortableSources(procedures),
                toolVersion
            )
            .Select(file => (file.Path, file.Text));
    }

    /// <summary>The sources under names that do not depend on the folder from which the command was called.</summary>
    private static List<SourceText> PortableSources(Procedures procedures)
    {
        var names = new SourceNames(procedures.Compilation.Roots[0].Source);
        return
        [
            .. procedures.Compilation.Files.Select(file => new SourceText(
                names.NameOf(file.Source),
                file.Source.Text
            )),
        ];
    }
}
