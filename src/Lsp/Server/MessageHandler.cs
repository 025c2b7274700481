using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace CellDsl.Lsp.Server;

/// <summary>
/// Messages with a header, over two streams. Unlike the handler that it derives from it outlives bad input: what is no
/// header is passed over, and a message that is no JSON is answered with an error.
/// </summary>
internal sealed class MessageHandler(
    Stream output,
    Stream input,
    SystemTextJsonFormatter formatter,
    ServerLog log
)
    : HeaderDelimitedMessageHandler(
        PipeWriter.Create(output),
        PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 65536)),
        formatter
    )
{
    private const int ParseError = -32700;
    private const int LongestHeader = 8192;
    private const long LongestMessage = 256L * 1024 * 1024;

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (await ReadLengthAsync(cancellationToken) is { } length)
        {
            if (await ReadContentAsync(length, cancellationToken) is not { } content)
                return null;
            try
            {
                return formatter.Deserialize(new ReadOnlySequence<byte>(content));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.Write($"a message of {length} bytes could not be read: {exception.Message}");
                await AnswerParseErrorAsync(exception, cancellationToken);
            }
        }
        return null;
    }

    private async Task AnswerParseErrorAsync(Exception exception, CancellationToken token)
    {
        var error = new JsonRpcError
        {
            RequestId = RequestId.Null,
            Error = new()
            {
                Code = (JsonRpcErrorCode)ParseError,
                Message =
                    exception is JsonException
                        ? "the message is no valid JSON"
                        : "the message cannot be read",
            },
        };
        await WriteAsync(error, token);
    }

    /// <summary>The length that the next header states; null at the end of the input.</summary>
    private async ValueTask<long?> ReadLengthAsync(CancellationToken token)
    {
        long? length = null;
        while (true)
        {
            var read = await Require(Reader).ReadAsync(token);
            var buffer = read.Buffer;
            while (TryReadLine(ref buffer, out var line))
            {
                if (line.Length > 0)
                {
                    length = LengthIn(line) ?? length;
                }
                else if (length is { } known)
                {
                    Require(Reader).AdvanceTo(buffer.Start);
                    return known;
                }
            }
            if (buffer.Length > LongestHeader)
            {
                log.Write($"{buffer.Length} bytes that are no message were passed over");
                buffer = buffer.Slice(buffer.End);
            }
            Require(Reader).AdvanceTo(buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private async ValueTask<byte[]?> ReadContentAsync(long length, CancellationToken token)
    {
        bool tooLong = length > LongestMessage;
        // A copy of our own: the parsed message refers to it for as long as it lives.
        byte[] content = tooLong ? [] : new byte[length];
        long taken = 0;
        while (taken < length)
        {
            var read = await Require(Reader).ReadAsync(token);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, length - taken));
            if (!tooLong)
                part.CopyTo(content.AsSpan((int)taken));
            taken += part.Length;
            Require(Reader).AdvanceTo(part.End);
            if (read.IsCompleted && taken < length)
                return null;
        }
        return content;
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out byte[] line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = [];
            return false;
        }
        line = buffer.Slice(0, end).ToArray();
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private static long? LengthIn(ReadOnlySpan<byte> line)
    {
        int name = line.LastIndexOf("Content-Length:"u8);
        if (name < 0)
            return null;
        var value = line[(name + "Content-Length:".Length)..].Trim((byte)' ');
        return Utf8Parser.TryParse(value, out long length, out _) && length >= 0 ? length : null;
    }

    private static PipeReader Require(PipeReader? reader) =>
        reader ?? throw new InvalidOperationException("The handler has no input.");
}
