using System.CommandLine;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Packaging;
using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell audit</c>: can the packages that this project uses be trusted? Exits with 1 where anything is found.</summary>
public static class AuditCommand
{
    public static Command Create(CellConsole console)
    {
        var feeds = PackageOptions.Feeds("Asked before those of the project.");
        var json = CommonOptions.Json();
        var command = new Command(
            "audit",
            "Look for changed, withdrawn and unlicensed packages among those in use."
        )
        {
            feeds,
            json,
        };
        command.SetAction(parsed =>
            PackageWork.Guarded(
                console,
                () => Run(parsed.GetValue(feeds) ?? [], parsed.GetValue(json), console)
            )
        );
        return command;
    }

    private static int Run(string[] named, bool json, CellConsole console)
    {
        var project = PackageWork.Project();
        var feeds = PackageWork.Feeds(named, project);
        var findings = PackageAudit.Of(project, feeds);
        if (json)
        {
            JsonOutput.Write(
                console.Out,
                "cell-audit/1",
                writer =>
                {
                    writer.WriteNumber("packages", project.Lock.Packages.Length);
                    writer.WriteStartArray("findings");
                    foreach (var finding in findings)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("code", finding.Rule.Code);
                        writer.WriteString("severity", DiagnosticRenderer.NameOf(finding.Rule.Severity));
                        writer.WriteString("message", finding.Message);
                        writer.WriteString("help", finding.Help);
                        writer.WriteEndObject();
                    }
                    writer.WriteEndArray();
                }
            );
        }
        else
        {
            foreach (var finding in findings)
                console.Out.WriteLine(
                    PackageWork.Text(finding, new RenderOptions(console.Colour, console.Width))
                );
            console.Out.WriteLine(
                $"{Plural.OfOrNone(project.Lock.Packages.Length, "package")}, {Plural.OfOrNone(findings.Count, "finding")}{(feeds.All.Count == 0 && !project.Lock.Packages.IsEmpty ? "; no feed was asked: `--feed` names one" : "")}"
            );
        }
        return findings.Count == 0 ? ExitCodes.Clean : ExitCodes.ErrorsFound;
    }
}
