using System.CommandLine;
using CellDsl.Cli.Commands;
using CellDsl.Cli.Hosting;

namespace CellDsl.Packages.Tests;

/// <summary>How people come by the tool: the package for <c>dotnet tool install</c>, the manual page, the scripts.</summary>
public sealed class DistributionTests
{
    [Fact]
    public async Task The_tool_is_packed_installed_and_used()
    {
        using var lab = new Lab();
        string packages = lab.File("packages");
        // What was just built, for this system alone: a test must not change what other tests run from.
        var packed = await Dotnet(
            lab,
            Repository.Root,
            "pack",
            "src/Cli",
            "--no-build",
            "-c",
            AppContext.BaseDirectory.Contains("debug", StringComparison.Ordinal) ? "Debug" : "Release",
            "-p:PackTool=true",
            "-p:ToolSystems=|linux-x64|",
            "-p:NuGetAudit=false",
            "-nodeReuse:false",
            "-o",
            packages,
            "-v",
            "quiet",
            "-nologo"
        );
        Assert.True(packed.ExitCode == 0, packed.ToString());
        var installed = await Dotnet(
            lab,
            lab.Work,
            "tool",
            "install",
            "CellDsl.Tool",
            "--tool-path",
            lab.File("tools"),
            "--source",
            packages
        );
        Assert.True(installed.ExitCode == 0, installed.ToString());

        lab.Write(
            "coin.cell",
            await File.ReadAllTextAsync(Repository.File("examples/quickstart.cell"), Token)
        );
        foreach (string command in new[] { "--version", "check coin.cell", "test coin.cell" })
        {
            var result = await CellProcess.RunProgram(
                lab.File(OperatingSystem.IsWindows() ? "tools/cell.exe" : "tools/cell"),
                lab.Work,
                command.Split(' '),
                null,
                new Dictionary<string, string> { ["CELL_CACHE"] = lab.Cache }
            );
            Assert.True(result.ExitCode == 0, $"{command}: {result}");
        }
    }

    [Fact]
    public void The_manual_page_knows_every_command_and_option()
    {
        var root = CommandTree.Create(CellConsole.Over(TextWriter.Null, TextWriter.Null));
        string page = ManPage.Write(root, "0.1.0");
        Assert.All(page, c => Assert.True(char.IsAscii(c), $"{c} is not for troff"));
        foreach (var command in root.Subcommands)
        {
            Assert.Contains($".SS cell {command.Name}", page, StringComparison.Ordinal);
            Assert.All(
                command.Options,
                option =>
                    Assert.Contains(
                        option.Name.Replace("-", "\\-", StringComparison.Ordinal),
                        page,
                        StringComparison.Ordinal
                    )
            );
        }
        string[] macros = [".TH", ".SH", ".SS", ".TP", ".P", ".B", ".I", ".br"];
        Assert.All(
            page.Split('\n').Where(line => line.StartsWith('.')),
            line => Assert.Contains(line.Split(' ')[0], macros)
        );
    }

    [Fact]
    public async Task The_manual_page_is_printed_without_a_warning_of_the_formatter()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "needs groff");
        using var lab = new Lab();
        string page = await lab.Clean("man");
        var result = await CellProcess.RunProgram(
            "/usr/bin/groff",
            lab.Work,
            ["-man", "-Tutf8", "-ww", "-z"],
            page,
            null
        );
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void The_systems_of_the_archives_are_those_of_the_package()
    {
        string script = File.ReadAllText(Repository.File("publish.sh"));
        string targets = File.ReadAllText(Repository.File("Directory.Build.targets"));
        foreach (string system in new[] { "linux-x64", "linux-arm64", "win-x64", "osx-arm64" })
        {
            Assert.Contains($" {system}", script, StringComparison.Ordinal);
            Assert.Contains($"|{system}|", targets, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<CellResult> Dotnet(Lab lab, string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        // An installed tool is kept by its version: one of another build must not be found.
        if (arguments[0] == "tool")
            environment["NUGET_PACKAGES"] = lab.File("nuget");
        return CellProcess.RunProgram("dotnet", folder, arguments, null, environment);
    }
}
