using System.Text;
using CellDsl.Cli.Commands;
using CellDsl.Cli.Files;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Baselines.Tests;

/// <summary>The pages that <c>cell explain</c> prints: every rule has one, and its examples are what they say they are.</summary>
public class DiagnosticPageTests
{
    private const string ToWrite = "found where a protocol is written for a cycler, not where it is checked";
    private const string InPackage = "takes a project with packages around the program";
    private const string ToRead = "found in a file of another tool, not in a procedure";

    /// <summary>Rules that no program of a few lines can show, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_shownAsText = new()
    {
        ["CELL0014"] = "takes more than a hundred levels of blocks",
        ["CELL0015"] = "takes thousands of mistakes in one file",
        ["CELL6007"] = "depends on the day of the check",
        ["CELL8001"] = InPackage,
        ["CELL8002"] = InPackage,
        ["CELL8003"] = InPackage,
        ["CELL8004"] = InPackage,
        ["CELL8005"] = InPackage,
        ["CELL8010"] = InPackage,
        ["CELL8011"] = InPackage,
        ["CELL8012"] = InPackage,
        ["CELL8013"] = InPackage,
        ["CELL8014"] = InPackage,
        ["CELL8015"] = InPackage,
        ["CELL8016"] = InPackage,
        ["CELL8017"] = InPackage,
        ["CELL8018"] = InPackage,
        ["CELL8019"] = InPackage,
        ["CELL8020"] = InPackage,
        ["CELL9001"] = ToWrite,
        ["CELL9002"] = ToWrite,
        ["CELL9003"] = ToWrite,
        ["CELL9004"] = ToWrite,
        ["CELL9005"] = ToWrite,
        ["CELL9006"] = ToWrite,
        ["CELL9007"] = ToWrite,
        ["CELL9008"] = ToWrite,
        ["CELL9009"] = ToWrite,
        ["CELL9010"] = ToWrite,
        ["CELL9050"] = ToRead,
        ["CELL9051"] = ToRead,
        ["CELL9052"] = ToRead,
        ["CELL9053"] = ToRead,
        ["CELL9054"] = ToRead,
    };

    private static readonly string[] s_headings =
    [
        "What it means",
        "Why it matters in the lab",
        "Wrong",
        "Right",
    ];

    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        DiagnosticPage.AllCodes().Select(code => new TheoryDataRow<string>(code));

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(RuleCatalogue.ByCode.Keys.Order(StringComparer.Ordinal), DiagnosticPage.AllCodes());

    [Fact]
    public void Rules_shown_as_text_exist() =>
        Assert.All(s_shownAsText.Keys, code => Assert.Contains(code, RuleCatalogue.ByCode));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_has_its_title_and_sections(string code)
    {
        var page = DiagnosticPage.Read(code);
        Assert.Equal($"# {code}: {RuleCatalogue.ByCode[code].Title}", page.Title);
        Assert.Equal(s_headings, page.Sections.Select(section => section.Heading));
        Assert.All(page.Sections.Take(2), section => Assert.NotEmpty(section.Prose));
        Assert.NotEmpty(page.Section("Right").Programs());
        var wrong = page.Section("Wrong").Blocks;
        if (s_shownAsText.ContainsKey(code))
            Assert.Equal("text", Assert.Single(wrong).Language);
        else
            Assert.NotEmpty(page.Section("Wrong").Programs());
        Assert.All(
            page.Sections.SelectMany(section => section.Blocks),
            block => Assert.True(block.Language == "cell" || s_shownAsText.ContainsKey(code), block.Text)
        );
    }

    /// <summary>The rule is found, and no other error that would distract from it.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Wrong_programs_show_the_rule(string code)
    {
        foreach (var program in DiagnosticPage.Read(code).Section("Wrong").Programs())
        {
            var procedures = Load(program);
            string found = Findings(procedures);
            Assert.True(procedures.Diagnostics.Any(finding => finding.Rule.Code == code), found);
            Assert.True(
                procedures.Diagnostics.All(finding =>
                    finding.Rule.Code == code || finding.Rule.Severity is not Severity.Error
                ),
                found
            );
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Right_programs_have_no_error(string code)
    {
        foreach (var program in DiagnosticPage.Read(code).Section("Right").Programs())
        {
            var procedures = Load(program);
            Assert.False(procedures.HasErrors, Findings(procedures));
            Assert.DoesNotContain(procedures.Diagnostics, finding => finding.Rule.Code == code);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Explain_has_the_page_as_it_is_on_disk(string code) =>
        Assert.Equal(File.ReadAllText(DiagnosticPage.PathOf(code)), ExplainCommand.ReadPage(code));

    private static Procedures Load(Dictionary<string, string> program)
    {
        var files = new PageFiles(program);
        return Procedures.Of(Compilation.Create([files.Main], files));
    }

    private static string Findings(Procedures procedures) =>
        DiagnosticRenderer.Render(procedures.Diagnostics, RenderOptions.Plain);

    private sealed class PageFiles(Dictionary<string, string> program) : ISourceResolver
    {
        private readonly Dictionary<string, SourceText> _files = program.ToDictionary(
            file => file.Key,
            file => SourceFiles.Decode(file.Key, Encoding.UTF8.GetBytes(file.Value))
        );

        public SourceText Main => _files["this.cell"];

        public SourceText? Resolve(string importingPath, string importPath) =>
            _files.GetValueOrDefault(importPath);
    }
}
