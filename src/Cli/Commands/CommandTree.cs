using System.CommandLine;
using System.CommandLine.Help;
using CellDsl.Cli.Hosting;

namespace CellDsl.Cli.Commands;

/// <summary>The whole command line as System.CommandLine sees it: for parsing, help and completion.</summary>
public static class CommandTree
{
    public static RootCommand Create(CellConsole console)
    {
        var root = new RootCommand(
            "Cell: procedures of a battery laboratory, checked, planned, compiled and run."
        )
        {
            NewCommand.Create(console),
            CheckCommand.Create(console),
            FmtCommand.Create(console),
            BuildCommand.Create(console),
            RunCommand.Create(console),
            TestCommand.Create(console),
            FitCommand.Create(console),
            SweepCommand.Create(console),
            RunsCommand.Create(console),
            BenchCommand.Create(console),
            ResumeCommand.Create(console),
            OrderCommands.Pause(console),
            OrderCommands.Stop(console),
            AnswerCommand.Create(console),
            PlanCommand.Create(console),
            ExportCommand.Create(console),
            ImportCommand.Create(console),
            PlotCommand.Create(console),
            DiffCommand.Create(console),
            DocCommand.Create(console),
            AddCommand.Create(console),
            RestoreCommand.Create(console),
            UpdateCommand.Create(console),
            AuditCommand.Create(console),
            PackCommand.Create(console),
            VerifyCommand.Create(console),
            PublishCommand.Create(console),
            CiteCommand.Create(console),
            ExplainCommand.Create(console),
            LspCommand.Create(console),
            DapCommand.Create(console),
            CompletionsCommand.Create(console),
            ManCommand.Create(console),
            DoctorCommand.Create(console),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction inner } help)
                help.Action = new HelpWithExamples(inner);
            else if (option is VersionOption version)
                version.Action = new PrintVersion(console);
        }
        return root;
    }

    public static int Run(string[] args, CellConsole console)
    {
        var root = Create(console);
        // An argument that starts with @ is a file name like any other.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
            return UsageProblem.Report(parsed, console);
        return parsed.Invoke(
            new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }
        );
    }
}
