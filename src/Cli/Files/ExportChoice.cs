using CellDsl.Cli.Hosting;
using CellDsl.Compiler.Exchange.Exporting;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;
using CellDsl.Planning;

namespace CellDsl.Cli.Files;

/// <summary>Which protocol on which cell a command means, found in a file's experiments or bound for the occasion.</summary>
internal sealed class ExportChoice
{
    private readonly string _file;
    private readonly Procedures _procedures;

    private ExportChoice(string file, Procedures procedures)
    {
        _file = file;
        _procedures = procedures;
    }

    /// <param name="protocol">Null where the file leaves no choice.</param>
    /// <param name="cell">Null where the file leaves no choice.</param>
    /// <param name="run">The id of a run, where a protocol runs in several ways; else null.</param>
    public static Exportable Of(
        string file,
        Procedures procedures,
        string? protocol,
        string? cell,
        string? run
    ) => new ExportChoice(file, procedures).Choose(protocol, cell, run);

    private Exportable Choose(string? protocol, string? cell, string? run)
    {
        protocol = Known(protocol, Names<ProtocolSymbol>(), "protocol");
        cell = Known(cell, Names<CellSymbol>(), "cell");
        var runs = Exportable.Of(_procedures.Planned);
        var fitting = runs.Where(item =>
                (protocol is null || item.Protocol == protocol)
                && (cell is null || item.Cell == cell)
                && (run is null || item.Runs.Contains(run))
            )
            .ToList();
        if (fitting is [var only])
            return only;
        if (fitting.Count > 1)
            throw Several(fitting, protocol, cell);
        if (run is not null)
            throw new UserException(
                $"`{_file}` has no run `{run}`" + (protocol is null ? "" : $" of `{protocol}`"),
                runs.Count == 0
                    ? "it has no runs at all"
                    : $"it has {List(runs.SelectMany(item => item.Runs))}"
            );
        return Bound(
            protocol ?? Only(Names<ProtocolSymbol>(), "protocol"),
            cell ?? Only(Names<CellSymbol>(), "cell")
        );
    }

    private List<string> Names<T>()
        where T : DeclarationSymbol =>
        [
            .. _procedures
                .Compilation.Declarations.OfType<T>()
                .Select(declared => declared.Name)
                .Distinct(StringComparer.Ordinal),
        ];

    private string? Known(string? name, List<string> names, string kind)
    {
        if (name is null || names.Contains(name))
            return name;
        throw new UserException(
            $"`{_file}` holds no {kind} `{name}`",
            names.Count == 0 ? $"it holds no {kind} at all" : $"it holds {List(names)}"
        );
    }

    private string Only(List<string> names, string kind) =>
        names switch
        {
            [var one] => one,
            [] => throw new UserException(
                $"`{_file}` holds no {kind}",
                kind == "cell"
                    ? "a protocol is written for a cell: `cell coin { nominal_capacity: 5 mAh }`"
                    : null
            ),
            _ => throw new UserException(
                $"`{_file}` holds {names.Count} {kind}s",
                $"choose with --{kind}: {List(names)}"
            ),
        };

    private UserException Several(List<Exportable> fitting, string? protocol, string? cell)
    {
        var protocols = fitting.Select(item => item.Protocol).Distinct().ToList();
        if (protocol is null && protocols.Count > 1)
            return new(
                $"`{_file}` runs {protocols.Count} protocols",
                $"choose with --protocol: {List(protocols)}"
            );
        var cells = fitting.Select(item => item.Cell).Distinct().ToList();
        if (cell is null && cells.Count > 1)
            return new($"`{protocols[0]}` runs on {cells.Count} cells", $"choose with --cell: {List(cells)}");
        return new(
            $"`{protocols[0]}` runs in {fitting.Count} ways: its values or its cells differ",
            $"choose with --run: {List(fitting.Select(item => item.Runs[0]))}"
        );
    }

    private static string List(IEnumerable<string> names) =>
        string.Join(", ", names.Take(20).Select(name => $"`{name}`"));

    /// <summary>A protocol that no experiment runs, on a cell, with the defaults of both.</summary>
    private Exportable Bound(string protocol, string cell)
    {
        var resolver = new DiskSourceResolver();
        var root = resolver.Root(_file);
        string name = "exported";
        while (root.Text.Contains(name, StringComparison.Ordinal))
            name += "_";
        var extended = new SourceText(
            root.Path,
            $"{root.Text}\nexperiment {name} {{ run {protocol}() on {cell}() }}\n"
        );
        var compilation = Compilation.Create([extended], resolver);
        var planned = Planner.Plan(compilation);
        var found = Exportable
            .Of(planned)
            .FirstOrDefault(item =>
                item.Runs.Any(run => run.StartsWith($"{name}/", StringComparison.Ordinal))
                || (planned.Plan.Experiments.Count == 1 && item.Protocol == protocol)
            );
        if (found is not null)
            return found with { Runs = [] };
        string why =
            compilation
                .Diagnostics.Concat(planned.Diagnostics)
                .FirstOrDefault(problem =>
                    problem.Rule.Severity == Severity.Error && problem.Location.Span.Start >= root.Length
                )
                ?.Message
            ?? "they do not fit each other";
        throw new UserException(
            $"`{protocol}` cannot run on `{cell}` just like that: {why}",
            $"say how in an experiment: `experiment one {{ run {protocol}(…) on {cell}(…) }}`"
        );
    }
}
