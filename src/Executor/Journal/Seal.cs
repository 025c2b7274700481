using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CellDsl.Executor.Journal;

/// <summary>
/// A record as a store keeps it. Its seal covers its number, the text and the seal of the record before, so that neither a
/// flipped bit nor a missing, moved or changed record goes unseen.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Durable">Number of the last record that was known to be on the disk when this one was written.</param>
/// <param name="Before">Seal of the record before.</param>
public sealed record SealedRecord(long Number, long Durable, byte[] Before, byte[] Seal, byte[] Text)
{
    /// <summary>Bytes of a seal: half of a SHA-256.</summary>
    public const int SealLength = 16;

    /// <summary>What stands before the first record.</summary>
    public static byte[] Origin { get; } = new byte[SealLength];

    public bool IsWhole => Seal.AsSpan().SequenceEqual(SealOf(Number, Durable, Before, Text));

    public static SealedRecord Of(long number, long durable, byte[] before, byte[] text) =>
        new(number, durable, before, SealOf(number, durable, before, text), text);

    private static byte[] SealOf(long number, long durable, byte[] before, byte[] text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(head, number);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], durable);
        hash.AppendData(head);
        hash.AppendData(before);
        hash.AppendData(text);
        return hash.GetHashAndReset()[..SealLength];
    }
}
