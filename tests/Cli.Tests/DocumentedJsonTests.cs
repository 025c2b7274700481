using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CellDsl.Cli.Tests;

/// <summary>
/// Every example of docs/json.md is what its command prints: the same properties with the same types. Values may differ,
/// as versions and places do. <c>CELL_ACCEPT=1</c> rewrites the examples.
/// </summary>
public partial class DocumentedJsonTests
{
    private static readonly string Page = Repository.File("docs/json.md");

    [Fact]
    public async Task The_examples_have_the_shape_that_their_commands_print()
    {
        using var folder = new TemporaryFolder();
        string page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var accepted = new StringBuilder();
        int copied = 0;
        int examples = 0;
        var differences = new List<string>();
        foreach (Match marker in Markers().Matches(page))
        {
            string what = marker.Groups["what"].Value;
            string body = marker.Groups["body"].Value;
            if (marker.Groups["kind"].Value == "file")
            {
                folder.Write(what, body);
                continue;
            }
            string[] arguments = what.Split(' ')[1..];
            var result = await CellProcess.Run(folder.Path, arguments);
            Assert.True(result.ExitCode is 0 or 1, $"{what}: {result}");
            examples++;
            accepted
                .Append(page, copied, marker.Groups["body"].Index - copied)
                .Append(Portable(result.Output, folder));
            copied = marker.Groups["body"].Index + marker.Groups["body"].Length;
            if (!Snapshot.Accepting)
                differences.AddRange(Differences(body, result.Output).Select(line => $"{what}: {line}"));
        }
        accepted.Append(page, copied, page.Length - copied);
        if (Snapshot.Accepting)
            await File.WriteAllTextAsync(Page, accepted.ToString(), TestContext.Current.CancellationToken);
        Assert.True(examples >= 8, "the examples of the page were not found");
        Offenders.None(differences);
    }

    [Fact]
    public async Task Every_command_with_json_is_described()
    {
        string page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var root = Commands.CommandTree.Create(Hosting.CellConsole.Over(TextWriter.Null, TextWriter.Null));
        Offenders.None(
            root.Subcommands.Where(command => command.Options.Any(option => option.Name == "--json"))
                .Where(command =>
                    !page.Contains($"## `cell {command.Name} --json`", StringComparison.Ordinal)
                )
                .Select(command => $"cell {command.Name} --json is not in docs/json.md")
        );
    }

    /// <summary>Without the folders of the machine on which the page was accepted.</summary>
    private static string Portable(string output, TemporaryFolder folder)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string text = output.Replace(folder.Path, "/home/you/lab", StringComparison.Ordinal);
        return home.Length > 1 ? text.Replace(home, "/home/you", StringComparison.Ordinal) : text;
    }

    private static IEnumerable<string> Differences(string example, string printed)
    {
        if (example.Trim().Length == 0)
            return ["the page has no example"];
        var documented = Shape(example);
        var actual = Shape(printed);
        return actual
            .Except(documented)
            .Select(path => $"printed, but not in the example: {path}")
            .Concat(documented.Except(actual).Select(path => $"in the example, but not printed: {path}"));
    }

    /// <summary>Paths of all properties with their types; the items of a list share one path.</summary>
    private static HashSet<string> Shape(string json)
    {
        using var document = JsonDocument.Parse(json);
        var shape = new HashSet<string>();
        Add(shape, "$", document.RootElement);
        return shape;
    }

    private static void Add(HashSet<string> shape, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Add(shape, $"{path}.{property.Name}", property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Add(shape, $"{path}[]", item);
                break;
            // A value that is not known in one place may be in another.
            case JsonValueKind.Null:
                break;
            case JsonValueKind.True or JsonValueKind.False:
                shape.Add($"{path}: true or false");
                break;
            default:
                shape.Add($"{path}: {element.ValueKind}");
                break;
        }
    }

    [GeneratedRegex(
        @"<!-- (?<kind>file|run): (?<what>[^\n]*?) -->\n```\w*\n(?<body>.*?)^```$",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Markers();
}
