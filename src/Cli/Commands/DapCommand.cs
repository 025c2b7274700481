using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Debugger;
using CellDsl.Debugger.Session;
using CellDsl.Language.Diagnostics;
using CellDsl.Runtime.Loading;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell dap</c>: the debug adapter, over the standard input and output.</summary>
public static class DapCommand
{
    public static Command Create(CellConsole console)
    {
        var command = new Command("dap", "Debug an experiment in an editor: the debug adapter.");
        command.SetAction(_ => Run(console));
        return command;
    }

    private static int Run(CellConsole console)
    {
        using var input = CellConsole.OpenInput();
        using var output = CellConsole.OpenOutput();
        return DebugAdapter.RunAsync(input, output, console.Error, Load).GetAwaiter().GetResult();
    }

    /// <summary>Compiles a file, through the cache like <c>cell run</c>.</summary>
    /// <exception cref="DebugException">It cannot be read, or is not sound.</exception>
    public static Debuggee Load(LaunchRequest request)
    {
        try
        {
            var procedures = Procedures.Load([request.Program]);
            if (procedures.Diagnostics.Where(IsError).ToArray() is [var first, ..] errors)
                throw new DebugException(
                    $"`{request.Program}` has {errors.Length} error{(errors.Length == 1 ? "" : "s")}: "
                        + $"{first.Message} ({first.Location.Source.Path}:{first.Location.Start.Line + 1})"
                );
            var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(request.Program));
            var loaded = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, request.Program);
            return new(loaded, procedures.Compilation, procedures.Planned, procedures.Resolver);
        }
        catch (UserException problem)
        {
            throw new DebugException(problem.Message, problem);
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Rule.Severity is Severity.Error;
}
