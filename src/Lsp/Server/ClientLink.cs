using CellDsl.Lsp.Protocol;
using StreamJsonRpc;

namespace CellDsl.Lsp.Server;

/// <summary>What the server says to its client of its own accord. A client that has gone away is no fault.</summary>
internal sealed class ClientLink(JsonRpc rpc, ServerLog log)
{
    private int _lastProgress;

    public ClientCapabilities? Capabilities { get; set; }

    /// <summary>Whether the client fetches findings itself, so that none need be sent.</summary>
    public bool PullsDiagnostics => Capabilities?.TextDocument?.Diagnostic is not null;

    public async Task NotifyAsync(string method, object parameters)
    {
        try
        {
            await rpc.NotifyWithParameterObjectAsync(method, parameters).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            log.Write($"{method} could not be sent: {exception.Message}");
        }
    }

    /// <summary>Asks and waits; null where the client cannot answer.</summary>
    public async Task<T?> AskAsync<T>(string method, object? parameters)
        where T : class
    {
        try
        {
            return await rpc.InvokeWithParameterObjectAsync<T?>(method, parameters).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(exception) || exception is RemoteRpcException)
        {
            log.Write($"{method}: {exception.Message}");
            return null;
        }
    }

    /// <summary>Asks for something whose answer does not matter.</summary>
    public void Send(string method, object? parameters) => _ = AskAsync<object>(method, parameters);

    /// <summary>Has the client ask again for what depends on a plan.</summary>
    public void Refresh()
    {
        var workspace = Capabilities?.Workspace;
        if (workspace?.InlayHint?.RefreshSupport is true)
            Send("workspace/inlayHint/refresh", null);
        if (workspace?.Diagnostics?.RefreshSupport is true && PullsDiagnostics)
            Send("workspace/diagnostic/refresh", null);
    }

    /// <summary>Shows that something is being done until the result is disposed.</summary>
    public async Task<IAsyncDisposable> BeginProgressAsync(string title)
    {
        string? token = null;
        if (Capabilities?.Window?.WorkDoneProgress is true)
        {
            token = $"cell-{Interlocked.Increment(ref _lastProgress)}";
            await AskAsync<object>("window/workDoneProgress/create", new ProgressCreateParams(token))
                .ConfigureAwait(false);
            await NotifyAsync("$/progress", new ProgressParams(token, new("begin", title)))
                .ConfigureAwait(false);
        }
        return new Progress(this, token);
    }

    private static bool IsGone(Exception exception) =>
        exception
            is ConnectionLostException
                or ObjectDisposedException
                or IOException
                or OperationCanceledException;

    private sealed class Progress(ClientLink client, string? token) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (token is not null)
                await client.NotifyAsync("$/progress", new ProgressParams(token, new("end")));
        }
    }
}
