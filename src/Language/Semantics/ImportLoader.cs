using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Packages;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics;

/// <summary>
/// Follows imports from file to file. First it finds which files there are and what each imports, then it makes those
/// that are new or changed, or that import such a file; all others are taken over from the previous compilation.
/// </summary>
internal sealed class ImportLoader(ISourceResolver resolver, Compilation? previous)
{
    private const string Standard = "std";

    private readonly Dictionary<string, SourceFile> _old = Index(previous);
    private readonly Dictionary<string, Entry> _byPath = [];
    private readonly List<Entry> _entries = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly PackageImports _packages = new(resolver);

    /// <summary>A file on its way.</summary>
    /// <param name="old">The file of the previous compilation, if its text is the same.</param>
    private sealed class Entry(SyntaxTree tree, SourceFile? old)
    {
        public SyntaxTree Tree { get; } = tree;

        public SourceFile? Old { get; } = old;

        /// <summary>The file of the previous compilation, if its text is another one.</summary>
        public SourceFile? Earlier { get; init; }

        public List<Import> Imports { get; } = [];

        public bool LacksImport { get; set; }

        public bool IsChanged { get; set; }

        public SourceFile? File { get; set; }
    }

    /// <summary>An import that was found: a file of the program, or a module of the standard vocabulary.</summary>
    private sealed record Import(ImportStatementSyntax Syntax, Entry? Target, SourceFile? Module)
    {
        public SourceFile? File => Target is null ? Module : Target.File;
    }

    /// <summary>All files in the order in which they were met.</summary>
    public IEnumerable<SourceFile> Files => _entries.Select(entry => entry.File).OfType<SourceFile>();

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>The files of the roots, each once.</summary>
    public ImmutableArray<SourceFile> Load(IReadOnlyList<SourceText> roots)
    {
        var entries = roots.Select(Discover).Distinct().ToList();
        FindChanged();
        foreach (var entry in _entries)
            entry.File = Reuse(entry) ?? new SourceFile(entry.Tree, isStandard: false);
        foreach (var entry in _entries)
        {
            if (entry.File is not { } file || ReferenceEquals(file, entry.Old))
                continue;
            file.LacksImport = entry.LacksImport;
            file.Imports =
            [
                .. entry.Imports.Select(import => new ImportedFile(
                    import.Syntax,
                    import.File ?? file,
                    AliasOf(import.Syntax)
                )),
            ];
            if (entry.Earlier is { } earlier && HasSameImports(file, earlier))
                file.Follow(earlier);
        }
        return [.. entries.Select(entry => entry.File).OfType<SourceFile>()];
    }

    private static Dictionary<string, SourceFile> Index(Compilation? previous)
    {
        var files = new Dictionary<string, SourceFile>();
        foreach (var file in previous?.Files ?? [])
            files.TryAdd(file.Source.Path, file);
        return files;
    }

    private static bool HasSameImports(SourceFile file, SourceFile earlier) =>
        file.LacksImport == earlier.LacksImport
        && file.Imports.Select(import => import.File)
            .SequenceEqual(earlier.Imports.Select(import => import.File));

    private static SourceFile? Reuse(Entry entry) => entry.IsChanged ? null : entry.Old;

    private static string? AliasOf(ImportStatementSyntax import) =>
        import.Alias.IsPresent ? import.Alias.Text : null;

    private Entry Discover(SourceText source)
    {
        if (_byPath.TryGetValue(source.Path, out var known))
            return known;
        var pending = new Queue<Entry>();
        var first = Add(source, pending);
        while (pending.TryDequeue(out var entry))
        {
            foreach (var statement in entry.Tree.Root.Statements)
            {
                if (statement is not ImportStatementSyntax import)
                    continue;
                if (Find(entry.Tree.Source, import, pending) is { } found)
                    entry.Imports.Add(found);
                else
                    entry.LacksImport = true;
            }
        }
        return first;
    }

    private Entry Add(SourceText source, Queue<Entry> pending)
    {
        var old = _old.GetValueOrDefault(source.Path);
        var earlier = old is not null && !ReferenceEquals(old.Source, source) ? old : null;
        if (earlier is not null)
            old = null;
        var entry = new Entry(old?.Tree ?? SyntaxTree.Parse(source), old) { Earlier = earlier };
        _byPath.Add(source.Path, entry);
        _entries.Add(entry);
        pending.Enqueue(entry);
        return entry;
    }

    private Import? Find(SourceText importing, ImportStatementSyntax import, Queue<Entry> pending)
    {
        var tokens = import.Path.Where(token => token.IsPresent).ToList();
        if (tokens.Count == 0)
            return null;
        var span = TextSpan.FromBounds(tokens[0].Span.Start, tokens[^1].Span.End);
        var at = new Location(importing, span);
        if (tokens[0].Kind != SyntaxKind.String)
            return FindNamed(at, import, string.Concat(tokens.Select(token => token.Text)), pending);
        string path = tokens[0].Text.Trim('"');
        if (path.Length == 0)
            return null;
        if (resolver.Resolve(importing.Path, path) is { } source)
            return Of(import, source, pending);
        _diagnostics.Add(Rules.ImportNotFoundAt(at, path, null));
        return null;
    }

    private Import Of(ImportStatementSyntax import, SourceText source, Queue<Entry> pending) =>
        new(import, _byPath.TryGetValue(source.Path, out var known) ? known : Add(source, pending), null);

    /// <summary>A module of the standard vocabulary, or a file of a package.</summary>
    private Import? FindNamed(Location at, ImportStatementSyntax import, string name, Queue<Entry> pending)
    {
        const string prefix = Standard + ".";
        var library = StandardLibrary.Instance;
        bool isStandard = name == Standard || name.StartsWith(prefix, StringComparison.Ordinal);
        if (isStandard && name.Length > prefix.Length && library.Module(name[prefix.Length..]) is { } module)
            return new(import, null, module);
        // `import chemicals` has forgotten `std.`; a package's name has a dot.
        if (!isStandard && name.Contains('.', StringComparison.Ordinal))
        {
            var (source, problem) = _packages.Find(at, name);
            if (problem is not null)
                _diagnostics.Add(problem);
            return source is null ? null : Of(import, source, pending);
        }
        string? nearest = Spelling.Nearest(
            name,
            library.Modules.Select(each => prefix + each).Order(StringComparer.Ordinal)
        );
        _diagnostics.Add(Rules.ImportNotFoundAt(at, name, nearest));
        return null;
    }

    /// <summary>Marks what cannot be taken over: new text, other imports, or an import of something so marked.</summary>
    private void FindChanged()
    {
        var importers = new Dictionary<Entry, List<Entry>>();
        var pending = new Stack<Entry>();
        foreach (var entry in _entries)
        {
            foreach (var import in entry.Imports)
            {
                if (import.Target is not { } target)
                    continue;
                if (!importers.TryGetValue(target, out var list))
                    importers.Add(target, list = []);
                list.Add(entry);
            }
            if (!HasOldImports(entry))
                Mark(entry, pending);
        }
        while (pending.TryPop(out var changed))
        {
            foreach (var importer in importers.GetValueOrDefault(changed) ?? [])
                Mark(importer, pending);
        }
    }

    private static void Mark(Entry entry, Stack<Entry> pending)
    {
        if (entry.IsChanged)
            return;
        entry.IsChanged = true;
        pending.Push(entry);
    }

    private static bool HasOldImports(Entry entry)
    {
        if (
            entry.Old is not { } old
            || old.LacksImport != entry.LacksImport
            || old.Imports.Length != entry.Imports.Count
        )
            return false;
        for (int i = 0; i < entry.Imports.Count; i++)
        {
            var import = entry.Imports[i];
            var file = import.Target is null ? import.Module : import.Target.Old;
            if (!ReferenceEquals(old.Imports[i].File, file))
                return false;
        }
        return true;
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
