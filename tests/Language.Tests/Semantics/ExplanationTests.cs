using System.Text.RegularExpressions;
using CellDsl.Language.Diagnostics;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

/// <summary>The pages that <c>cell explain</c> prints: their first example gives the finding, their last one gives none.</summary>
public partial class ExplanationTests
{
    private static readonly string[] s_families = ["CELL1", "CELL2", "CELL400", "CELL700", "CELL701"];

    public static TheoryData<string> Codes =>
        [
            .. RuleCatalogue.ByCode.Keys.Where(code =>
                s_families.Any(family => code.StartsWith(family, StringComparison.Ordinal))
            ),
        ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_has_a_page_whose_examples_hold(string code)
    {
        string path = Path.Combine(Folder(), $"{code}.md");
        Assert.True(File.Exists(path), $"{code} has no page docs/diagnostics/{code}.md.");
        string page = File.ReadAllText(path);
        Assert.StartsWith($"# {code}: {RuleCatalogue.ByCode[code].Title}\n", page, StringComparison.Ordinal);
        var examples = Example().Matches(page).Select(match => match.Groups["text"].Value).ToList();
        Assert.NotEmpty(examples);
        // What takes more than one file is held to by the tests of the whole pages.
        if (page.Contains("// file: ", StringComparison.Ordinal))
            return;
        Assert.Empty(Checked.Findings(examples[^1]));
        if (examples.Count == 1)
            return;
        var findings = Checked.CompileAs("this.cell", examples[0]).Diagnostics;
        Assert.Contains(code, findings.Select(finding => finding.Rule.Code));
        Assert.All(findings, finding => Assert.Equal(code, finding.Rule.Code));
    }

    private static string Folder()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "CellDsl.sln")))
            at = Path.GetDirectoryName(at);
        return Path.Combine(at ?? "", "docs", "diagnostics");
    }

    [GeneratedRegex("```cell\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
