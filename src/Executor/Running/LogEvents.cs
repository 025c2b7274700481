using Microsoft.Extensions.Logging;

namespace CellDsl.Executor.Running;

/// <summary>What the executor logs, with its structure.</summary>
internal static partial class LogEvents
{
    [LoggerMessage(101, LogLevel.Information, "channel {Channel} taken up")]
    public static partial void ChannelTakenUp(this ILogger logger, int channel);

    [LoggerMessage(102, LogLevel.Information, "question {Question} answered `{Answer}` by {By}")]
    public static partial void Answered(this ILogger logger, string question, string answer, string by);

    [LoggerMessage(103, LogLevel.Information, "{What} asked for by {By}")]
    public static partial void Asked(this ILogger logger, string what, string by);

    [LoggerMessage(104, LogLevel.Warning, "channel {Channel}: {What}")]
    public static partial void Watchdog(this ILogger logger, int channel, string what);

    [LoggerMessage(105, LogLevel.Warning, "channel {Channel} asks: {Text}")]
    public static partial void Question(this ILogger logger, int channel, string text);

    [LoggerMessage(
        106,
        LogLevel.Information,
        "channel {Channel} was interrupted ({Why}) and goes on: {Verdict}"
    )]
    public static partial void Interrupted(this ILogger logger, int channel, string why, string verdict);
}
