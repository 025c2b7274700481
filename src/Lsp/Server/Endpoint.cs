using StreamJsonRpc;

namespace CellDsl.Lsp.Server;

/// <summary>One method of the protocol: reads its parameters and answers, and lets no exception out.</summary>
internal sealed class Endpoint<TParams, TResult>(
    string method,
    Func<TParams, CancellationToken, Task<TResult>> handle,
    ServerLog log
)
    where TParams : class
    where TResult : class?
{
    private const int RequestFailed = -32803;
    private const int InternalError = -32603;

    public async Task<TResult> InvokeAsync(TParams parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await handle(parameters, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (LocalRpcException)
        {
            throw;
        }
        catch (Features.FeatureException problem)
        {
            throw new LocalRpcException(problem.Message, problem) { ErrorCode = RequestFailed };
        }
        catch (Exception exception)
        {
            // A mistake in one feature must not take the others down.
            log.Write($"{method} failed: {exception}");
            throw new LocalRpcException($"{method} failed in the server: {exception.Message}", exception)
            {
                ErrorCode = InternalError,
            };
        }
    }
}

/// <summary>A method of the protocol that expects no answer.</summary>
internal sealed class NotificationEndpoint<TParams>(string method, Action<TParams> handle, ServerLog log)
    where TParams : class
{
    public void Invoke(TParams parameters)
    {
        try
        {
            handle(parameters);
        }
        catch (Exception exception)
        {
            log.Write($"{method} failed: {exception}");
        }
    }
}
