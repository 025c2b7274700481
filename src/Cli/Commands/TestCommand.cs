using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Cli.Testing;
using CellDsl.Reports.Testing;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell test</c>: do the expectations of experiments hold in simulation? Exits with 0 when all do, 1 when one does not or a
/// file has errors, 2 when there is nothing to test. Writes nothing but the reports that were asked for.
/// </summary>
public static class TestCommand
{
    public static Command Create(CellConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Files to test; a folder stands for all .cell files below it. Default: this folder.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string[]>("--filter", "-f")
        {
            Description =
                "Test only what has one of these words in `FILE: EXPERIMENT: EXPECTATION [RUN]`; * is any text.",
            HelpName = "text",
            AllowMultipleArgumentsPerToken = true,
        };
        var junit = Report("--junit", "Write the results as JUnit XML, for GitLab and most hosts.", "x.xml");
        var trx = Report("--trx", "Write the results as TRX, for .NET's tools and Azure.", "x.trx");
        var summary = Report("--summary", "Write a summary in Markdown, for a pipeline's page.", "x.md");
        var beside = new Option<string?>("--beside")
        {
            Description =
                "Show what a package found for the same expectations: one that this project uses, or a package file.",
            HelpName = "package",
        };
        var threads = new Option<int>("--threads")
        {
            Description =
                "Runs to simulate at a time; results do not depend on it. Default: one per processor.",
            HelpName = "n",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var json = CommonOptions.Json();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show what is met as well." };
        var command = new Command("test", "Test in simulation whether what experiments expect holds.")
        {
            files,
            filter,
            junit,
            trx,
            summary,
            beside,
            threads,
            json,
            verbose,
        };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () =>
                    Run(
                        new(
                            parsed.GetValue(files) is { Length: > 0 } named ? named : ["."],
                            parsed.GetValue(filter) ?? [],
                            parsed.GetValue(junit),
                            parsed.GetValue(trx),
                            parsed.GetValue(summary),
                            parsed.GetValue(beside),
                            parsed.GetValue(threads),
                            parsed.GetValue(json),
                            parsed.GetValue(verbose)
                        ),
                        console
                    )
            )
        );
        return command;
    }

    private static Option<string?> Report(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    private sealed record Request(
        string[] Files,
        string[] Filter,
        string? JUnit,
        string? Trx,
        string? Summary,
        string? Beside,
        int Threads,
        bool Json,
        bool Verbose
    );

    private static int Run(Request request, CellConsole console)
    {
        if (request.Threads < 1)
            throw new UserException(
                $"`--threads {request.Threads}` leaves nobody to work",
                "give a number from 1"
            );
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        var record = request.Beside is { } package ? PackageRecord.Of(PackageWork.Open(package)) : null;
        var tested = new List<TestedExperiment>();
        using (var line = ProgressLine.On(console))
        {
            var tester = new ProcedureTester(
                new(request.Filter),
                request.Threads,
                TimeProvider.System,
                experiment => new RunProgressLine(line, experiment)
            );
            foreach (string file in SourceFiles.Expand(request.Files).Distinct())
            {
                foreach (var simulated in tester.Test(file, Procedures.Load([file]), interrupt.Token))
                {
                    var experiment = record is null
                        ? simulated
                        : simulated with
                        {
                            Cases = [.. simulated.Cases.Select(record.Beside)],
                        };
                    line.Clear();
                    tested.Add(experiment);
                    if (!request.Json)
                        TestReportText.Write(experiment, request.Verbose, console);
                }
            }
        }
        if (tested.Count == 0)
            throw NothingTested(request);
        Write(request.JUnit, tested, JUnitXml.Write);
        Write(request.Trx, tested, TrxXml.Write);
        Write(request.Summary, tested, TestMarkdown.Write);
        if (request.Json)
            WriteJson(tested, console);
        else
            console.Out.WriteLine($"\n{TestReportText.Summary(tested)}");
        return tested.TrueForAll(experiment => experiment.Failed == 0)
            ? ExitCodes.Clean
            : ExitCodes.ErrorsFound;
    }

    private static UserException NothingTested(Request request)
    {
        string where = string.Join(", ", request.Files.Select(file => $"`{file}`"));
        return request.Filter.Length > 0
            ? new(
                $"no test in {where} has {string.Join(" or ", request.Filter.Select(word => $"`{word}`"))} in its name",
                "`cell test -v` without `--filter` lists all"
            )
            : new(
                $"there is no experiment in {where}, so there is nothing to test",
                "`experiment first { run my_protocol() on my_cell() }` makes one; `expect …` in it says what to test"
            );
    }

    private static void Write(
        string? path,
        List<TestedExperiment> tested,
        Func<IReadOnlyList<TestedExperiment>, string> write
    )
    {
        if (path is not null)
            OutputFiles.Write(path, write(tested));
    }

    private static void WriteJson(List<TestedExperiment> tested, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-test/1",
            writer =>
            {
                writer.WriteNumber("met", tested.Sum(experiment => experiment.Passed));
                writer.WriteNumber("missed", tested.Sum(experiment => experiment.Failed));
                writer.WriteStartArray("experiments");
                foreach (var experiment in tested)
                    TestJson.Write(writer, experiment);
                writer.WriteEndArray();
            }
        );
}
