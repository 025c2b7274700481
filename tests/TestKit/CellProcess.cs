using System.Diagnostics;
using System.Text;

namespace CellDsl.TestKit;

/// <summary>What one run of the command said and how it ended.</summary>
public sealed record CellResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}--- error\n{Error}";
}

/// <summary>Runs the built <c>cell</c> command in a process of its own, as a shell would.</summary>
public static class CellProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The built command beside the test assembly.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "cell.dll");

    public static Task<CellResult> Run(string folder, params string[] arguments) =>
        Run(folder, arguments, null, null);

    public static Task<CellResult> Run(
        string folder,
        string[] arguments,
        string? input,
        IReadOnlyDictionary<string, string>? environment,
        string? assembly = null
    ) => RunProgram("dotnet", folder, [assembly ?? Assembly, .. arguments], input, environment);

    /// <summary>Runs another program in the same way.</summary>
    public static async Task<CellResult> RunProgram(
        string program,
        string folder,
        string[] arguments,
        string? input,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command may end without reading its input.
        }
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} did not end within {Patience}"
            );
        }
        return new(process.ExitCode, await output, await error);
    }
}
