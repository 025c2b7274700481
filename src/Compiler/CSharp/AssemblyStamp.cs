using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace CellDsl.Compiler.CSharp;

/// <summary>Makes an assembly name other symbols than those it was emitted with, in place.</summary>
internal static class AssemblyStamp
{
    // Offsets within IMAGE_DEBUG_DIRECTORY, the RSDS record and the COFF header (PE format specification).
    private const int DebugEntrySize = 28;
    private const int DebugEntryStamp = 4;
    private const int CodeViewGuid = 4;
    private const int CoffStamp = 4;
    private const int GuidSize = 16;

    /// <summary>
    /// Puts id and checksum of the symbols into the assembly's debug directory, and a version id and time stamp that are
    /// hashes of the result, as a deterministic compiler does.
    /// </summary>
    public static void Apply(byte[] assembly, BlobContentId symbols, byte[] checksum)
    {
        using var reader = new PEReader([.. assembly]);
        var headers = reader.PEHeaders;
        foreach (
            var (entry, at) in reader.ReadDebugDirectory().Select((entry, i) => (entry, EntryAt(headers, i)))
        )
        {
            var data = assembly.AsSpan(entry.DataPointer, entry.DataSize);
            if (entry.Type == DebugDirectoryEntryType.CodeView)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(
                    assembly.AsSpan(at + DebugEntryStamp),
                    symbols.Stamp
                );
                Require(symbols.Guid.TryWriteBytes(data[CodeViewGuid..]));
            }
            else if (entry.Type == DebugDirectoryEntryType.PdbChecksum)
            {
                checksum.CopyTo(data[(data.Length - checksum.Length)..]);
            }
        }

        var metadata = reader.GetMetadataReader();
        int guids = headers.MetadataStartOffset + metadata.GetHeapMetadataOffset(HeapIndex.Guid);
        int module = MetadataTokens.GetHeapOffset(metadata.GetModuleDefinition().Mvid) - 1;
        var version = assembly.AsSpan(guids + (module * GuidSize), GuidSize);
        var stamp = assembly.AsSpan(headers.CoffHeaderStartOffset + CoffStamp, sizeof(uint));
        version.Clear();
        stamp.Clear();
        var id = BlobContentId.FromHash(SHA256.HashData(assembly));
        Require(id.Guid.TryWriteBytes(version));
        BinaryPrimitives.WriteUInt32LittleEndian(stamp, id.Stamp);
    }

    private static int EntryAt(PEHeaders headers, int index)
    {
        var directory = headers.PEHeader?.DebugTableDirectory ?? default;
        Require(headers.TryGetDirectoryOffset(directory, out int offset));
        return offset + (index * DebugEntrySize);
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InternalCompilerException("the emitted assembly is not laid out as expected");
    }
}
