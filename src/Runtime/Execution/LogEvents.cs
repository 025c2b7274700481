using Microsoft.Extensions.Logging;

namespace CellDsl.Runtime.Execution;

/// <summary>What the runtime logs, with its structure.</summary>
internal static partial class LogEvents
{
    [LoggerMessage(1, LogLevel.Information, "{Run} began on {Cell}")]
    public static partial void RunStarted(this ILogger logger, string run, string cell);

    [LoggerMessage(2, LogLevel.Information, "{Run} ended: {End}")]
    public static partial void RunEnded(this ILogger logger, string run, RunEnd end);

    [LoggerMessage(3, LogLevel.Information, "{StandIn}")]
    public static partial void StandInUsed(this ILogger logger, string standIn);

    [LoggerMessage(4, LogLevel.Warning, "{Extrapolation}")]
    public static partial void Extrapolated(this ILogger logger, string extrapolation);

    [LoggerMessage(5, LogLevel.Information, "{Run}: expect {Expectation}: known {Known}, passed {Passed}")]
    public static partial void ExpectationJudged(
        this ILogger logger,
        string run,
        string expectation,
        bool known,
        bool passed
    );

    [LoggerMessage(6, LogLevel.Information, "Wrote {Count} files to {Folder}")]
    public static partial void Wrote(this ILogger logger, int count, string folder);
}
