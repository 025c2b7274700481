using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics;

/// <summary>Follows imports from file to file.</summary>
internal sealed class ImportLoader(ISourceResolver resolver)
{
    private const string Standard = "std";

    private readonly Dictionary<string, SourceFile> _byPath = [];
    private readonly List<SourceFile> _files = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<SourceFile> Files => _files;

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public SourceFile Load(SourceText source)
    {
        if (_byPath.TryGetValue(source.Path, out var known))
            return known;
        var first = new SourceFile(source, isStandard: false);
        Add(first);
        var pending = new Queue<SourceFile>([first]);
        while (pending.TryDequeue(out var file))
        {
            var imports = ImmutableArray.CreateBuilder<ImportedFile>();
            foreach (var statement in file.Tree.Root.Statements)
            {
                if (statement is not ImportStatementSyntax import)
                    continue;
                if (Find(file, import, pending) is not { } target)
                {
                    file.LacksImport = true;
                    continue;
                }
                imports.Add(new(import, target, import.Alias.IsPresent ? import.Alias.Text : null));
            }
            file.Imports = imports.ToImmutable();
        }
        return first;
    }

    private void Add(SourceFile file)
    {
        _byPath.Add(file.Source.Path, file);
        _files.Add(file);
    }

    private SourceFile? Find(SourceFile importing, ImportStatementSyntax import, Queue<SourceFile> pending)
    {
        var tokens = import.Path.Where(token => token.IsPresent).ToList();
        if (tokens.Count == 0)
            return null;
        var span = TextSpan.FromBounds(tokens[0].Span.Start, tokens[^1].Span.End);
        var at = new Location(importing.Source, span);
        if (tokens[0].Kind != SyntaxKind.String)
            return FindModule(at, string.Concat(tokens.Select(token => token.Text)));
        string path = tokens[0].Text.Trim('"');
        if (path.Length == 0)
            return null;
        if (resolver.Resolve(importing.Source.Path, path) is not { } source)
        {
            _diagnostics.Add(Rules.ImportNotFoundAt(at, path, null));
            return null;
        }
        if (_byPath.TryGetValue(source.Path, out var known))
            return known;
        var file = new SourceFile(source, isStandard: false);
        Add(file);
        pending.Enqueue(file);
        return file;
    }

    private SourceFile? FindModule(Location at, string path)
    {
        const string prefix = Standard + ".";
        var library = StandardLibrary.Instance;
        if (
            path.StartsWith(prefix, StringComparison.Ordinal)
            && library.Module(path[prefix.Length..]) is { } module
        )
            return module;
        string? nearest = Spelling.Nearest(
            path,
            library.Modules.Select(name => prefix + name).Order(StringComparer.Ordinal)
        );
        _diagnostics.Add(Rules.ImportNotFoundAt(at, path, nearest));
        return null;
    }

    /// <summary>Reports each import that closes a circle.</summary>
    public void FindCycles(IEnumerable<SourceFile> roots)
    {
        var done = new HashSet<SourceFile>();
        foreach (var root in roots)
            Walk(root, [], done);
    }

    private void Walk(SourceFile file, List<SourceFile> path, HashSet<SourceFile> done)
    {
        if (!done.Add(file))
            return;
        path.Add(file);
        foreach (var import in file.Imports)
        {
            int start = path.IndexOf(import.File);
            if (start >= 0)
            {
                var circle = path.Skip(start).Append(import.File).Select(each => each.Source.Path).ToList();
                _diagnostics.Add(Rules.ImportCycleAt(import.Syntax.Location, circle));
            }
            else if (!import.File.IsStandard)
            {
                Walk(import.File, path, done);
            }
        }
        path.RemoveAt(path.Count - 1);
    }
}
