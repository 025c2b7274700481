using System.Collections.Immutable;
using CellDsl.Cli.Hosting;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;
using CellDsl.Planning;

namespace CellDsl.Cli.Files;

/// <summary>Files with their imports, checked and planned: what every command but <c>fmt</c> begins with.</summary>
internal sealed class Procedures
{
    private Procedures(Compilation compilation, ISourceResolver resolver, PlanOptions options)
    {
        Compilation = compilation;
        Resolver = resolver;
        Lab = options.Lab;
        Planned = Planner.Plan(compilation, options);
        Diagnostics = InOrder(compilation, compilation.Diagnostics.Concat(Planned.Diagnostics));
    }

    public Compilation Compilation { get; }

    /// <summary>With which the files were found.</summary>
    public ISourceResolver Resolver { get; }

    /// <summary>The lab that was asked for; null for what each experiment names itself.</summary>
    public LabSymbol? Lab { get; }

    /// <summary>The plan of what is sound; what leans on an error is left out of it.</summary>
    public PlanResult Planned { get; }

    /// <summary>Everything found, by file and place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public IEnumerable<SilencedFinding> Silenced => Compilation.Silenced.Concat(Planned.Silenced);

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Rule.Severity is Severity.Error);

    public static Procedures Load(IReadOnlyList<string> paths) => Load(paths, lab: null);

    /// <param name="lab">A lab's name, or a file that declares one; null for what each experiment names itself.</param>
    public static Procedures Load(IReadOnlyList<string> paths, string? lab)
    {
        var resolver = new DiskSourceResolver();
        var roots = SourceFiles.Expand(paths).Select(resolver.Root).ToList();
        bool isFile = lab?.EndsWith(".cell", StringComparison.OrdinalIgnoreCase) is true;
        // A folder that was named may hold the lab's file as well.
        var labFile = lab is not null && isFile ? resolver.Root(lab) : null;
        if (labFile is not null)
            roots.Add(labFile);
        var compilation = Compilation.Create(roots, resolver);
        var today = DateOnly.FromDateTime(DateTime.Now);
        return new(
            compilation,
            resolver,
            new(lab is null ? null : FindLab(compilation, lab, labFile), today)
        );
    }

    /// <summary>As on no day in particular: what comes of the files does not depend on when it is asked.</summary>
    public static Procedures LoadUndated(IReadOnlyList<string> paths)
    {
        var resolver = new DiskSourceResolver();
        return Of(Compilation.Create([.. SourceFiles.Expand(paths).Select(resolver.Root)], resolver));
    }

    public static Procedures Of(Compilation compilation) =>
        new(compilation, new DiskSourceResolver(), PlanOptions.Default);

    private static LabSymbol FindLab(Compilation compilation, string lab, SourceText? file)
    {
        var known = compilation.Declarations.OfType<LabSymbol>().ToArray();
        LabSymbol[] found =
        [
            .. known.Where(each => file is null ? each.Name == lab : each.Location.Source == file),
        ];
        if (found is [var only])
            return only;
        var names = string.Join(", ", known.Select(each => $"`{each.Name}`"));
        throw new UserException(
            found.Length > 1 ? $"`{lab}` declares more than one lab" : $"there is no lab `{lab}`",
            known.Length == 0
                ? "declare one with `lab name { … }`, or name the file that does: `--lab bench.cell`"
                : $"the files declare {names}"
        );
    }

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
