using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CellDsl.Cli.Hosting;

/// <summary>What <c>-v</c> shows: the log of the runtime on the error stream, a line per event.</summary>
internal static class Logging
{
    public static ILoggerFactory ToErrorStream() =>
        LoggerFactory.Create(builder =>
            builder
                .SetMinimumLevel(LogLevel.Information)
                .AddSimpleConsole(options =>
                {
                    options.SingleLine = true;
                    options.ColorBehavior = LoggerColorBehavior.Disabled;
                })
                .Services.Configure<ConsoleLoggerOptions>(options =>
                    options.LogToStandardErrorThreshold = LogLevel.Trace
                )
        );
}
