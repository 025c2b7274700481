using CellDsl.Cli.Files;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Formatting;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Baselines.Tests;

/// <summary>Every example and every recipe is what a reader may copy: without a finding, formatted, planned and lowered.</summary>
public class ExampleTests
{
    /// <summary>What the language says and the planner cannot yet carry, each with the reason. This list only shrinks.</summary>
    private static readonly Dictionary<string, string> s_notPlanned = [];

    public static IEnumerable<TheoryDataRow<string>> All() =>
        Repository
            .Examples()
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(All))]
    public void Checks_without_a_finding_and_plans(string name)
    {
        var procedures = Procedures.Load([Repository.File(name)]);
        string findings = DiagnosticRenderer.Render(procedures.Diagnostics, RenderOptions.Plain);
        if (s_notPlanned.ContainsKey(name))
        {
            Assert.Empty(procedures.Compilation.Diagnostics);
            Assert.False(procedures.Planned.Diagnostics.IsEmpty, $"{name} plans now: take it off the list");
            return;
        }
        Assert.True(procedures.Diagnostics.IsEmpty, findings);
        var declared = procedures.Compilation.Roots[0].Declarations;
        int experiments = declared.Count(declaration => declaration is ExperimentSymbol);
        Assert.True(procedures.Planned.Plan.Experiments.Count >= experiments);
        if (declared.Any(declaration => declaration is ProtocolSymbol))
            Assert.NotEmpty(procedures.Planned.Machines);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Is_formatted(string name)
    {
        var source = SourceFiles.Read(Repository.File(name));
        var tree = SyntaxTree.Parse(source);
        Assert.Equal(source.Text, Formatter.Format(tree));
    }

    [Fact]
    public void The_cookbook_speaks_of_every_recipe()
    {
        string page = File.ReadAllText(Repository.File("docs/cookbook.md"));
        Assert.All(
            Directory.EnumerateFiles(Repository.File("examples/cookbook"), "*.cell"),
            file => Assert.Contains($"(../examples/cookbook/{Path.GetFileName(file)})", page)
        );
    }

    /// <summary>What the cookbook quotes stands in a recipe, line by line.</summary>
    [Fact]
    public void Excerpts_are_from_the_recipes()
    {
        string recipes = string.Concat(
            Directory
                .EnumerateFiles(Repository.File("examples/cookbook"), "*.cell")
                .Select(file => Plain(File.ReadAllText(file)))
        );
        var excerpts = File.ReadAllText(Repository.File("docs/cookbook.md"))
            .Split("```cell\n")
            .Skip(1)
            .Select(block => Plain(block.Split("```")[0]))
            .ToList();
        Assert.NotEmpty(excerpts);
        Assert.All(excerpts, excerpt => Assert.Contains(excerpt, recipes));

        static string Plain(string text) =>
            string.Concat(text.Split('\n').Select(line => line.Trim() + "\n")).TrimEnd('\n') + "\n";
    }

    [Fact]
    public void What_is_not_planned_exists() =>
        Assert.All(s_notPlanned.Keys, name => Assert.True(File.Exists(Repository.File(name)), name));
}
