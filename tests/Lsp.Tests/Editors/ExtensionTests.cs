using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Tests.Features;

namespace CellDsl.Lsp.Tests.Editors;

/// <summary>What the VS Code extension says of the language is what the compiler says.</summary>
public partial class ExtensionTests
{
    private static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Repository.File($"editors/vscode/{name}")))
        ?? throw new InvalidOperationException(name);

    [Fact]
    public void The_grammar_knows_every_reserved_word()
    {
        string grammar = Read("syntaxes/cell.tmLanguage.json")
            .ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            );
        var words = Word().Matches(grammar).Select(match => match.Value).ToHashSet();
        var missing = DeclarationWords.All.Concat(Keywords()).Where(word => !words.Contains(word));
        Offenders.None(missing);
    }

    [Fact]
    public void Neovim_colours_every_reserved_word()
    {
        string syntax = File.ReadAllText(Repository.File("editors/neovim/syntax/cell.vim"));
        var words = Word().Matches(syntax).Select(match => match.Value).ToHashSet();
        Offenders.None(DeclarationWords.All.Concat(Keywords()).Where(word => !words.Contains(word)));
    }

    [Fact]
    public void Settings_are_those_of_the_server_with_its_defaults()
    {
        var settings = Read("package.json")["contributes"]?["configuration"]?["properties"]?.AsObject() ?? [];
        var server =
            JsonSerializer.SerializeToNode(new CellSettings(), LspJson.Default.CellSettings)?.AsObject()
            ?? [];
        var expected = Flatten("cell", server).ToList();
        Assert.NotEmpty(expected);
        foreach (var (name, value) in expected)
            Assert.Equal((name, value), (name, settings[name]?["default"]?.ToJsonString()));
    }

    [Fact]
    public void Commands_above_declarations_are_the_extensions()
    {
        var commands = (Read("package.json")["contributes"]?["commands"]?.AsArray() ?? [])
            .Select(command => command?["command"]?.GetValue<string>())
            .ToHashSet();
        var lenses = CellDsl.Lsp.Features.CodeLenses.Of(
            Marked.Of(File.ReadAllText(Repository.File("examples/quickstart.cell"))).Document
        );
        Assert.NotEmpty(lenses);
        Assert.All(lenses, lens => Assert.Contains(lens.Command.Command, commands));
    }

    public static IEnumerable<TheoryDataRow<string>> Snippets() =>
        Read("snippets/cell.json").AsObject().Select(snippet => new TheoryDataRow<string>(snippet.Key));

    /// <summary>A snippet with its own suggestions filled in can be read without a mistake.</summary>
    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippets_can_be_read(string name)
    {
        var lines = Read("snippets/cell.json")[name]?["body"]?.AsArray() ?? [];
        string body = string.Join('\n', lines.Select(line => line?.GetValue<string>()));
        string text = Placeholder().Replace(body, "${text}");
        bool isTop = DeclarationWords.All.Contains(text.Split(' ')[0]);
        string file = isTop
            ? $"edition 1\n{text}\n"
            : $"edition 1\nprotocol p(rate: Rate = C/10) on cell {{\n{text}\n}}\n";
        var found = Marked.Of(file).Document.Tree.Diagnostics;
        Assert.True(found.Count == 0, $"{file}\n{string.Join('\n', found.Select(each => each.Message))}");
    }

    [Fact]
    public void The_problem_matcher_reads_what_check_prints()
    {
        var patterns =
            Read("package.json")["contributes"]?["problemMatchers"]?[0]?["pattern"]?.AsArray() ?? [];
        var expressions = patterns
            .Select(pattern => new Regex(pattern?["regexp"]?.GetValue<string>() ?? ""))
            .ToList();
        var marked = Marked.InProtocol("charge at rate until voltage >= 4.2 A or for 15 h");
        string printed = CellDsl.Cli.Rendering.DiagnosticRenderer.Render(
            marked.Document.Snapshot.DiagnosticsOf(marked.Document),
            CellDsl.Cli.Rendering.RenderOptions.Plain
        );
        string[] lines = printed.Split('\n');
        int first = Array.FindIndex(lines, expressions[0].IsMatch);
        Assert.True(first >= 0, printed);
        Assert.Equal("CELL2004", expressions[0].Match(lines[first]).Groups[2].Value);
        Assert.Equal("3", expressions[1].Match(lines[first + 1]).Groups[2].Value);
    }

    private static IEnumerable<(string Name, string Value)> Flatten(string prefix, JsonObject settings)
    {
        foreach (var (name, value) in settings)
        {
            if (value is JsonObject inner)
            {
                foreach (var each in Flatten($"{prefix}.{name}", inner))
                    yield return each;
            }
            else
            {
                yield return ($"{prefix}.{name}", value?.ToJsonString() ?? "null");
            }
        }
    }

    /// <summary>The reserved words, found by asking for every word that the design lists.</summary>
    private static IEnumerable<string> Keywords() =>
        Word()
            .Matches(File.ReadAllText(Repository.File("src/Language/Syntax/SyntaxFacts.cs")))
            .Select(match => match.Value)
            .Distinct()
            .Where(word => SyntaxFacts.WordKind(word) is not (SyntaxKind.Name or SyntaxKind.DeclarationWord));

    [GeneratedRegex(@"\b[a-z]+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\$\{\d+:(?<text>[^}]*)\}")]
    private static partial Regex Placeholder();
}
