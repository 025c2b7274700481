using System.Globalization;
using System.Text;
using CellDsl.Cli.Files;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Formatting;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning.Plans;

namespace CellDsl.Baselines.Tests;

/// <summary>Runs a case through the stages; a wrong program goes no further than its findings.</summary>
internal static class StageOutputs
{
    public static Procedures Load(BaselineCase subject)
    {
        var files = new CaseFiles(subject.Folder);
        return Procedures.Of(Compilation.Create([files.Main()], files));
    }

    /// <summary>Text by file name; a stage that has nothing to say of this case is absent.</summary>
    public static Dictionary<string, string> Of(BaselineCase subject)
    {
        var procedures = Load(subject);
        var outputs = new Dictionary<string, string> { ["diagnostics.txt"] = Diagnostics(procedures) };
        // What matters of a wrong program is what is said of it.
        if (procedures.HasErrors || subject.Name.StartsWith("wrong/", StringComparison.Ordinal))
            return outputs;
        var main = procedures.Compilation.Roots[0];
        outputs["tokens.txt"] = TreeDump.Tokens(main.Tree);
        outputs["tree.txt"] = TreeDump.Tree(main.Tree);
        outputs["symbols.txt"] = SymbolDump.Of(main);
        outputs["formatted.cell"] = Formatter.Format(main.Tree);
        outputs["plan.json"] = PlanJson.Write(procedures.Planned.Plan);
        if (procedures.Planned.Machines.Length > 0)
            outputs["generated.cs"] = Generated(procedures);
        return outputs;
    }

    private static string Diagnostics(Procedures procedures)
    {
        var console = new StringWriter { NewLine = "\n" };
        CheckReport.WriteText(procedures, listOpen: true, CellConsole.Over(console, TextWriter.Null));
        return console.ToString();
    }

    /// <summary>The machines as C#; the versions of tool and runtime are no part of what is accepted.</summary>
    private static string Generated(Procedures procedures)
    {
        var text = new StringBuilder();
        foreach (var (name, content) in ProgramBuild.Generate(procedures, toolVersion: "version"))
            text.Append(CultureInfo.InvariantCulture, $"// ==== {name}\n{content}");
        return text.ToString();
    }
}

/// <summary>The files of a case by their names within its folder, so that no output depends on where the folder is.</summary>
internal sealed class CaseFiles(string folder) : ISourceResolver
{
    private readonly Dictionary<string, SourceText> _files = [];

    public SourceText Main() =>
        Load("main.cell") ?? throw new FileNotFoundException($"{folder} has no main.cell");

    public SourceText? Resolve(string importingPath, string importPath)
    {
        string beside = Path.GetDirectoryName(importingPath) ?? "";
        string full = Path.GetFullPath(Path.Combine(folder, beside, importPath));
        return Load(Path.GetRelativePath(folder, full).Replace('\\', '/'));
    }

    private SourceText? Load(string name)
    {
        if (_files.TryGetValue(name, out var known))
            return known;
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? _files[name] = SourceFiles.Decode(name, File.ReadAllBytes(path)) : null;
    }
}
