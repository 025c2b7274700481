namespace CellDsl.Cli.Hosting;

/// <summary>What <c>cell</c> tells the shell.</summary>
public static class ExitCodes
{
    public const int Clean = 0;

    /// <summary>The files were read and hold errors, or a check did not hold.</summary>
    public const int ErrorsFound = 1;

    /// <summary>The command could not do its work: wrong usage, a file problem, or an internal error.</summary>
    public const int UsageOrIo = 2;

    /// <summary>Interrupted, as the shell reports it: 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
