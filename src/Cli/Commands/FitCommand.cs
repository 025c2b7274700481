using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Cli.Reports;
using CellDsl.Language.Formatting;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Runtime.Fitting;
using CellDsl.Runtime.Loading;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell fit FILE</c>: moves what models list under <c>fit</c> until the file's expectations come out.</summary>
public static class FitCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file whose `expect` lines are the rows to fit to.",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description =
                "Where to write the fitted model. Default: beside the model's file, as name.fitted.cell.",
            HelpName = "x.cell",
        };
        var dry = new Option<bool>("--dry-run") { Description = "Report only; write no file." };
        var iterations = new Option<int>("--iterations")
        {
            Description = "The most iterations of the optimiser. Default: 40.",
            HelpName = "n",
            DefaultValueFactory = _ => 40,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Simulations at a time; results do not depend on it. Default: one per processor.",
            HelpName = "n",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var json = CommonOptions.Json();
        var command = new Command("fit", "Fit the parameters of models to the expectations of a file.")
        {
            file,
            output,
            dry,
            iterations,
            threads,
            json,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(output),
                    parsed.GetValue(dry),
                    parsed.GetValue(iterations),
                    parsed.GetValue(threads),
                    parsed.GetValue(json)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(
        string File,
        string? Output,
        bool Dry,
        int Iterations,
        int Threads,
        bool Json
    );

    private static int Run(Request request, CellConsole console)
    {
        if (request.Threads < 1 || request.Iterations < 1)
            throw new UserException("`--threads` and `--iterations` count from 1");
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(request.File));
        using var program = ProgramLoader.Load(build.Program.Assembly, build.Program.Symbols, request.File);
        using var interrupt = new CancellationTokenSource();
        using var handler = CellConsole.OnInterrupt(interrupt);
        FitResult result;
        using (var line = ProgressLine.On(console))
        {
            try
            {
                result = Fitter.Run(
                    program.Program,
                    new() { Threads = request.Threads, MostIterations = request.Iterations },
                    new FitProgressLine(line),
                    interrupt.Token
                );
            }
            catch (SimulationException exception)
            {
                throw new UserException(exception.Message.TrimEnd('.'));
            }
            catch (OperationCanceledException)
            {
                line.Clear();
                console.Error.WriteLine("cancelled: nothing is written");
                return ExitCodes.Cancelled;
            }
        }
        var written = request.Dry ? [] : Write(request, procedures, result);
        if (request.Json)
            FitReportText.WriteJson(result, written, console);
        else
            FitReportText.Write(result, written, console);
        return result.Rows.All(row => row.IsMet) ? ExitCodes.Clean : ExitCodes.ErrorsFound;
    }

    /// <summary>Every file with a fitted model, with its new numbers; the paths.</summary>
    private static List<string> Write(Request request, Procedures procedures, FitResult result)
    {
        var fitted = result.Parameters.Select(p => p.Parameter.Model).ToHashSet();
        var plans = procedures.Planned.Plan.Models.ToLookup(model => model.Name);
        var files = procedures
            .Compilation.Declarations.OfType<ModelSymbol>()
            .Where(model => fitted.Contains(model.Name) && plans.Contains(model.Name))
            .GroupBy(model => model.Location.Source)
            .ToArray();
        if (request.Output is not null && files.Length > 1)
            throw new UserException(
                $"the fitted models stand in {files.Length} files, and `--output` names one",
                "leave it out: each is written beside its own file"
            );
        var written = new List<string>();
        foreach (var file in files)
        {
            string path =
                request.Output
                ?? Path.Combine(
                    Path.GetDirectoryName(file.Key.Path) ?? "",
                    Path.GetFileNameWithoutExtension(file.Key.Path) + ".fitted.cell"
                );
            string text = new FittedModelText(result, Path.GetFileName(request.File)).Write(
                file.Key,
                file.Select(model => (model, plans[model.Name].First()))
            );
            OutputFiles.Write(path, Formatter.Format(SyntaxTree.Parse(new SourceText(path, text))));
            written.Add(path);
        }
        return written;
    }

    private sealed class FitProgressLine(ProgressLine line) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) =>
            line.Report(
                (double)value.Iteration / value.MostIterations,
                FormattableString.Invariant(
                    $"iteration {value.Iteration} of at most {value.MostIterations}, {value.Evaluations} simulations of all rows, deviation {value.Rms:0.00} tolerances"
                )
            );
    }
}
