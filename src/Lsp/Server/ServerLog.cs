namespace CellDsl.Lsp.Server;

/// <summary>Lines for whoever looks after the server: its error stream, which editors keep.</summary>
internal sealed class ServerLog(TextWriter writer)
{
    private readonly Lock _lock = new();

    public void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                writer.WriteLine($"cell lsp: {line}");
                writer.Flush();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Nobody listens any more.
            }
        }
    }
}
