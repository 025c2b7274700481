using System.Diagnostics;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Executor.Instruments;
using CellDsl.Executor.Records;
using CellDsl.Executor.Running;
using CellDsl.Executor.World;

namespace CellDsl.Cli.Live;

/// <summary>Begins a run on the bench, here or in the background.</summary>
internal static class LiveStart
{
    /// <summary>The pace that was asked for; null for a simulation at once.</summary>
    public static Pace? PaceOf(string? text, bool detach, bool json)
    {
        if (text is null)
            return detach
                ? throw new UserException(
                    "`--detach` and `--connect` need a clock: a simulation is over at once",
                    "`--clock real` runs on the bench"
                )
                : null;
        if (json)
            throw new UserException(
                "`--json` prints the results of a simulation",
                "those of a run on the bench are in its summary.json"
            );
        return Pace.Parse(text)
            ?? throw new UserException(
                $"`--clock {text}` is no pace",
                "`real`, a factor as `1000x`, or `virtual` for as fast as it can be computed"
            );
    }

    /// <summary>Addresses by cell; under <c>*</c> that for all others.</summary>
    public static Dictionary<string, string> Connections(string[] given, Pace pace)
    {
        var connections = new Dictionary<string, string>();
        foreach (string text in given)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string cell = equals < 0 ? "*" : text[..equals];
            string address = text[(equals + 1)..];
            try
            {
                ConnectedBench.AddressOf(address);
            }
            catch (FormatException e)
            {
                throw new UserException(e.Message);
            }
            if (!connections.TryAdd(cell, address))
                throw new UserException(
                    cell == "*" ? "two cyclers are connected for all cells" : $"`{cell}` is connected twice",
                    "name the cell: `--connect coin#1=scpi://host:port/3`"
                );
        }
        if (connections.Count > 0 && pace.IsVirtual)
            throw new UserException(
                "an instrument outside this process does not follow a virtual clock",
                "use `--clock real`, or for `cell bench` the factor that it runs at"
            );
        return connections;
    }

    public static string OneOf(List<string> experiments, string file) =>
        experiments.Count == 1
            ? experiments[0]
            : throw new UserException(
                $"`{file}` holds {experiments.Count} experiments, and the bench runs one at a time",
                $"choose with `--experiment {experiments[0]}`"
            );

    public static int Start(
        string folder,
        string experiment,
        Pace pace,
        ProgramBuild build,
        IReadOnlyDictionary<string, string> connections,
        bool detach,
        bool verbose,
        CellConsole console
    )
    {
        var run = new NewRun(
            experiment,
            experiment,
            $"cell {ToolVersion.Text}",
            pace,
            build.Program.Assembly,
            build.Program.Symbols,
            build.Sources,
            connections,
            new Dictionary<string, string>()
        );
        using var session = LiveProblems.Worded(folder, () => RunSession.Create(new(folder), run));
        if (!detach)
            return LiveConsole.Run(session, folder, verbose, console);
        session.Dispose();
        return Detach(folder, console);
    }

    /// <summary>Goes on in a process of its own, which outlives this terminal; what it says goes into the run's folder.</summary>
    public static int Detach(string folder, CellConsole console)
    {
        string program = Environment.ProcessPath ?? "cell";
        var arguments = new List<string>();
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments.Add(Path.Combine(AppContext.BaseDirectory, "cell.dll"));
        arguments.AddRange(["resume", folder]);
        string log = new RunPaths(folder).Output;
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments) { CreateNoWindow = true }
            // The shell hands the process over to the system: it has neither this terminal nor this parent.
            : new ProcessStartInfo(
                "/bin/sh",
                [
                    "-c",
                    "log=$1; shift; trap '' HUP; \"$@\" >> \"$log\" 2>&1 < /dev/null &",
                    "sh",
                    log,
                    program,
                    .. arguments,
                ]
            );
        using var process =
            Process.Start(start) ?? throw new UserException("the background process did not start");
        if (!OperatingSystem.IsWindows())
            process.WaitForExit();
        console.Out.WriteLine($"`{folder}` runs in the background");
        console.Out.WriteLine("  cell runs                 how far it is, and what it asks");
        console.Out.WriteLine($"  cell pause {folder}");
        console.Out.WriteLine($"  cell stop {folder}");
        return ExitCodes.Clean;
    }
}
