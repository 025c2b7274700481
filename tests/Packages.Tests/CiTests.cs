using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CellDsl.Packages.Tests;

/// <summary>
/// The action, the template and the pipelines of examples/lab-repo: they are what their hosts read, and their commands do as
/// written what they say, in a repository with a history.
/// </summary>
public sealed partial class CiTests
{
    private const string Action = "ci/github/action.yml";
    private const string Template = "ci/gitlab.yml";
    private const string Repo = "examples/lab-repo";

    [Fact]
    public void The_action_is_sound()
    {
        var action = Load(Action);
        Assert.All(new[] { "name", "description" }, key => Assert.NotEmpty(Text(action, key)));
        var inputs = Map(action, "inputs");
        Assert.All(
            inputs.Children,
            input =>
            {
                var facts = Assert.IsType<YamlMappingNode>(input.Value);
                Assert.NotEmpty(Text(facts, "description"));
                Assert.True(facts.Children.ContainsKey("default") || Text(facts, "required") == "true");
            }
        );
        var runs = Map(action, "runs");
        Assert.Equal("composite", Text(runs, "using"));
        foreach (var step in Steps(action))
        {
            Assert.NotEmpty(Text(step, "name"));
            Assert.Equal("bash", Text(step, "shell"));
            // An expression in a script is replaced before the shell reads it: text of a stranger would be run.
            Assert.DoesNotContain("${{", Text(step, "run"), StringComparison.Ordinal);
        }
        var used = Input()
            .Matches(File.ReadAllText(Repository.File(Action)))
            .Select(match => match.Groups[1].Value);
        Assert.Equal(
            inputs.Children.Keys.Select(Text).Order(StringComparer.Ordinal),
            used.Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_workflow_gives_the_action_what_it_takes()
    {
        var inputs = Map(Load(Action), "inputs").Children.Keys.Select(Text).ToHashSet();
        var workflow = Load($"{Repo}/.github/workflows/procedures.yml");
        Assert.All(
            new[] { "name", "on", "permissions", "jobs" },
            key => Assert.Contains(key, Keys(workflow))
        );
        foreach (var job in Map(workflow, "jobs").Children.Values.Cast<YamlMappingNode>())
        {
            Assert.NotEmpty(Text(job, "runs-on"));
            foreach (var step in List(job, "steps"))
            {
                Assert.True(step.Children.ContainsKey("uses") != step.Children.ContainsKey("run"));
                if (step.Children.ContainsKey("run"))
                    Assert.DoesNotContain("${{", Text(step, "run"), StringComparison.Ordinal);
                else if (Text(step, "uses").StartsWith("./", StringComparison.Ordinal))
                    Assert.All(Keys(Map(step, "with")), key => Assert.Contains(key, inputs));
                else
                    Assert.Matches(@"^[\w.-]+/[\w.-]+@v\d+$", Text(step, "uses"));
            }
        }
    }

    [Fact]
    public void The_template_is_sound()
    {
        var template = Load(Template);
        string[] stages = [.. Sequence(template, "stages").Select(Text)];
        var jobs = template
            .Children.Where(entry => Text(entry.Key) is not ("variables" or "stages"))
            .ToDictionary(entry => Text(entry.Key), entry => (YamlMappingNode)entry.Value);
        foreach (var (name, job) in jobs)
        {
            if (name.StartsWith('.'))
            {
                Assert.Contains(Text(job, "stage"), stages);
                continue;
            }
            Assert.Contains(Text(job, "extends"), jobs.Keys);
            Assert.NotEmpty(Sequence(job, "script").Select(Text));
        }
        var variables = Keys(Map(template, "variables")).ToHashSet();
        Assert.All(
            Keys(Map(Load($"{Repo}/.gitlab-ci.yml"), "variables")),
            key => Assert.Contains(key, variables)
        );
    }

    [Fact]
    public async Task The_action_runs_as_written()
    {
        Assert.SkipUnless(HasBash(), "needs bash and git");
        using var lab = new Lab();
        await Checkout(lab);
        var given = List(
                (YamlMappingNode)
                    Map(Load($"{Repo}/.github/workflows/procedures.yml"), "jobs").Children.Values.First(),
                "steps"
            )
            .Single(step => Text(step, "uses").StartsWith("./", StringComparison.Ordinal));
        var inputs = Map(Load(Action), "inputs")
            .Children.ToDictionary(
                input => Text(input.Key),
                input => Text((YamlMappingNode)input.Value, "default")
            );
        foreach (var (key, value) in Map(given, "with").Children)
            inputs[Text(key)] = Text(value);
        inputs["cell"] = $"dotnet {CellProcess.Assembly}";
        inputs["against"] = "HEAD~1";

        string page = lab.File("page.md");
        foreach (var step in Steps(Load(Action)))
        {
            var environment = Map(step, "env")
                .Children.ToDictionary(
                    entry => Text(entry.Key),
                    entry => Input().Replace(Text(entry.Value), match => inputs[match.Groups[1].Value])
                );
            environment["GITHUB_STEP_SUMMARY"] = page;
            var result = await Shell(lab, Text(step, "run"), environment);
            Assert.True(result.ExitCode == 0, $"{Text(step, "name")}: {result}");
        }
        Assert.All(
            new[] { "junit.xml", "results.trx", "summary.md", "changes.md" },
            file => Assert.True(File.Exists(Path.Combine(lab.Work, "cell-results", file)), file)
        );
        string told = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("### Simulated: 3 of 3 met", told, StringComparison.Ordinal);
        // The review sees what the last commit changes in the lab.
        Assert.Contains("### What changes in the lab", told, StringComparison.Ordinal);
        Assert.Contains("3.8 V", told, StringComparison.Ordinal);
        Assert.Contains("3.7 V", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_runs_as_written()
    {
        Assert.SkipUnless(HasBash(), "needs bash and git");
        using var lab = new Lab();
        await Checkout(lab);
        var template = Load(Template);
        var variables = Map(template, "variables")
            .Children.ToDictionary(each => Text(each.Key), each => Text(each.Value));
        foreach (var (key, value) in Map(Load($"{Repo}/.gitlab-ci.yml"), "variables").Children)
            variables[Text(key)] = Text(value);
        variables["CELL"] = $"dotnet {CellProcess.Assembly}";
        variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "HEAD~1";
        string[] before = [.. Sequence(Map(template, ".cell"), "before_script").Select(Text)];
        foreach (string job in new[] { "cell-check", "cell-test", "cell-diff" })
        {
            var lines = before.Concat(Sequence(Map(template, job), "script").Select(Text));
            var result = await Shell(lab, string.Join('\n', lines), variables);
            Assert.True(result.ExitCode == 0, $"{job}: {result}");
        }
        Assert.True(File.Exists(Path.Combine(lab.Work, "cell-results/junit.xml")));
        Assert.Contains("3.7 V", lab.Read("cell-results/changes.md"), StringComparison.Ordinal);
    }

    /// <summary>The example as a repository of two commits, of which the second changes a voltage.</summary>
    private static async Task Checkout(Lab lab)
    {
        foreach (
            string file in Directory.EnumerateFiles(Repository.File(Repo), "*", SearchOption.AllDirectories)
        )
        {
            string target = Path.Combine(lab.Work, Path.GetRelativePath(Repository.File(Repo), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? lab.Work);
            File.Copy(file, target);
        }
        const string procedure = "procedures/rate_test.cell";
        string now = lab.Read(procedure);
        lab.Write(procedure, now.Replace("3.8 V", "3.7 V", StringComparison.Ordinal));
        const string commit =
            "git -c user.name=a -c user.email=a@b.invalid -c commit.gpgsign=false commit -q -m";
        await Git(lab, $"git init -q . && git add . && {commit} one");
        lab.Write(procedure, now);
        await Git(lab, $"git add . && {commit} two");
    }

    private static async Task Git(Lab lab, string commands)
    {
        var result = await Shell(lab, commands, []);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>As the hosts call it: errors end a script, also within a pipe.</summary>
    private static Task<CellResult> Shell(Lab lab, string script, Dictionary<string, string> environment)
    {
        environment["CELL_CACHE"] = lab.Cache;
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        return CellProcess.RunProgram(
            "bash",
            lab.Work,
            ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            null,
            environment
        );
    }

    private static bool HasBash() =>
        !OperatingSystem.IsWindows()
        && new[] { "bash", "git" }.All(name =>
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, name)))
        );

    private static YamlMappingNode Load(string path)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Repository.File(path));
        yaml.Load(reader);
        return Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
    }

    private static List<YamlMappingNode> Steps(YamlMappingNode action) => List(Map(action, "runs"), "steps");

    private static YamlMappingNode Map(YamlMappingNode node, string key) =>
        Assert.IsType<YamlMappingNode>(node.Children[key]);

    private static List<YamlMappingNode> List(YamlMappingNode node, string key) =>
        [.. Sequence(node, key).Cast<YamlMappingNode>()];

    private static YamlSequenceNode Sequence(YamlMappingNode node, string key) =>
        Assert.IsType<YamlSequenceNode>(node.Children[key]);

    private static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(Text);

    private static string Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? Text(value) : "";

    private static string Text(YamlNode node) => Assert.IsType<YamlScalarNode>(node).Value ?? "";

    [GeneratedRegex(@"\$\{\{ inputs\.(\w+)(?: != '')? \}\}")]
    private static partial Regex Input();
}
