using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Executor.Records;

namespace CellDsl.Cli.Live;

/// <summary>What was looked at to prove which program made the data of a run, and whether it holds.</summary>
internal static class RunProof
{
    public static int Show(RunPaths paths, bool json, CellConsole console)
    {
        var findings = LiveProblems.Worded(paths.Folder, () => RunVerification.Of(paths));
        if (json)
            WriteJson(paths, findings, console);
        else
        {
            foreach (var finding in findings)
                console.Out.WriteLine($"{(finding.Holds ? "ok   " : "WRONG")}  {finding.Text}");
        }
        return findings.All(f => f.Holds) ? ExitCodes.Clean : ExitCodes.ErrorsFound;
    }

    private static void WriteJson(
        RunPaths paths,
        IReadOnlyList<VerificationFinding> findings,
        CellConsole console
    ) =>
        JsonOutput.Write(
            console.Out,
            "cell-verify-run/1",
            writer =>
            {
                writer.WriteString("run", paths.Folder);
                writer.WriteBoolean("holds", findings.All(f => f.Holds));
                writer.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    writer.WriteStartObject();
                    writer.WriteBoolean("holds", finding.Holds);
                    writer.WriteString("text", finding.Text);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
}
