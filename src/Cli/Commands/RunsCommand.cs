using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Executor.Running;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell runs</c>: every run on the bench, how far it is, and what it asks.</summary>
public static class RunsCommand
{
    public static Command Create(CellConsole console)
    {
        var root = new Argument<string>("FOLDER")
        {
            Description = "Where to look. Default: runs/.",
            DefaultValueFactory = _ => RunChoice.Root,
        };
        var json = CommonOptions.Json();
        var command = new Command("runs", "List the runs on the bench.") { root, json };
        command.SetAction(parsed =>
            List(parsed.GetValue(root) ?? RunChoice.Root, parsed.GetValue(json), console)
        );
        return command;
    }

    private static int List(string root, bool json, CellConsole console)
    {
        var states = RunChoice
            .All(root)
            .Select(paths => LiveProblems.Worded(paths.Folder, () => RunState.Look(paths)))
            .ToList();
        if (json)
        {
            WriteJson(states, console);
            return ExitCodes.Clean;
        }
        if (states.Count == 0)
        {
            console.Out.WriteLine($"there are no runs below {root}/");
            return ExitCodes.Clean;
        }
        var table = new TextTable("run", "experiment", "state", "time", "cycle", "step");
        foreach (var state in states)
            table.Add(
                state.Folder,
                state.Experiment,
                state.Words,
                Figures.Time(state.RunTime * 1e-9),
                state.Cycle > 0 ? $"{state.Cycle}" : "–",
                state.Step ?? "–"
            );
        table.Write(console);
        foreach (var state in states)
        {
            foreach (var question in state.Open)
            {
                console.Out.WriteLine();
                console.Out.WriteLine($"{state.Folder} asks ({question.Question}): {question.Text}");
                console.Out.WriteLine(
                    $"  answer: cell answer {state.Folder} {question.Question} {string.Join('|', question.Choices)}"
                );
            }
        }
        return ExitCodes.Clean;
    }

    private static void WriteJson(List<RunState> states, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-runs/1",
            writer =>
            {
                writer.WriteStartArray("runs");
                foreach (var state in states)
                {
                    writer.WriteStartObject();
                    writer.WriteString("folder", state.Folder);
                    writer.WriteString("experiment", state.Experiment);
                    writer.WriteString("state", state.Words);
                    writer.WriteBoolean("alive", state.IsAlive);
                    writer.WriteBoolean("over", state.IsOver);
                    writer.WriteNumber("seconds", state.RunTime * 1e-9);
                    writer.WriteNumber("cycle", state.Cycle);
                    writer.WriteString("step", state.Step);
                    writer.WriteStartArray("questions");
                    foreach (var question in state.Open)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("id", question.Question);
                        writer.WriteString("text", question.Text);
                        writer.WriteStartArray("choices");
                        foreach (string choice in question.Choices)
                            writer.WriteStringValue(choice);
                        writer.WriteEndArray();
                        writer.WriteEndObject();
                    }
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
}
