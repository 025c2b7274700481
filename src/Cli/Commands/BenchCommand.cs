using System.CommandLine;
using System.Net.Sockets;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Cli.Rendering;
using CellDsl.Executor.Instruments;
using CellDsl.Executor.Instruments.Scpi;
using CellDsl.Executor.World;
using CellDsl.Runtime.Execution;
using CellDsl.Runtime.Loading;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell bench FILE</c>: the cells of an experiment as models on a cycler that other processes reach over TCP.</summary>
public static class BenchCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose cells to put on the bench." };
        var port = new Option<int>("--port")
        {
            Description = "The port to listen at, on this machine only. Default: any that is free.",
            HelpName = "n",
        };
        var clock = new Option<string>("--clock")
        {
            Description = "How fast its time goes: `real`, or so many times faster, as `100x`.",
            HelpName = "pace",
            DefaultValueFactory = _ => "real",
        };
        var experiment = new Option<string?>("--experiment", "-e")
        {
            Description = "The experiment whose cells to take, where there are several.",
            HelpName = "name",
        };
        var command = new Command("bench", "Serve a simulated cycler to other programs.")
        {
            file,
            port,
            clock,
            experiment,
        };
        command.SetAction(parsed =>
            Serve(
                parsed.GetRequiredValue(file),
                parsed.GetValue(port),
                parsed.GetValue(clock) ?? "real",
                parsed.GetValue(experiment),
                console
            )
        );
        return command;
    }

    private static int Serve(string file, int port, string clock, string? wanted, CellConsole console)
    {
        if (LiveStart.PaceOf(clock, false, false) is not { IsVirtual: false } pace)
            throw new UserException(
                "a bench for others has no virtual time",
                "`real`, or a factor as `100x`"
            );
        var procedures = Procedures.Load([file]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, false, console);
        var names = procedures.Planned.Plan.Experiments.Select(e => e.Name).ToList();
        string name = wanted ?? LiveStart.OneOf(names, file);
        var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(file));
        using var program = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, file);
        var setup = LiveProblems.Worded(file, () => ExperimentRunner.Prepare(program.Program, name));
        var time = new PacedClock(pace, 0, stepped: false);
        using var bench = new SimulatedBench(setup.Jobs, () => time.Now);
        try
        {
            using var server = new ScpiServer([.. setup.Jobs.Select(bench.CyclerOf)], port);
            console.Out.WriteLine($"scpi://localhost:{server.Port}");
            for (int i = 0; i < setup.Jobs.Count; i++)
                console.Out.WriteLine($"  channel {i + 1}: {setup.Jobs[i].Plan.Id}");
            console.Out.Flush();
            using var interrupt = new CancellationTokenSource();
            using var handler = CellConsole.OnInterrupt(interrupt);
            interrupt.Token.WaitHandle.WaitOne();
            return ExitCodes.Clean;
        }
        catch (SocketException e)
        {
            throw new UserException(
                $"port {port} cannot be listened at: {e.Message}",
                "choose another `--port`"
            );
        }
    }
}
