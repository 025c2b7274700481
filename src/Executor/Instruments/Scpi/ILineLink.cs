namespace CellDsl.Executor.Instruments.Scpi;

/// <summary>A connection on which a line is answered by a line.</summary>
public interface ILineLink : IDisposable
{
    /// <summary>Sends a line and waits for the reply.</summary>
    /// <exception cref="LinkException">There is no connection, or no whole reply came in time.</exception>
    string Ask(string line);
}

/// <summary>A line could not be sent, or its reply did not come.</summary>
/// <param name="sent">Whether the line may have arrived.</param>
public sealed class LinkException(bool sent, string message, Exception inner) : Exception(message, inner)
{
    public bool Sent { get; } = sent;
}
