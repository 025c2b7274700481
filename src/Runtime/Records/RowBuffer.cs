using System.Buffers.Text;
using System.Globalization;

namespace CellDsl.Runtime.Records;

/// <summary>
/// Bytes of rows on their way to a stream, flushed between rows only, so that what is on disk is always whole lines.
/// Numbers are decimals with a point and without an exponent, in every culture.
/// </summary>
internal sealed class RowBuffer(Stream stream, int size = 1 << 16)
{
    // No row is longer than this.
    private const int LongestRow = 2048;

    private static readonly long[] Powers = [.. Enumerable.Range(0, 16).Select(n => (long)Math.Pow(10, n))];

    private readonly byte[] _bytes = new byte[size + LongestRow];
    private int _count;
    private bool _first = true;

    /// <summary>A number rounded to so many decimals, without trailing zeros; nothing for NaN.</summary>
    public void Number(double value, int decimals)
    {
        Separate();
        if (double.IsNaN(value))
            return;
        double scaled = Math.Round(value * Powers[decimals]);
        if (Math.Abs(scaled) >= 1e18)
        {
            Utf8Formatter.TryFormat(value, _bytes.AsSpan(_count), out int written);
            _count += written;
            return;
        }
        long digits = (long)scaled;
        if (digits < 0)
        {
            _bytes[_count++] = (byte)'-';
            digits = -digits;
        }
        var (whole, fraction) = Math.DivRem(digits, Powers[decimals]);
        Whole(whole);
        if (fraction == 0)
            return;
        _bytes[_count++] = (byte)'.';
        int end = _count + decimals;
        for (int i = end - 1; i >= _count; i--)
        {
            (fraction, long digit) = Math.DivRem(fraction, 10);
            _bytes[i] = (byte)('0' + digit);
        }
        while (_bytes[end - 1] == (byte)'0')
            end--;
        _count = end;
    }

    public void Number(long value)
    {
        Separate();
        if (value < 0)
            _bytes[_count++] = (byte)'-';
        Whole(Math.Abs(value));
    }

    /// <summary>Text that needs no quotes, as UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        Separate();
        utf8.CopyTo(_bytes.AsSpan(_count));
        _count += utf8.Length;
    }

    public void EndRow()
    {
        _bytes[_count++] = (byte)'\n';
        _first = true;
        if (_count >= size)
            Flush();
    }

    public void Flush()
    {
        stream.Write(_bytes, 0, _count);
        _count = 0;
    }

    private void Separate()
    {
        if (!_first)
            _bytes[_count++] = (byte)',';
        _first = false;
    }

    private void Whole(long value)
    {
        if (!value.TryFormat(_bytes.AsSpan(_count), out int written, default, CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A row is longer than its buffer.");
        _count += written;
    }
}
