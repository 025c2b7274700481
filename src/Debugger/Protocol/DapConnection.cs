using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CellDsl.Debugger.Protocol;

/// <summary>Messages of the Debug Adapter Protocol on a pair of streams: a header with the length, then JSON.</summary>
internal sealed class DapConnection(Stream input, Stream output)
{
    private const string LengthHeader = "Content-Length:";
    private const int LongestHeader = 4096;

    // Beyond this a length is a mistake: no message of the protocol comes near it.
    private const int LongestMessage = 64 << 20;

    private readonly Lock _writing = new();
    private int _sequence;

    /// <summary>The next message; null at the end of the input. What is no JSON object is passed over.</summary>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancellation)
    {
        while (await ReadLengthAsync(cancellation) is { } length)
        {
            var body = new byte[length];
            try
            {
                await input.ReadExactlyAsync(body, cancellation);
            }
            catch (EndOfStreamException)
            {
                return null;
            }
            try
            {
                if (JsonNode.Parse(body) is JsonObject message)
                    return message;
            }
            catch (JsonException)
            {
                // The header told where the next message begins.
            }
        }
        return null;
    }

    public void Write(JsonObject message)
    {
        lock (_writing)
        {
            message["seq"] = ++_sequence;
            byte[] body = Encoding.UTF8.GetBytes(message.ToJsonString());
            output.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
            output.Write(body);
            output.Flush();
        }
    }

    private async Task<int?> ReadLengthAsync(CancellationToken cancellation)
    {
        int? length = null;
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0 && length is not null)
                return length;
            if (
                line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(
                    line.AsSpan(LengthHeader.Length),
                    CultureInfo.InvariantCulture,
                    out int stated
                )
                && stated is >= 0 and <= LongestMessage
            )
                length = stated;
        }
        return null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await input.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            if (line.Length < LongestHeader)
                line.Append((char)one[0]);
        }
        return null;
    }
}
