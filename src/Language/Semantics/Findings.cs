using System.Collections.Immutable;
using CellDsl.Language.Checks;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics;

/// <summary>Everything that is found without a plan, put in order.</summary>
internal sealed class Findings
{
    private readonly DiagnosticBag _bag = new();

    private Findings(Allowances allowances) => Allowances = allowances;

    public Allowances Allowances { get; }

    public ImmutableArray<Diagnostic> Reported { get; private set; } = [];

    public ImmutableArray<SilencedFinding> Silenced { get; private set; } = [];

    public static Findings Of(ImmutableArray<SourceFile> files, IEnumerable<Diagnostic> imports)
    {
        var findings = new Findings(Allowances.In(files));
        findings._bag.AddRange(imports);
        foreach (var file in files)
            findings._bag.AddRange(file.Found);
        findings.Sort(files);
        return findings;
    }

    /// <summary>What is wrong with one file, also what is allowed; it depends on the file and its imports alone.</summary>
    public static ImmutableArray<Diagnostic> OfFile(SourceFile file)
    {
        var bag = new DiagnosticBag();
        bag.AddRange(file.Tree.Diagnostics);
        var broken = BrokenText.In(file.Tree);
        foreach (var diagnostic in Meaning(file))
        {
            // What follows from text that could not be read is not worth reading.
            if (!broken.Contains(diagnostic.Location.Span.Start))
                bag.Add(diagnostic);
        }
        return [.. bag.Items];
    }

    private static List<Diagnostic> Meaning(SourceFile file)
    {
        var found = new List<Diagnostic>();
        Action<Diagnostic> report = found.Add;
        TopLevelStatements.Check(file, report);
        DuplicateNames.Check(file, report);
        found.AddRange(file.Declared.Found);
        UnusedImports.Check(file, found, file.Declared.Sources, report);
        return found;
    }

    private void Sort(ImmutableArray<SourceFile> files)
    {
        var order = new Dictionary<string, int>();
        foreach (var file in files)
            order.TryAdd(file.Source.Path, order.Count);
        var reported = new List<Diagnostic>();
        var silenced = ImmutableArray.CreateBuilder<SilencedFinding>();
        foreach (var diagnostic in _bag.Items)
        {
            if (Allowances.ReasonFor(diagnostic) is { } reason)
                silenced.Add(new(diagnostic, reason));
            else
                reported.Add(diagnostic);
        }
        reported.AddRange(Allowances.Problems());
        Reported =
        [
            .. reported
                .OrderBy(diagnostic => order.GetValueOrDefault(diagnostic.Location.Source.Path, int.MaxValue))
                .ThenBy(diagnostic => diagnostic.Location.Span.Start)
                .ThenBy(diagnostic => diagnostic.Rule.Code, StringComparer.Ordinal),
        ];
        Silenced = silenced.ToImmutable();
    }
}
