using System.Collections.Immutable;
using CellDsl.Language.Packages;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;
using CellDsl.Lsp.Protocol;

namespace CellDsl.Lsp.Workspaces;

/// <summary>
/// What changes: the documents that editors have open and the files of the folders. Every change makes a new
/// <see cref="Snapshot"/>; readers keep the one they have.
/// </summary>
public sealed class Workspace(StandardFiles standard)
{
    private readonly Lock _lock = new();
    private Snapshot? _current;
    private Compilation? _lastCompilation;
    private int _lastGeneration = -1;

    public DiskFiles Disk { get; } = new();

    public StandardFiles Standard { get; } = standard;

    public PlanStore Plans { get; } = new();

    public PositionEncoding Encoding { get; set; }

    /// <summary>The newest snapshot.</summary>
    public Snapshot Current
    {
        get
        {
            lock (_lock)
                return _current ??= Empty();
        }
    }

    internal Compilation? LastCompilation
    {
        get
        {
            lock (_lock)
                return _lastCompilation;
        }
    }

    public void OpenDocument(OpenDocument document)
    {
        string path = DocumentUri.ToPath(document.Uri);
        Change(open => open.SetItem(path, new(document.Uri, document.Version, new(path, document.Text))));
    }

    /// <summary>Puts edits into an open document; a document that is not open is left alone.</summary>
    public bool ChangeDocument(VersionedIdentifier document, IReadOnlyList<ContentChange> changes)
    {
        string path = DocumentUri.ToPath(document.Uri);
        if (!Current.Open.TryGetValue(path, out var file))
            return false;
        var source = TextChanges.Apply(file.Source, changes, Encoding);
        Change(open =>
            open.SetItem(path, file with { Source = source, Version = document.Version ?? file.Version + 1 })
        );
        return true;
    }

    public void CloseDocument(string uri)
    {
        string path = DocumentUri.ToPath(uri);
        Disk.Forget(path);
        Change(open => open.Remove(path));
        RefreshFiles([path]);
    }

    /// <summary>Takes up files that are new or changed on disk, and drops those that are gone.</summary>
    public void RefreshFiles(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
            Disk.Forget(path);
        lock (_lock)
        {
            var current = _current ?? Empty();
            var closed = current.Closed.ToBuilder();
            foreach (string path in paths)
            {
                closed.Remove(path);
                bool isOurs =
                    IsProcedure(path)
                    && current.Folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));
                if (isOurs && Disk.Read(path) is { } source)
                    closed[path] = source;
            }
            Publish(current.Open, closed.ToImmutable(), current.Folders);
        }
    }

    /// <summary>Whether it is a procedure of the workspace's own: neither a lock file nor part of a restored package.</summary>
    private static bool IsProcedure(string path) =>
        path.EndsWith(".cell", StringComparison.Ordinal)
        && !path.Contains($"/{PackageLock.RestoredFolder}/", StringComparison.Ordinal);

    /// <summary>Gives the workspace its folders; their files are looked for by <see cref="AddFiles"/>.</summary>
    public void SetFolders(IEnumerable<string> folders)
    {
        lock (_lock)
        {
            var current = _current ?? Empty();
            ImmutableArray<string> paths = [.. folders.Select(folder => folder.TrimEnd('/')).Distinct()];
            var closed = current.Closed.RemoveRange(
                current.Closed.Keys.Where(path =>
                    !paths.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal))
                )
            );
            Publish(current.Open, closed, paths);
        }
    }

    public void AddFiles(IEnumerable<string> paths)
    {
        var read = paths.Select(path => (path, Source: Disk.Read(path))).ToList();
        lock (_lock)
        {
            var current = _current ?? Empty();
            var closed = current.Closed.ToBuilder();
            foreach (var (path, source) in read)
            {
                if (source is not null)
                    closed[path] = source;
            }
            Publish(current.Open, closed.ToImmutable(), current.Folders);
        }
    }

    /// <summary>Keeps the newest compilation, from which the next one takes over what is unchanged.</summary>
    internal void Remember(int generation, Compilation compilation)
    {
        lock (_lock)
        {
            if (generation < _lastGeneration)
                return;
            _lastGeneration = generation;
            _lastCompilation = compilation;
        }
    }

    private void Change(
        Func<ImmutableSortedDictionary<string, OpenFile>, ImmutableSortedDictionary<string, OpenFile>> change
    )
    {
        lock (_lock)
        {
            var current = _current ?? Empty();
            Publish(change(current.Open), current.Closed, current.Folders);
        }
    }

    private void Publish(
        ImmutableSortedDictionary<string, OpenFile> open,
        ImmutableSortedDictionary<string, SourceText> closed,
        ImmutableArray<string> folders
    ) => _current = new(this, (_current?.Generation ?? 0) + 1, open, closed, folders);

    private Snapshot Empty() =>
        new(
            this,
            0,
            ImmutableSortedDictionary.Create<string, OpenFile>(DocumentUri.PathComparer),
            ImmutableSortedDictionary.Create<string, SourceText>(DocumentUri.PathComparer),
            []
        );
}
