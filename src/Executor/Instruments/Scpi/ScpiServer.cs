using System.Net;
using System.Net.Sockets;
using System.Text;
using CellDsl.Contracts.Instruments;

namespace CellDsl.Executor.Instruments.Scpi;

/// <summary>Serves channels to other processes of this machine, in the language that <see cref="ScpiCycler"/> speaks.</summary>
public sealed class ScpiServer : IDisposable
{
    private readonly IReadOnlyList<ICycler> _channels;
    private readonly TcpListener _listener;
    private readonly Lock _bench = new();
    private readonly CancellationTokenSource _closing = new();

    /// <param name="port">0 for any that is free.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public ScpiServer(IReadOnlyList<ICycler> channels, int port)
    {
        _channels = channels;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_closing.IsCancellationRequested)
                _ = Serve(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception e)
            when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is served any more.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                var channel = _channels[0];
                while (await reader.ReadLineAsync(_closing.Token) is { } line)
                {
                    string reply = Answer(line.Trim(), ref channel);
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(reply + "\n"), _closing.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other side has gone.
        }
    }

    /// <summary>The reply to one line.</summary>
    public string Answer(string line, ref ICycler channel)
    {
        lock (_bench)
        {
            try
            {
                return Carry(line, ref channel);
            }
            catch (Exception e) when (e is FormatException or OverflowException or InstrumentException)
            {
                return ScpiText.Refusal + e.Message.ReplaceLineEndings(" ");
            }
        }
    }

    private string Carry(string line, ref ICycler channel)
    {
        switch (line)
        {
            case ScpiText.Identify:
                return channel.Identity;
            case ScpiText.Abilities:
                return ScpiText.Write(channel.Abilities);
            case ScpiText.State:
                return ScpiText.Write(channel.Read());
            case ScpiText.Spectrum:
                var (frequencies, impedances) = channel.ReadSpectrum();
                return ScpiText.Write(frequencies, impedances);
            case ScpiText.Safe:
                channel.MakeSafe();
                return ScpiText.Done;
        }
        if (line.StartsWith(ScpiText.Apply, StringComparison.Ordinal))
        {
            var (number, command) = ScpiText.ReadCommand(line[ScpiText.Apply.Length..]);
            channel.Apply(number, in command);
            return ScpiText.Done;
        }
        if (line.StartsWith(ScpiText.Limits, StringComparison.Ordinal))
        {
            channel.Hold(ScpiText.ReadLimits(line[ScpiText.Limits.Length..]));
            return ScpiText.Done;
        }
        if (line.StartsWith(ScpiText.Channel, StringComparison.Ordinal))
        {
            int number = int.TryParse(line[ScpiText.Channel.Length..], out int n) ? n : 0;
            if (number < 1 || number > _channels.Count)
                return $"{ScpiText.Refusal}there is no channel {number}: there are {_channels.Count}";
            channel = _channels[number - 1];
            return ScpiText.Done;
        }
        return $"{ScpiText.Refusal}nothing known is called `{line.Split(' ')[0]}`";
    }
}
