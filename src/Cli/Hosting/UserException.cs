namespace CellDsl.Cli.Hosting;

/// <summary>Something outside the files' text that the user can put right: one sentence and the next step.</summary>
public sealed class UserException(string message, string? help = null) : Exception(message)
{
    public string? Help { get; } = help;
}
