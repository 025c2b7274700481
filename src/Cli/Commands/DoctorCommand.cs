using System.CommandLine;
using System.Runtime.InteropServices;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Compiler.CSharp;
using CellDsl.Language;
using CellDsl.Runtime.Records.Plots;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell doctor</c>: what this machine offers, and what to do where something is missing.</summary>
public static class DoctorCommand
{
    /// <param name="Remedy">What to do; null when all is well.</param>
    private sealed record Finding(string Subject, string State, string? Remedy = null);

    public static Command Create(CellConsole console)
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Check that this machine has what cell needs.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json), console));
        return command;
    }

    private static int Run(bool json, CellConsole console)
    {
        List<Finding> findings =
        [
            new(
                "cell",
                $"{ToolVersion.Text}, language edition {LanguageEdition.Current}, program contract {Contracts.ContractVersion.Current}"
            ),
            Runtime(),
            new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
            new("processors", $"{Environment.ProcessorCount}"),
            Folder(
                "working folder",
                Environment.CurrentDirectory,
                "results of `cell run` go there unless --out is given"
            ),
            Folder(
                "cache of compiled programs",
                AssemblyCache.DefaultFolder,
                "set CELL_CACHE to a folder that may be written; without, each run compiles anew"
            ),
            Folder("temporary folder", Path.GetTempPath(), "set TMPDIR to a folder that may be written"),
            Pictures(),
            Terminal(console),
        ];
        if (json)
            WriteJson(findings, console);
        else
            WriteText(findings, console);
        return findings.TrueForAll(finding => finding.Remedy is null)
            ? ExitCodes.Clean
            : ExitCodes.ErrorsFound;
    }

    private static Finding Runtime() =>
        Environment.Version.Major >= 10
            ? new(".NET", RuntimeInformation.FrameworkDescription)
            : new(".NET", RuntimeInformation.FrameworkDescription, "install the .NET 10 runtime");

    private static Finding Folder(string subject, string path, string remedy)
    {
        string probe = Path.Combine(path, $".cell-doctor-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(path);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(subject, $"{path} can be written");
        }
        catch (Exception exception) when (Files.FileProblems.IsFileProblem(exception))
        {
            return new(subject, $"{path} cannot be written", remedy);
        }
    }

    private static Finding Pictures() =>
        PictureSupport.Problem() is { } problem
            ? new(
                "pictures",
                $"cannot be drawn: {problem}",
                "install libfontconfig1 (Debian, Ubuntu) or fontconfig (Fedora, Alpine); data and tables do not need it"
            )
            : new("pictures", "can be drawn, with a typeface of their own");

    private static Finding Terminal(CellConsole console) =>
        new(
            "output",
            console.OutputIsTerminal ? $"a terminal of {console.Width} columns" : "not a terminal: plain text"
        );

    private static void WriteText(List<Finding> findings, CellConsole console)
    {
        int width = findings.Max(finding => finding.Subject.Length);
        foreach (var finding in findings)
        {
            console.Out.WriteLine(
                $"{(finding.Remedy is null ? "ok     " : "problem")}  {finding.Subject.PadRight(width)}  {finding.State}"
            );
            if (finding.Remedy is { } remedy)
                console.Out.WriteLine($"         {new string(' ', width)}  help: {remedy}");
        }
    }

    private static void WriteJson(List<Finding> findings, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-doctor/1",
            writer =>
            {
                writer.WriteBoolean("ok", findings.TrueForAll(finding => finding.Remedy is null));
                writer.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    writer.WriteStartObject();
                    writer.WriteString("subject", finding.Subject);
                    writer.WriteBoolean("ok", finding.Remedy is null);
                    writer.WriteString("state", finding.State);
                    writer.WriteString("remedy", finding.Remedy);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
}
