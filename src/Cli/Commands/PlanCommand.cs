using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Planning.Plans;
using CellDsl.Planning.Scheduling;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell plan</c>: what a file's experiments ask for: masses, operations in order, cells, runs. No Roslyn.</summary>
public static class PlanCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose experiments to plan." };
        var json = CommonOptions.Json();
        var command = new Command("plan", "Show what to weigh, do, build and run.") { file, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(json), console));
        return command;
    }

    public static int Run(string path, bool json, CellConsole console)
    {
        var procedures = Procedures.Load([path]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, json, console);
        if (json)
            console.Out.Write(PlanJson.Write(procedures.Planned.Plan));
        else if (procedures.Planned.Plan.Experiments.Count == 0)
            console.Out.WriteLine($"{path} holds no experiment");
        else
            console.Out.Write(PlanText.Write(procedures.Planned.Plan));
        return ExitCodes.Clean;
    }
}
