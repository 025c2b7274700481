using System.Buffers.Binary;
using System.Text;

namespace CellDsl.Packages.Archives;

/// <summary>
/// Writes a ZIP archive whose bytes follow from the files alone: in order of name, without compression (whose bytes depend
/// on the machine's library), without dates and without a trace of the operating system. After PKWARE's APPNOTE 6.3.
/// </summary>
public static class StoredArchive
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 1 << 11;

    // The first day that the format knows: 1980-01-01.
    private const ushort FirstDay = (1 << 5) | 1;

    private static readonly uint[] Table = MakeTable();

    public static byte[] Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var archive = new MemoryStream();
        using var directory = new MemoryStream();
        ushort count = 0;
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            uint offset = checked((uint)archive.Position);
            byte[] path = Encoding.UTF8.GetBytes(name);
            byte[] common = Common(path, content);
            Number(archive, 0x04034b50, 4);
            archive.Write(common);
            archive.Write(path);
            archive.Write(content);

            Number(directory, 0x02014b50, 4);
            Number(directory, Version, 2);
            directory.Write(common);
            // No comment, first disk, no attributes inside or outside.
            directory.Write(new byte[10]);
            Number(directory, offset, 4);
            directory.Write(path);
            checked
            {
                count++;
            }
        }
        uint start = checked((uint)archive.Position);
        directory.WriteTo(archive);
        Number(archive, 0x06054b50, 4);
        Number(archive, 0, 4);
        Number(archive, count, 2);
        Number(archive, count, 2);
        Number(archive, checked((uint)directory.Length), 4);
        Number(archive, start, 4);
        Number(archive, 0, 2);
        return archive.ToArray();
    }

    /// <summary>What the header of a file and its line in the directory share.</summary>
    private static byte[] Common(byte[] path, byte[] content)
    {
        using var bytes = new MemoryStream();
        Number(bytes, Version, 2);
        Number(bytes, Utf8Names, 2);
        Number(bytes, 0, 2);
        Number(bytes, 0, 2);
        Number(bytes, FirstDay, 2);
        Number(bytes, Checksum(content), 4);
        Number(bytes, (uint)content.Length, 4);
        Number(bytes, (uint)content.Length, 4);
        Number(bytes, checked((ushort)path.Length), 2);
        Number(bytes, 0, 2);
        return bytes.ToArray();
    }

    private static void Number(Stream stream, uint value, int size)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes[..size]);
    }

    /// <summary>CRC-32 of ISO 3309, as ZIP uses it.</summary>
    private static uint Checksum(byte[] content)
    {
        uint sum = uint.MaxValue;
        foreach (byte each in content)
            sum = Table[(byte)sum ^ each] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            table[i] = value;
        }
        return table;
    }
}
