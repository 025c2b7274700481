using System.Text;
using CellDsl.Cli.Files;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Baselines.Tests;

/// <summary>Every rule finds what it is for, where it is, alone; and keeps silent beside programs that look alike.</summary>
public class RuleCaseTests
{
    private const int Least = 3;

    private const string ToWrite =
        "found where a protocol is written for a cycler, which takes more than a program";
    private const string OfPackages = "found by a command on packages, not in a program";
    private const string ToRead = "found in a file of another tool, not in a program";

    /// <summary>Rules without cases, each with the reason. This list only shrinks.</summary>
    private static readonly Dictionary<string, string> s_without = new()
    {
        ["CELL0015"] = "takes thousands of mistakes in one file",
        ["CELL6007"] = "depends on the day of the check",
        ["CELL8010"] = OfPackages,
        ["CELL8011"] = OfPackages,
        ["CELL8012"] = OfPackages,
        ["CELL8013"] = OfPackages,
        ["CELL8014"] = OfPackages,
        ["CELL8015"] = OfPackages,
        ["CELL8016"] = OfPackages,
        ["CELL8017"] = OfPackages,
        ["CELL8018"] = OfPackages,
        ["CELL8019"] = OfPackages,
        ["CELL8020"] = OfPackages,
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

    public static IEnumerable<TheoryDataRow<string>> Codes() =>
        RuleCases.AllCodes().Select(code => new TheoryDataRow<string>(code));

    [Fact]
    public void Every_rule_has_cases_or_a_reason()
    {
        var covered = RuleCases.AllCodes().Concat(s_without.Keys).Order(StringComparer.Ordinal);
        Assert.Equal(RuleCatalogue.ByCode.Keys.Order(StringComparer.Ordinal), covered);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void There_are_three_of_each(string code)
    {
        var cases = RuleCases.Read(code).Cases;
        Assert.True(cases.Count(each => each.IsWrong) >= Least, "too few wrong programs");
        Assert.True(cases.Count(each => !each.IsWrong) >= Least, "too few right programs");
        Assert.Equal(cases.Length, cases.Select(each => (each.IsWrong, each.Title)).Distinct().Count());
        Assert.Equal(cases.Length, cases.Select(each => each.Everything).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Cases_are_what_they_say(string code)
    {
        var differences = new StringBuilder();
        var renewed = new StringBuilder(File.ReadAllText(RuleCases.PathOf(code)));
        foreach (var subject in RuleCases.Read(code).Cases)
        {
            var procedures = subject.Load();
            string findings = DiagnosticRenderer.Render(procedures.Diagnostics, RenderOptions.Plain);
            string? difference = subject.IsWrong
                ? Missing(code, subject, procedures, renewed)
                : FalseAlarm(code, procedures);
            if (difference is not null)
                differences.Append($"\n== {subject.Title}: {difference}\n{subject.Text}\n{findings}");
        }
        if (Snapshot.Accepting)
            File.WriteAllText(RuleCases.PathOf(code), renewed.ToString());
        Assert.True(differences.Length == 0, differences.ToString());
    }

    private static string? Missing(
        string code,
        RuleCase subject,
        Procedures procedures,
        StringBuilder renewed
    )
    {
        var found = procedures.Diagnostics.Where(finding => finding.Rule.Code == code).ToList();
        if (found.Count == 0)
            return $"no {code}";
        if (procedures.Diagnostics.Any(finding => finding.Rule.Code != code && IsError(finding)))
            return $"other errors than {code}";
        string marked = subject.Mark(
            found
                .Where(finding => finding.Location.Source.Path == "this.cell")
                .Select(finding => finding.Location.Span)
        );
        if (marked == subject.Marked)
            return null;
        string head = $"-- wrong: {subject.Title}\n";
        renewed.Replace(head + subject.Marked, head + marked);
        return Snapshot.Accepting ? null : $"marked elsewhere:\n{marked}";
    }

    private static string? FalseAlarm(string code, Procedures procedures) =>
        procedures.Diagnostics.Any(finding => finding.Rule.Code == code) ? $"{code} though it is right"
        : procedures.HasErrors ? "errors though it is right"
        : null;

    private static bool IsError(Diagnostic finding) => finding.Rule.Severity is Severity.Error;
}
