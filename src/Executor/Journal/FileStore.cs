using System.Buffers.Binary;
using CellDsl.Executor.World;

namespace CellDsl.Executor.Journal;

/// <summary>
/// A journal in one plain file: a frame per record, of a mark, the length of the text, number, durable number, the seal before,
/// the seal, and the text. For disks on which a data base does not work, and to be torn apart in tests.
/// </summary>
public sealed class FileStore : IJournalStore
{
    private const int HeadLength = 4 + 4 + 8 + 8 + 2 * SealedRecord.SealLength;
    private const int LongestText = 1 << 26;

    private static ReadOnlySpan<byte> Mark => "CLJ1"u8;

    private readonly IAppendFile _file;
    private readonly List<(long Number, long End)> _ends = [];
    private readonly MemoryStream _pending = new();

    public FileStore(IDisk disk, string path) => _file = disk.Open(path);

    public bool HasTornTail { get; private set; }

    public IReadOnlyList<SealedRecord> ReadAll()
    {
        byte[] bytes = _file.ReadAll();
        var records = new List<SealedRecord>();
        _ends.Clear();
        int at = 0;
        bool skipped = false;
        while (at < bytes.Length)
        {
            int next = bytes.AsSpan(at).IndexOf(Mark);
            if (next < 0)
                break;
            skipped |= next > 0;
            at += next;
            if (TryRead(bytes.AsSpan(at), out var record, out int length))
            {
                records.Add(record);
                at += length;
                if (!skipped)
                    _ends.Add((record.Number, at));
            }
            else
            {
                at += Mark.Length;
                skipped = true;
            }
        }
        HasTornTail = _ends.Count == 0 ? bytes.Length > 0 : _ends[^1].End < bytes.Length;
        return records;
    }

    public void CutBehind(long number)
    {
        long end = number == 0 ? 0 : _ends.First(e => e.Number == number).End;
        _file.Truncate(end);
        HasTornTail = false;
    }

    public void Append(SealedRecord record)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], record.Text.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], record.Number);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], record.Durable);
        record.Before.CopyTo(head[24..]);
        record.Seal.CopyTo(head[(24 + SealedRecord.SealLength)..]);
        _pending.Write(head);
        _pending.Write(record.Text);
    }

    public void Commit(bool durable)
    {
        if (_pending.Length > 0)
        {
            _file.Append(_pending.GetBuffer().AsSpan(0, (int)_pending.Length));
            _pending.SetLength(0);
        }
        if (durable)
            _file.Sync();
    }

    public void Dispose()
    {
        _file.Dispose();
        _pending.Dispose();
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out SealedRecord record, out int length)
    {
        (record, length) = (new(0, 0, [], [], []), 0);
        if (bytes.Length < HeadLength)
            return false;
        int text = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (text is < 0 or > LongestText || bytes.Length - HeadLength < text)
            return false;
        length = HeadLength + text;
        record = new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            bytes.Slice(24, SealedRecord.SealLength).ToArray(),
            bytes.Slice(24 + SealedRecord.SealLength, SealedRecord.SealLength).ToArray(),
            bytes[HeadLength..length].ToArray()
        );
        // A frame whose seal does not hold may have a wrong length: what follows is looked for byte by byte.
        return record.IsWhole;
    }
}
