using System.Text;
using System.Text.RegularExpressions;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>Turns a foreign file's bytes into text, whatever encoding it came in, within bounds.</summary>
public static partial class ExchangeText
{
    /// <summary>No protocol is nearly as long.</summary>
    public const long LargestFile = 32L << 20;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Western European Windows: what EC-Lab and many other Windows tools write.</summary>
    public static Encoding Windows1252 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>Simplified Chinese: what Neware's client writes.</summary>
    public static Encoding Chinese { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(54936) ?? Encoding.Latin1;

    /// <summary>Reads a file; null with a finding where it is too large or no text.</summary>
    public static SourceText? FromFile(string path, ICollection<Diagnostic> diagnostics)
    {
        long length = new FileInfo(path).Length;
        if (length > LargestFile)
        {
            diagnostics.Add(TooLarge(path, length));
            return null;
        }
        return FromBytes(path, File.ReadAllBytes(path), diagnostics);
    }

    /// <summary>
    /// Decodes by byte order mark, by an XML declaration, as UTF-8 where it is that, else as Chinese for XML and as
    /// Windows-1252 for all else.
    /// </summary>
    public static SourceText? FromBytes(string path, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        if (bytes.LongLength > LargestFile)
        {
            diagnostics.Add(TooLarge(path, bytes.LongLength));
            return null;
        }
        string text = Decode(bytes);
        int zero = text.IndexOf('\0');
        if (zero < 0)
            return new(path, text);
        diagnostics.Add(
            Rules.UnreadableFileAt(
                new(new(path, ""), new(0, 0)),
                "text file",
                $"byte {zero + 1} is zero",
                "export it as text from the vendor's program"
            )
        );
        return null;
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes is [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode.GetString(bytes);
        string head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 200));
        bool isXml = head.TrimStart().StartsWith('<');
        var declared = Declaration().Match(head);
        if (isXml && declared.Success)
        {
            switch (declared.Groups[1].Value.ToUpperInvariant())
            {
                case "GB2312" or "GBK" or "GB18030":
                    return Chinese.GetString(bytes);
                case "WINDOWS-1252" or "ISO-8859-1":
                    return Windows1252.GetString(bytes);
            }
        }
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return (isXml ? Chinese : Windows1252).GetString(bytes);
        }
    }

    private static Diagnostic TooLarge(string path, long length) =>
        Rules.UnreadableFileAt(
            new(new(path, ""), new(0, 0)),
            "protocol file",
            $"it has {length / (1 << 20)} MB, more than the {LargestFile >> 20} MB that any protocol needs",
            "is this a result file? `cell plot --measured` reads those"
        );

    [GeneratedRegex("""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9-]+)["']""")]
    private static partial Regex Declaration();
}
