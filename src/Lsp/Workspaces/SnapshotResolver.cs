using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Lsp.Documents;

namespace CellDsl.Lsp.Workspaces;

/// <summary>Imports as the editor has them, else as they are on disk.</summary>
internal sealed class SnapshotResolver(Snapshot snapshot, DiskFiles disk) : ISourceResolver
{
    public SourceText? Resolve(string importingPath, string importPath)
    {
        if (DocumentUri.Resolve(importingPath, importPath) is not { } path)
            return null;
        if (snapshot.Open.TryGetValue(path, out var open))
            return Snapshot.IsTooLong(open.Source) ? null : open.Source;
        return snapshot.Closed.TryGetValue(path, out var closed) ? closed : disk.Read(path);
    }
}

/// <summary>Another resolver's files, some of them with another text.</summary>
internal sealed class ChangedResolver(IReadOnlyDictionary<string, SourceText> texts, ISourceResolver others)
    : ISourceResolver
{
    public SourceText? Resolve(string importingPath, string importPath) =>
        others.Resolve(importingPath, importPath) is { } found
            ? texts.GetValueOrDefault(found.Path, found)
            : null;
}
