using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Security.Cryptography;
using System.Text;

namespace CellDsl.Compiler.CSharp;

/// <summary>
/// Rewrites portable symbols so that they hold every source and nothing of the machine that made them. Roslyn notes the
/// version of the runtime that it runs on, and compresses sources with the deflate of that runtime, whose bytes differ
/// between versions and processors.
/// </summary>
internal sealed class SymbolWriter
{
    private static readonly Guid CSharp = new("3F5162F8-07C6-11D3-9053-00C04FA302A1");
    private static readonly Guid Sha256 = new("8829D00F-11B8-4213-878B-770E8597AC16");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid CompilationOptions = new("B5FEEC05-8CD0-4A83-96DA-466284BB4BD8");

    // Both as Roslyn writes them: a key and a value, each ended by a zero.
    private const string HostOption = "runtime-version";

    private readonly MetadataReader _from;
    private readonly MetadataBuilder _to = new();

    private SymbolWriter(MetadataReader from) => _from = from;

    /// <param name="assembly">Metadata of the assembly that the symbols belong to.</param>
    /// <param name="sources">Paths as sequence points name them, with what to embed.</param>
    /// <returns>The bytes, the id that the assembly is to name, and the hash of the bytes before the id was put in.</returns>
    public static (byte[] Symbols, BlobContentId Id, byte[] Checksum) Rewrite(
        byte[] symbols,
        MetadataReader assembly,
        IReadOnlyList<(string Path, string Text)> sources
    )
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols]);
        var writer = new SymbolWriter(provider.GetMetadataReader());
        writer.Copy(sources);
        return writer.Serialize(assembly);
    }

    private void Copy(IReadOnlyList<(string Path, string Text)> sources)
    {
        CopyDocuments(sources);
        CopyMethods();
        CopyImports();
        CopyScopes();
        foreach (var handle in _from.CustomDebugInformation)
        {
            var information = _from.GetCustomDebugInformation(handle);
            var kind = _from.GetGuid(information.Kind);
            var value = _from.GetBlobBytes(information.Value);
            if (kind == CompilationOptions)
                value = WithoutHost(value);
            _to.AddCustomDebugInformation(
                information.Parent,
                _to.GetOrAddGuid(kind),
                _to.GetOrAddBlob(value)
            );
        }
    }

    private void CopyDocuments(IReadOnlyList<(string Path, string Text)> sources)
    {
        var texts = sources.ToDictionary(
            source => source.Path,
            source => source.Text,
            StringComparer.Ordinal
        );
        var paths = _from
            .Documents.Select(handle => _from.GetString(_from.GetDocument(handle).Name))
            .ToList();
        foreach (var path in paths.Concat(sources.Select(source => source.Path).Except(paths)))
        {
            var bytes = texts.TryGetValue(path, out var text) ? Encoding.UTF8.GetBytes(text) : null;
            var document = _to.AddDocument(
                _to.GetOrAddDocumentName(path),
                bytes is null ? default : _to.GetOrAddGuid(Sha256),
                bytes is null ? default : _to.GetOrAddBlob(SHA256.HashData(bytes)),
                _to.GetOrAddGuid(CSharp)
            );
            if (bytes is null)
                continue;
            // A leading zero says that what follows is not compressed.
            byte[] embedded = [0, 0, 0, 0, .. bytes];
            _to.AddCustomDebugInformation(
                document,
                _to.GetOrAddGuid(EmbeddedSource),
                _to.GetOrAddBlob(embedded)
            );
        }
    }

    private void CopyMethods()
    {
        foreach (var handle in _from.MethodDebugInformation)
        {
            var method = _from.GetMethodDebugInformation(handle);
            _to.AddMethodDebugInformation(method.Document, Copy(method.SequencePointsBlob));
        }
    }

    // A scope names its namespaces by their places in the blob heap, which are others now.
    private void CopyImports()
    {
        foreach (var handle in _from.ImportScopes)
        {
            var scope = _from.GetImportScope(handle);
            var imports = new BlobBuilder();
            foreach (var import in scope.GetImports())
            {
                if (import.Kind != ImportDefinitionKind.ImportNamespace)
                    continue;
                var name = Copy(import.TargetNamespace);
                imports.WriteCompressedInteger((int)ImportDefinitionKind.ImportNamespace);
                imports.WriteCompressedInteger(MetadataTokens.GetHeapOffset(name));
            }
            _to.AddImportScope(scope.Parent, _to.GetOrAddBlob(imports));
        }
    }

    private void CopyScopes()
    {
        foreach (var handle in _from.LocalScopes)
        {
            var scope = _from.GetLocalScope(handle);
            // Lists are named by where they begin, also where they are empty.
            var firstVariable = MetadataTokens.LocalVariableHandle(
                _to.GetRowCount(TableIndex.LocalVariable) + 1
            );
            var firstConstant = MetadataTokens.LocalConstantHandle(
                _to.GetRowCount(TableIndex.LocalConstant) + 1
            );
            foreach (var variable in scope.GetLocalVariables().Select(_from.GetLocalVariable))
                _to.AddLocalVariable(variable.Attributes, variable.Index, Copy(variable.Name));
            foreach (var constant in scope.GetLocalConstants().Select(_from.GetLocalConstant))
                _to.AddLocalConstant(Copy(constant.Name), Copy(constant.Signature));
            _to.AddLocalScope(
                scope.Method,
                scope.ImportScope,
                firstVariable,
                firstConstant,
                scope.StartOffset,
                scope.Length
            );
        }
    }

    private (byte[] Symbols, BlobContentId Id, byte[] Checksum) Serialize(MetadataReader assembly)
    {
        byte[] checksum = [];
        var rows = Enumerable
            .Range(0, MetadataTokens.TableCount)
            .Select(table => assembly.GetTableRowCount((TableIndex)table));
        var builder = new PortablePdbBuilder(
            _to,
            [.. rows],
            default,
            content =>
            {
                checksum = Hash(content);
                return BlobContentId.FromHash(checksum);
            }
        );
        var bytes = new BlobBuilder();
        var id = builder.Serialize(bytes);
        return (bytes.ToArray(), id, checksum);
    }

    private static byte[] Hash(IEnumerable<Blob> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var blob in content)
            hash.AppendData(blob.GetBytes());
        return hash.GetHashAndReset();
    }

    private BlobHandle Copy(BlobHandle blob) =>
        blob.IsNil ? default : _to.GetOrAddBlob(_from.GetBlobBytes(blob));

    private StringHandle Copy(StringHandle text) => _to.GetOrAddString(_from.GetString(text));

    private static byte[] WithoutHost(byte[] options)
    {
        // What stands behind the last zero is nothing.
        var parts = Encoding.UTF8.GetString(options).Split('\0')[..^1];
        var kept = parts.Chunk(2).Where(pair => pair[0] != HostOption).SelectMany(pair => pair);
        return Encoding.UTF8.GetBytes(string.Concat(kept.Select(part => part + '\0')));
    }
}
