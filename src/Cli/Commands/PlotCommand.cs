using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Runtime.Records.Import;
using CellDsl.Runtime.Records.Plots;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell plot --measured file --simulated run</c>: a cycler's data over a simulation, as PNG and SVG.</summary>
public static class PlotCommand
{
    public static Command Create(CellConsole console)
    {
        var measured = new Option<string?>("--measured", "-m")
        {
            Description = "A result file: BDF, EC-Lab text (.mpt) or Neware CSV, also with .gz.",
            HelpName = "file",
        };
        var simulated = new Option<string?>("--simulated", "-s")
        {
            Description = "A folder that `cell run` wrote, or one of its .bdf files.",
            HelpName = "run",
        };
        var cycles = new Option<int[]>("--cycle")
        {
            Description = "Cycles to draw. Default: the first, the last and some between.",
            HelpName = "n",
            AllowMultipleArgumentsPerToken = true,
        };
        var time = new Option<bool>("--over-time") { Description = "Voltage over time instead of capacity." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write; .png and .svg are both written. Default: plot.png.",
            HelpName = "x.png",
        };
        var json = CommonOptions.Json();
        var command = new Command("plot", "Draw measured data over a simulation.")
        {
            measured,
            simulated,
            cycles,
            time,
            output,
            json,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(measured),
                parsed.GetValue(simulated),
                parsed.GetValue(cycles) ?? [],
                parsed.GetValue(time),
                parsed.GetValue(output) ?? "plot.png",
                parsed.GetValue(json),
                console
            )
        );
        return command;
    }

    private static int Run(
        string? measured,
        string? simulated,
        int[] cycles,
        bool overTime,
        string output,
        bool json,
        CellConsole console
    )
    {
        var series = new List<PlottedSeries>();
        if (measured is not null)
            series.Add(Load("measured", DataOf(measured)));
        if (simulated is not null)
            series.Add(Load("simulated", DataOf(simulated)));
        if (series.Count == 0)
            throw new UserException(
                "there is nothing to draw",
                "`cell plot --measured file.mpt --simulated runs/life`"
            );
        string path = Path.GetExtension(output).ToUpperInvariant() is ".PNG" or ".SVG"
            ? Path.ChangeExtension(output, null)
            : output;
        try
        {
            ComparisonPlot.Save(
                path,
                Path.GetFileNameWithoutExtension(series[0].Source),
                series,
                overTime,
                cycles
            );
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotWrite($"{path}.png", exception);
        }
        string[] written = [$"{path}.png", $"{path}.svg"];
        if (json)
            JsonOutput.Write(
                console.Out,
                "cell-plot/1",
                writer =>
                {
                    writer.WriteStartArray("files");
                    foreach (string file in written)
                        writer.WriteStringValue(file);
                    writer.WriteEndArray();
                    writer.WriteStartArray("series");
                    foreach (var one in series)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("name", one.Name);
                        writer.WriteString("file", one.Source);
                        writer.WriteString("format", one.Data.Format);
                        writer.WriteNumber("rows", one.Data.Time.Count);
                        writer.WriteEndObject();
                    }
                    writer.WriteEndArray();
                }
            );
        else
            console.Out.WriteLine(
                $"wrote {string.Join(", ", written)}: "
                    + string.Join(
                        ", ",
                        series.Select(one =>
                            $"{Plural.Of(one.Data.Time.Count, "row")} {one.Name} ({one.Data.Format})"
                        )
                    )
            );
        return ExitCodes.Clean;
    }

    private static PlottedSeries Load(string name, string file)
    {
        try
        {
            var data = MeasuredFile.Read(file);
            if (data.Time.Count == 0)
                throw new UserException($"`{file}` holds a header and no rows", "is it cut off?");
            return new(name, Path.GetFileName(file), data);
        }
        catch (MeasuredDataException problem)
        {
            string place = problem.Line > 0 ? $"{file}:{problem.Line}" : file;
            throw new UserException(
                $"`{place}` cannot be read: {problem.Message}",
                "BDF, EC-Lab text (.mpt) and Neware CSV can be read"
            );
        }
        catch (InvalidDataException)
        {
            throw new UserException(
                $"`{file}` cannot be unpacked: it is no whole gzip file",
                "copy it again"
            );
        }
        catch (Exception exception) when (FileProblems.IsFileProblem(exception))
        {
            throw FileProblems.CannotRead(file, exception);
        }
    }

    private static string DataOf(string run)
    {
        if (!Directory.Exists(run))
            return run;
        string folder = Path.Combine(run, "data");
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Directory.Exists(folder) ? folder : run)
                .Where(file =>
                    file.EndsWith(".bdf", StringComparison.OrdinalIgnoreCase)
                    || file.EndsWith(".bdf.gz", StringComparison.OrdinalIgnoreCase)
                )
                .Order(StringComparer.Ordinal),
        ];
        return files switch
        {
            [var only] => only,
            [] => throw new UserException(
                $"`{run}` holds no data of a run",
                "name a folder that `cell run` wrote"
            ),
            _ => throw new UserException(
                $"`{run}` holds the data of {files.Length} cells",
                $"name one: {string.Join(", ", files.Take(5))}{(files.Length > 5 ? ", …" : "")}"
            ),
        };
    }
}
