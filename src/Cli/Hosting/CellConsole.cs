using System.Text;

namespace CellDsl.Cli.Hosting;

/// <summary>
/// The streams of the process and what they can show. The one place that touches <see cref="Console"/>: everything
/// else writes through it, so that output is plain whenever it is not a terminal.
/// </summary>
public sealed class CellConsole
{
    private const int PlainWidth = 110;

    private CellConsole(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal)
    {
        Out = output;
        Error = error;
        OutputIsTerminal = outputIsTerminal;
        ErrorIsTerminal = errorIsTerminal;
        Colour = outputIsTerminal && ColourWanted();
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public bool OutputIsTerminal { get; }

    public bool ErrorIsTerminal { get; }

    /// <summary>Whether the output may carry colours: a terminal, and neither NO_COLOR nor a dumb one.</summary>
    public bool Colour { get; }

    /// <summary>Columns that a line may take.</summary>
    public int Width => OutputIsTerminal ? Math.Clamp(Console.WindowWidth, 40, 200) : PlainWidth;

    /// <summary>Columns of the terminal behind the error stream.</summary>
    public int ErrorWidth => ErrorIsTerminal ? Math.Clamp(Console.WindowWidth, 20, 200) : PlainWidth;

    public static CellConsole ForProcess()
    {
        // Raw streams with our own encoder: the console's own writers set up encodings and locks that cost start-up.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 4096) { AutoFlush = false };
        var error = new StreamWriter(Console.OpenStandardError(), utf8, 256) { AutoFlush = true };
        return new(output, error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    /// <summary>A console over given writers, never a terminal: for tests and for hosts.</summary>
    public static CellConsole Over(TextWriter output, TextWriter error) => new(output, error, false, false);

    /// <summary>All bytes of the standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>The standard output as bytes, for a command that speaks a protocol of its own.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();

    /// <summary>Turns the interrupt key into a cancellation for as long as the result is not disposed.</summary>
    public static IDisposable OnInterrupt(CancellationTokenSource source) => new InterruptHandler(source);

    public void WriteError(string message, string? help = null)
    {
        Out.Flush();
        Error.WriteLine($"error: {message}");
        if (help is not null)
            Error.WriteLine($"  help: {help}");
    }

    private static bool ColourWanted() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private sealed class InterruptHandler : IDisposable
    {
        private readonly ConsoleCancelEventHandler _handler;

        public InterruptHandler(CancellationTokenSource source)
        {
            _handler = (_, e) =>
            {
                // A second interrupt ends the process at once, in case the work does not react.
                e.Cancel = !source.IsCancellationRequested;
                source.Cancel();
            };
            Console.CancelKeyPress += _handler;
        }

        public void Dispose() => Console.CancelKeyPress -= _handler;
    }
}
