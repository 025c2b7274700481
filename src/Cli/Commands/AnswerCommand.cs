using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Live;
using CellDsl.Executor.Running;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell answer RUN QUESTION ANSWER</c>: what a run could not decide by itself.</summary>
public static class AnswerCommand
{
    public static Command Create(CellConsole console)
    {
        var run = OrderCommands.Run();
        var question = new Argument<string>("QUESTION") { Description = "As `cell runs` shows it: q1." };
        var answer = new Argument<string>("ANSWER") { Description = "One of the choices that it gives." };
        var by = OrderCommands.By();
        var note = OrderCommands.Note();
        var command = new Command("answer", "Answer what a run has asked.")
        {
            run,
            question,
            answer,
            by,
            note,
        };
        command.SetAction(parsed =>
        {
            var paths = RunChoice.Find(parsed.GetRequiredValue(run));
            string asked = parsed.GetRequiredValue(question);
            string given = parsed.GetRequiredValue(answer);
            var state = LiveProblems.Worded(paths.Folder, () => RunState.Look(paths));
            var open =
                state.Open.FirstOrDefault(q => q.Question == asked)
                ?? throw new UserException(
                    $"`{paths.Folder}` has no open question `{asked}`",
                    state.Open.Count == 0
                        ? "nothing is open"
                        : $"open: {string.Join(", ", state.Open.Select(q => q.Question))}"
                );
            if (!open.Choices.Contains(given))
                throw new UserException(
                    $"`{given}` is no answer to `{asked}`: {open.Text}",
                    $"answer {string.Join(" or ", open.Choices.Select(c => $"`{c}`"))}"
                );
            string signs = parsed.GetValue(by) ?? Environment.UserName;
            OrderCommands.Post(paths, new("answer", asked, given, signs, parsed.GetValue(note)));
            console.Out.WriteLine(
                state.IsAlive
                    ? $"{asked}: `{given}`, signed {signs}"
                    : $"{asked}: `{given}`, signed {signs}; `cell resume {paths.Folder}` takes it up"
            );
            return ExitCodes.Clean;
        });
        return command;
    }
}
