using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Planning;

namespace CellDsl.Cli.Files;

/// <summary>Files with their imports, checked and planned: what every command but <c>fmt</c> begins with.</summary>
internal sealed class Procedures
{
    private Procedures(Compilation compilation)
    {
        Compilation = compilation;
        Planned = Planner.Plan(compilation);
        Diagnostics = InOrder(compilation, compilation.Diagnostics.Concat(Planned.Diagnostics));
    }

    public Compilation Compilation { get; }

    /// <summary>The plan of what is sound; what leans on an error is left out of it.</summary>
    public PlanResult Planned { get; }

    /// <summary>Everything found, by file and place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public IEnumerable<SilencedFinding> Silenced => Compilation.Silenced.Concat(Planned.Silenced);

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Rule.Severity is Severity.Error);

    public static Procedures Load(IReadOnlyList<string> paths)
    {
        var resolver = new DiskSourceResolver();
        return Of(Compilation.Create([.. SourceFiles.Expand(paths).Select(resolver.Root)], resolver));
    }

    public static Procedures Of(Compilation compilation) => new(compilation);

    private static ImmutableArray<Diagnostic> InOrder(
        Compilation compilation,
        IEnumerable<Diagnostic> diagnostics
    )
    {
        var order = new Dictionary<string, int>();
        foreach (var file in compilation.Files)
            order.TryAdd(file.Source.Path, order.Count);
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => order.GetValueOrDefault(diagnostic.Location.Source.Path, int.MaxValue))
                .ThenBy(diagnostic => diagnostic.Location.Span.Start)
                .ThenBy(diagnostic => diagnostic.Rule.Code, StringComparer.Ordinal),
        ];
    }
}
