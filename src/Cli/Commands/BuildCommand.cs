using System.CommandLine;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell build -o x.dll</c>: an assembly with its symbols, byte for byte the same for equal input.</summary>
public static class BuildCommand
{
    public static Command Create(CellConsole console)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file to compile, with what it imports.",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description =
                "Where to write the assembly; its symbols go beside it. Default: the file's name with .dll.",
            HelpName = "x.dll",
        };
        var sources = new Option<bool>("--emit-csharp")
        {
            Description = "Write the generated C# beside the assembly as well.",
        };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("build", "Compile a file to an assembly that a .NET program can run.")
        {
            file,
            output,
            sources,
            json,
            verbose,
        };
        command.SetAction(parsed =>
            Run(
                new(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(output),
                    parsed.GetValue(sources),
                    parsed.GetValue(json),
                    parsed.GetValue(verbose)
                ),
                console
            )
        );
        return command;
    }

    private sealed record Request(string File, string? Output, bool EmitCSharp, bool Json, bool Verbose);

    private static int Run(Request request, CellConsole console)
    {
        var procedures = Procedures.Load([request.File]);
        if (procedures.HasErrors)
            return Refusal.Write(procedures, request.Json, console);
        if (!request.Json)
            CheckReport.WriteFindings(procedures.Diagnostics, console);

        string assembly = request.Output ?? Path.ChangeExtension(Path.GetFileName(request.File), ".dll");
        string symbols = Path.ChangeExtension(assembly, ".pdb");
        var build = ProgramBuild.Compile(procedures, Path.GetFileNameWithoutExtension(assembly));
        if (request.Verbose)
            console.Error.WriteLine(build.HowCompiled);
        OutputFiles.Write(assembly, build.Program.Assembly.Span);
        // A device takes one stream of bytes.
        if (symbols != assembly && !assembly.StartsWith("/dev/", StringComparison.Ordinal))
            OutputFiles.Write(symbols, build.Program.Symbols.Span);
        var written = new List<string> { assembly, symbols };
        if (request.EmitCSharp)
            written.AddRange(WriteSources(build, Path.ChangeExtension(assembly, null)));

        if (request.Json)
            JsonOutput.Write(
                console.Out,
                "cell-build/1",
                writer =>
                {
                    writer.WriteString("assembly", assembly);
                    writer.WriteString("symbols", symbols);
                    writer.WriteBoolean("fromCache", build.Program.FromCache);
                    JsonDiagnostics.Write(writer, "diagnostics", procedures.Diagnostics);
                }
            );
        else
            console.Out.WriteLine($"built {string.Join(", ", written)}");
        return ExitCodes.Clean;
    }

    private static IEnumerable<string> WriteSources(ProgramBuild build, string folder)
    {
        OutputFiles.CreateFolder(folder);
        foreach (var (name, text) in build.GeneratedFiles())
        {
            string path = $"{folder}/{name}";
            OutputFiles.Write(path, text);
            yield return path;
        }
    }
}
