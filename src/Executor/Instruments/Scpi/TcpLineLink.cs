using System.Net.Sockets;
using System.Text;

namespace CellDsl.Executor.Instruments.Scpi;

/// <summary>
/// Lines over TCP. The instrument's language has no numbers for requests, so after any failure the connection is thrown away: a
/// reply that comes late can then never be taken for that of another request.
/// </summary>
/// <param name="greeting">Sent first on every new connection, to choose the channel.</param>
public sealed class TcpLineLink(string host, int port, string? greeting, TimeSpan patience) : ILineLink
{
    private const int LongestLine = 1 << 16;

    private readonly byte[] _buffer = new byte[LongestLine];
    private TcpClient? _client;
    private NetworkStream? _stream;

    public string Ask(string line)
    {
        bool sent = false;
        try
        {
            if (_stream is null)
            {
                var stream = Connect();
                if (greeting is not null)
                    Exchange(stream, greeting);
            }
            var open = _stream ?? throw new IOException("the connection is closed");
            sent = true;
            return Exchange(open, line);
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException)
        {
            Close();
            throw new LinkException(sent, $"{host}:{port}: {e.Message}", e);
        }
    }

    public void Dispose() => Close();

    private NetworkStream Connect()
    {
        _client = new() { NoDelay = true };
        using var limit = new CancellationTokenSource(patience);
        try
        {
            _client.ConnectAsync(host, port, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException("no connection in time", e);
        }
        _stream = _client.GetStream();
        _stream.ReadTimeout = _stream.WriteTimeout = (int)patience.TotalMilliseconds;
        return _stream;
    }

    private string Exchange(NetworkStream stream, string line)
    {
        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        int count = 0;
        while (true)
        {
            int read = stream.Read(_buffer, count, _buffer.Length - count);
            if (read == 0)
                throw new IOException("the instrument closed the connection");
            count += read;
            if (_buffer[count - 1] == (byte)'\n')
                return Encoding.UTF8.GetString(_buffer, 0, count - 1);
            if (count == _buffer.Length)
                throw new IOException("the reply is too long");
        }
    }

    private void Close()
    {
        _stream?.Dispose();
        _client?.Dispose();
        (_stream, _client) = (null, null);
    }
}
