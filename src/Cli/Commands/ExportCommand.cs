using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Compiler.Exchange.Exporting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Cli.Commands;

/// <summary>
/// <c>cell export FILE --to FORMAT</c>: a protocol on a cell as the file of a cycler, whole or not at all; or the procedure
/// as a document.
/// </summary>
public static class ExportCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The file whose protocol to export." };
        var to = new Option<string>("--to", "-t")
        {
            Description =
                $"The target: {ExportTargets.List}; or for the whole procedure {string.Join(", ", ExportTargets.Documents)}.",
            HelpName = "format",
            Required = true,
        };
        to.CompletionSources.Add([.. ExportTargets.Names, .. ExportTargets.Documents]);
        var protocol = new Option<string?>("--protocol", "-p")
        {
            Description = "Which protocol, where the file has several.",
            HelpName = "name",
        };
        var cell = new Option<string?>("--cell", "-c")
        {
            Description = "For which cell, where the file has several.",
            HelpName = "name",
        };
        var run = new Option<string?>("--run")
        {
            Description = "Which run of an experiment, where a protocol runs with different values.",
            HelpName = "id",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where to write. Default: the protocol's name with the target's extension.",
            HelpName = "path",
        };
        var lossy = new Option<bool>("--lossy")
        {
            Description =
                "Write the file although the target cannot carry everything; it lists what is lost.",
        };
        var licence = new Option<string?>("--licence")
        {
            Description = "For ro-crate: under which licence it is published, as CC-BY-4.0 or an address.",
            HelpName = "licence",
        };
        var json = CommonOptions.Json();
        var command = new Command("export", "Write a protocol for a cycler, or a procedure as a document.")
        {
            file,
            to,
            protocol,
            cell,
            run,
            output,
            lossy,
            licence,
            json,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetRequiredValue(to),
                    parsed.GetValue(protocol),
                    parsed.GetValue(cell),
                    parsed.GetValue(run),
                    parsed.GetValue(output),
                    parsed.GetValue(lossy),
                    parsed.GetValue(licence),
                    parsed.GetValue(json)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(
        string File,
        string To,
        string? Protocol,
        string? Cell,
        string? Run,
        string? Output,
        bool Lossy,
        string? Licence,
        bool Json
    );

    private static int Run(Request request, CellConsole console)
    {
        if (request.Licence is { } licence && (request.To != "ro-crate" || !IsLicence(licence)))
            throw new UserException(
                request.To != "ro-crate"
                    ? $"`--licence` is for `--to ro-crate`, not for `{request.To}`"
                    : $"`{licence}` is neither the short name of a licence nor its address",
                "write for example `--to ro-crate --licence CC-BY-4.0`"
            );
        if (ExportTargets.Documents.Contains(request.To))
            return Document(request, console);
        var format = ExportTargets.Cycler(request.To);
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        var chosen = ExportChoice.Of(request.File, procedures, request.Protocol, request.Cell, request.Run);
        string path = request.Output ?? chosen.Protocol + format.Extensions[0];
        var header = new ExportHeader(
            Path.GetFileNameWithoutExtension(path),
            $"CellDsl {ToolVersion.Text}",
            Path.GetFileName(request.File),
            procedures.Planned.Plan.SourceHash,
            null,
            []
        );
        var export = ProtocolExport.Write(chosen.Program, format, header, request.Lossy);
        var written = Write(export, path);
        var findings = Findings(export, format, procedures, isError: export.Files.Count == 0);
        if (request.Json)
            WriteJson(request, chosen, written, export, findings, console);
        else
            WriteText(request, chosen, format, written, export, findings, console);
        return export.Files.Count == 0 ? ExitCodes.ErrorsFound : ExitCodes.Clean;
    }

    private static bool IsLicence(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out _)
        || (
            text.Length > 0
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '+')
        );

    private static int Document(Request request, CellConsole console)
    {
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        string name = Path.GetFileNameWithoutExtension(request.File);
        var planned = procedures.Planned;
        var written = new List<string>();
        switch (request.To)
        {
            case "plan":
                written.Add(request.Output ?? $"{name}.plan.json");
                OutputFiles.Write(written[0], PlanJson.Write(planned.Plan));
                break;
            case "markdown":
                written.Add(request.Output ?? $"{name}.md");
                OutputFiles.Write(
                    written[0],
                    PrintedProcedure.Markdown(PrintedProcedure.Of(request.File, procedures))
                );
                break;
            default:
                string folder = request.Output ?? $"{name}-crate";
                var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                string? read =
                    planned.Plan.Experiments.Count > 0
                        ? PrintedProcedure.Markdown(PrintedProcedure.Of(request.File, procedures))
                        : null;
                string tool = $"CellDsl {ToolVersion.Text}";
                foreach (var file in ResearchCrate.Write(planned, name, tool, date, read, request.Licence))
                {
                    string path = Path.Combine(folder, file.Name);
                    OutputFiles.CreateFolder(Path.GetDirectoryName(path) ?? folder);
                    OutputFiles.Write(path, file.Content.AsSpan());
                    written.Add(path);
                }
                break;
        }
        if (request.Json)
            JsonOutput.Write(
                console.Out,
                "cell-export/1",
                writer =>
                {
                    writer.WriteString("target", request.To);
                    writer.WriteStartArray("files");
                    foreach (string path in written)
                        writer.WriteStringValue(path);
                    writer.WriteEndArray();
                }
            );
        else
            console.Out.WriteLine(
                $"wrote {string.Join(", ", written)}"
                    + (
                        request is { To: "ro-crate", Licence: null }
                            ? "; without a licence, which a published crate needs: --licence CC-BY-4.0"
                            : ""
                    )
            );
        return ExitCodes.Clean;
    }

    private static List<string> Write(ProtocolExport export, string path)
    {
        var written = new List<string>();
        foreach (var file in export.Files)
        {
            // What a protocol names lies beside it under the name that it is called by.
            string target =
                written.Count == 0 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", file.Name);
            OutputFiles.Write(target, file.Content.AsSpan());
            written.Add(target);
        }
        return written;
    }

    private static List<Diagnostic> Findings(
        ProtocolExport export,
        ICyclerFormat format,
        Procedures procedures,
        bool isError
    )
    {
        var names = new SourceNames(procedures.Compilation.Roots[0].Source);
        SourceText? Find(string name) =>
            procedures
                .Compilation.Files.Select(file => file.Source)
                .FirstOrDefault(source => names.NameOf(source) == name);
        return
        [
            .. export
                .Losses.Select(loss => loss.ToDiagnostic(format.Capabilities.Tool, Find))
                .Select(found =>
                    isError
                        ? found
                        : found with
                        {
                            Rule = found.Rule with { Severity = Severity.Warning },
                            Text = "is lost",
                        }
                )
                .OrderBy(found => found.Location.Source.Path, StringComparer.Ordinal)
                .ThenBy(found => found.Location.Span.Start),
        ];
    }

    private static void WriteText(
        Request request,
        Exportable chosen,
        ICyclerFormat format,
        List<string> written,
        ProtocolExport export,
        List<Diagnostic> findings,
        CellConsole console
    )
    {
        CheckReport.WriteFindings(findings, console);
        string losses = Plural.Of(findings.Count, "loss", "losses");
        if (written.Count > 0)
        {
            console.Out.WriteLine(
                $"wrote {string.Join(", ", written)}: `{chosen.Protocol}` on `{chosen.Cell}` as {format.Title}, {Plural.Of(export.Steps, "step")}"
                    + (findings.Count > 0 ? $", {losses} listed in it" : "")
            );
            return;
        }
        console.Out.WriteLine(
            export.IsHopeless
                ? $"nothing was written: {losses}, of which --lossy cannot let all through"
                : $"nothing was written: {losses}; change the protocol, choose another target (docs/exchange.md), or let them through with --lossy"
        );
    }

    private static void WriteJson(
        Request request,
        Exportable chosen,
        List<string> written,
        ProtocolExport export,
        List<Diagnostic> findings,
        CellConsole console
    ) =>
        JsonOutput.Write(
            console.Out,
            "cell-export/1",
            writer =>
            {
                writer.WriteString("target", request.To);
                writer.WriteString("protocol", chosen.Protocol);
                writer.WriteString("cell", chosen.Cell);
                writer.WriteStartArray("runs");
                foreach (string run in chosen.Runs)
                    writer.WriteStringValue(run);
                writer.WriteEndArray();
                writer.WriteNumber("steps", export.Steps);
                writer.WriteBoolean("lossy", request.Lossy);
                writer.WriteStartArray("files");
                foreach (string path in written)
                    writer.WriteStringValue(path);
                writer.WriteEndArray();
                JsonDiagnostics.Write(writer, "losses", findings);
            }
        );
}
