using System.Text;
using System.Text.RegularExpressions;
using CellDsl.Cli.Files;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Mutation;

/// <summary>The examples, of which one file at a time is edited.</summary>
internal sealed partial class Workspace
{
    private readonly Dictionary<string, SourceText> _files;
    private readonly Dictionary<string, List<string>> _dependents = [];
    private readonly Dictionary<string, Outcome> _before = [];

    public Workspace(string root, IEnumerable<string> folders)
    {
        _files = folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(root, folder), "*.cell", SearchOption.AllDirectories)
            )
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name, name => Decode(name, File.ReadAllText(Path.Combine(root, name))));
        foreach (string name in _files.Keys)
        {
            foreach (var file in Compile(name, _files).Files)
            {
                if (!_dependents.TryGetValue(file.Source.Path, out var roots))
                    _dependents[file.Source.Path] = roots = [];
                roots.Add(name);
            }
        }
    }

    public IEnumerable<string> Files => _files.Keys;

    public SyntaxTree Parse(string file) => SyntaxTree.Parse(_files[file]);

    /// <summary>What is found after an edit and was not before, in whatever file leans on the edited one.</summary>
    public Difference Try(Edit edit)
    {
        var edited = new Dictionary<string, SourceText>(_files)
        {
            [edit.File] = Decode(edit.File, edit.Apply(_files[edit.File].Text)),
        };
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        int opened = 0;
        bool isSame = true;
        foreach (string root in _dependents[edit.File])
        {
            var before = Before(root);
            var after = Check(root, edited);
            foreach (var (code, count) in after.Codes)
            {
                if (count > before.Codes.GetValueOrDefault(code))
                    codes.Add(code);
            }
            opened = Math.Max(opened, after.Holes - before.Holes);
            isSame &= before.Plan == after.Plan;
        }
        return new([.. codes], opened, isSame);
    }

    private Outcome Before(string root) =>
        _before.TryGetValue(root, out var known) ? known : _before[root] = Check(root, _files);

    private static Outcome Check(string root, Dictionary<string, SourceText> files)
    {
        var compilation = Compile(root, files);
        var planned = Planner.Plan(compilation);
        var codes = compilation
            .Diagnostics.Concat(planned.Diagnostics)
            .Where(finding => finding.Rule.Severity is Severity.Error or Severity.Warning)
            .CountBy(finding => finding.Rule.Code)
            .ToDictionary();
        return new(codes, planned.Plan.Holes.Count, Places().Replace(PlanJson.Write(planned.Plan), ""));
    }

    private static Compilation Compile(string root, Dictionary<string, SourceText> files) =>
        Compilation.Create([files[root]], new Resolver(files));

    private static SourceText Decode(string name, string text) =>
        SourceFiles.Decode(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Where something stands in the text is no part of what is done.</summary>
    [GeneratedRegex("\"(source|sourceHash)\": \"[^\"]*\"")]
    private static partial Regex Places();

    private sealed record Outcome(Dictionary<string, int> Codes, int Holes, string Plan);

    private sealed class Resolver(Dictionary<string, SourceText> files) : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath)
        {
            string beside = Path.GetDirectoryName(importingPath) ?? "";
            return files.GetValueOrDefault(Path.Combine(beside, importPath).Replace('\\', '/'));
        }
    }
}

/// <param name="Codes">Errors and warnings that were not there before.</param>
/// <param name="Opened">How many values the procedure leaves open that it did not before.</param>
/// <param name="IsSamePlan">Whether all plans are what they were.</param>
internal sealed record Difference(IReadOnlyList<string> Codes, int Opened, bool IsSamePlan);
