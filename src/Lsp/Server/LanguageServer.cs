using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace CellDsl.Lsp.Server;

/// <summary>
/// The shell around the features: reads messages in order, keeps the workspace, and answers every request from the
/// snapshot that was current when it came in.
/// </summary>
public sealed partial class LanguageServer : IDisposable
{
    private const int ContentModified = -32801;
    private const int NotInitialized = -32002;
    private const int InvalidRequest = -32600;

    private readonly ServerLog _log;
    private readonly MessageHandler _handler;
    private readonly JsonRpc _rpc;
    private readonly Workspace _workspace = new(StandardFiles.OfUser());
    private readonly ClientLink _client;
    private readonly DiagnosticsLoop _diagnostics;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _stale = new();
    private bool _isInitialized;
    private bool _isShutDown;

    private LanguageServer(Stream output, Stream input, TextWriter log, string version)
    {
        _log = new(log);
        _version = version;
        var formatter = new SystemTextJsonFormatter();
        // What the messages themselves do not need (details of errors) is read by reflection.
        formatter.JsonSerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine(
            LspJson.Default,
            new DefaultJsonTypeInfoResolver()
        );
        formatter.JsonSerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase;
        formatter.JsonSerializerOptions.DefaultIgnoreCondition = System
            .Text
            .Json
            .Serialization
            .JsonIgnoreCondition
            .WhenWritingNull;
        _handler = new(output, input, formatter, _log);
        _rpc = new(_handler)
        {
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
        };
        _client = new(_rpc, _log);
        _diagnostics = new(_workspace, _client, _log, _end.Token);
        AddLifecycle();
        AddDocuments();
        AddFeatures();
    }

    /// <summary>Serves one client until it goes away.</summary>
    /// <param name="version">Of the tool, for the client's log.</param>
    /// <returns>The exit code: 0 after an orderly shutdown, else 1.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, TextWriter log, string version)
    {
        using var server = new LanguageServer(output, input, log, version);
        server._rpc.StartListening();
        try
        {
            // A read from the input that nobody answers any more would hold an orderly end up.
            await await Task.WhenAny(server._rpc.Completion, server._exit.Task);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            server._log.Write($"the connection ended: {exception.Message}");
        }
        await server._end.CancelAsync();
        return server._isShutDown ? 0 : 1;
    }

    public void Dispose()
    {
        _rpc.Dispose();
        _diagnostics.Dispose();
        _stale.Dispose();
        _end.Dispose();
    }

    /// <summary>A request that is answered on a thread of the pool, from the snapshot of its moment.</summary>
    /// <param name="isRepeated">
    /// The client asks again after each change, so that an answer on an older text is worth nothing.
    /// </param>
    private void Feature<TParams, TResult>(
        string method,
        Func<Snapshot, TParams, TResult> answer,
        bool isRepeated = false
    )
        where TParams : class
        where TResult : class?
    {
        Request<TParams, TResult>(
            method,
            async (parameters, token) =>
            {
                RequireInitialized();
                var snapshot = _workspace.Current;
                if (!isRepeated)
                {
                    var answered = await Task.Run(() => answer(snapshot, parameters), token);
                    token.ThrowIfCancellationRequested();
                    return answered;
                }
                var stale = _stale.Token;
                using var either = CancellationTokenSource.CreateLinkedTokenSource(token, stale);
                try
                {
                    var result = await Task.Run(() => answer(snapshot, parameters), either.Token);
                    token.ThrowIfCancellationRequested();
                    stale.ThrowIfCancellationRequested();
                    return result;
                }
                catch (OperationCanceledException) when (!token.IsCancellationRequested)
                {
                    throw new LocalRpcException("the text has changed") { ErrorCode = ContentModified };
                }
            }
        );
    }

    private void Request<TParams, TResult>(
        string method,
        Func<TParams, CancellationToken, Task<TResult>> handle
    )
        where TParams : class
        where TResult : class?
    {
        var endpoint = new Endpoint<TParams, TResult>(method, handle, _log);
        Add(method, endpoint, nameof(endpoint.InvokeAsync));
    }

    private void Notification<TParams>(string method, Action<TParams> handle)
        where TParams : class
    {
        var endpoint = new NotificationEndpoint<TParams>(method, handle, _log);
        Add(method, endpoint, nameof(endpoint.Invoke));
    }

    private void Add(string method, object endpoint, string name)
    {
        var handler =
            endpoint.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{endpoint.GetType()} has no {name}.");
        _rpc.AddLocalRpcMethod(
            handler,
            endpoint,
            new JsonRpcMethodAttribute(method) { UseSingleObjectParameterDeserialization = true }
        );
    }

    private void RequireInitialized()
    {
        if (!_isInitialized)
            throw new LocalRpcException("initialize comes first") { ErrorCode = NotInitialized };
        if (_isShutDown)
            throw new LocalRpcException("the server was shut down") { ErrorCode = InvalidRequest };
    }
}
