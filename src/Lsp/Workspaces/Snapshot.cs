using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Workspaces;

/// <summary>A document as an editor has it.</summary>
/// <param name="Uri">As the editor spells it.</param>
public sealed record OpenFile(string Uri, int Version, SourceText Source);

/// <summary>
/// All files at one moment. Immutable; what they mean is worked out when it is first asked for, and takes over from the
/// snapshot before what has not changed.
/// </summary>
public sealed class Snapshot
{
    private readonly Workspace _workspace;
    private readonly Lazy<Compilation> _compilation;

    internal Snapshot(
        Workspace workspace,
        int generation,
        ImmutableSortedDictionary<string, OpenFile> open,
        ImmutableSortedDictionary<string, SourceText> closed,
        ImmutableArray<string> folders
    )
    {
        _workspace = workspace;
        Generation = generation;
        Open = open;
        Closed = closed;
        Folders = folders;
        _compilation = new(Compile);
    }

    /// <summary>Counts the changes since the start.</summary>
    public int Generation { get; }

    /// <summary>What editors have open, by path.</summary>
    public ImmutableSortedDictionary<string, OpenFile> Open { get; }

    /// <summary>What else is in the folders of the workspace, by path.</summary>
    public ImmutableSortedDictionary<string, SourceText> Closed { get; }

    /// <summary>Paths of the folders of the workspace.</summary>
    public ImmutableArray<string> Folders { get; }

    public PositionEncoding Encoding => _workspace.Encoding;

    public Compilation Compilation => _compilation.Value;

    /// <summary>A document by its address; null where it is not known or too long to be looked at.</summary>
    public Document? Find(string uri)
    {
        string path = DocumentUri.ToPath(uri);
        if (_workspace.Standard.ModuleAt(path) is { } module)
            return new(this, module, uri);
        foreach (var file in Compilation.Files)
        {
            if (DocumentUri.PathComparer.Equals(file.Source.Path, path))
                return new(this, file, uri);
        }
        return null;
    }

    public Document DocumentOf(SourceFile file) => new(this, file, UriOf(file.Source));

    public string UriOf(SourceText source)
    {
        if (Open.TryGetValue(source.Path, out var open))
            return open.Uri;
        return DocumentUri.FromPath(
            StandardFiles.IsStandard(source) ? _workspace.Standard.PathOf(source) : source.Path
        );
    }

    public TextRange RangeOf(SourceText source, TextSpan span) =>
        new(
            Positions.PositionOf(source, span.Start, Encoding),
            Positions.PositionOf(source, span.End, Encoding)
        );

    public FileLocation LocationOf(Location location) =>
        new(UriOf(location.Source), RangeOf(location.Source, location.Span));

    /// <summary>The document's own findings and what plans of the open documents add, as far as they are made.</summary>
    public ImmutableArray<Diagnostic> DiagnosticsOf(Document document) =>
        _workspace.Plans.WithFindings(this, document.File, Compilation.DiagnosticsIn(document.File));

    /// <summary>The plan of a document, if it is made already.</summary>
    public PlannedFile? PlanOf(SourceFile file) => _workspace.Plans.Find(file);

    /// <summary>The program that begins at one file, for a plan; nothing is parsed anew.</summary>
    public Compilation ProgramOf(SourceFile file) =>
        Compilation.Create([file.Source], new SnapshotResolver(this, _workspace.Disk), Compilation);

    /// <summary>The program as it would be with other texts for some paths.</summary>
    public Compilation With(IReadOnlyDictionary<string, SourceText> texts) =>
        Compilation.Create(
            [
                .. Compilation.Roots.Select(file =>
                    texts.TryGetValue(file.Source.Path, out var text) ? text : file.Source
                ),
            ],
            new ChangedResolver(texts, new SnapshotResolver(this, _workspace.Disk)),
            Compilation
        );

    private Compilation Compile()
    {
        var roots = Open
            .Values.Select(file => file.Source)
            .Where(source => !IsTooLong(source) && _workspace.Standard.ModuleAt(source.Path) is null)
            .Concat(Closed.Where(entry => !Open.ContainsKey(entry.Key)).Select(entry => entry.Value))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .ToArray();
        var compilation = Compilation.Create(
            roots,
            new SnapshotResolver(this, _workspace.Disk),
            _workspace.LastCompilation
        );
        _workspace.Remember(Generation, compilation);
        return compilation;
    }

    public static bool IsTooLong(SourceText source) => source.Length > DiskFiles.MaximumLength;
}
