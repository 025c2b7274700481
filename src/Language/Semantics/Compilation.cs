using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>
/// Files with everything they import: what they declare, what that means and what is wrong with it. Immutable; every
/// part is worked out when it is first asked for.
/// </summary>
public sealed class Compilation
{
    private readonly ImmutableArray<Diagnostic> _importFindings;
    private readonly Lazy<Findings> _findings;
    private readonly Lazy<ImmutableArray<OpenPoint>> _openPoints;

    private Compilation(
        ImmutableArray<SourceFile> roots,
        ImmutableArray<SourceFile> files,
        IEnumerable<Diagnostic> imports
    )
    {
        Roots = roots;
        Files = files;
        _importFindings = [.. imports];
        _findings = new(() => Findings.Of(Files, _importFindings));
        _openPoints = new(() => [.. Declarations.SelectMany(declaration => declaration.Body.OpenPoints)]);
    }

    /// <summary>Parses the roots and what they import, directly or not.</summary>
    /// <param name="previous">
    /// A compilation of an earlier state. A file whose text is the same object, and whose imports are unchanged in the same
    /// sense, is taken over with everything that is known of it.
    /// </param>
    public static Compilation Create(
        IReadOnlyList<SourceText> roots,
        ISourceResolver resolver,
        Compilation? previous = null
    )
    {
        var loader = new ImportLoader(resolver, previous);
        var files = loader.Load(roots);
        loader.FindCycles(files);
        return new(files, [.. loader.Files], loader.Diagnostics);
    }

    /// <summary>The files that were asked for.</summary>
    public ImmutableArray<SourceFile> Roots { get; }

    /// <summary>The roots and every file that they import; the standard vocabulary is not among them.</summary>
    public ImmutableArray<SourceFile> Files { get; }

    /// <summary>Every declaration of these files, also those inside a lab, by file and in text order.</summary>
    public IEnumerable<DeclarationSymbol> Declarations =>
        Files
            .SelectMany(file => file.Declarations)
            .SelectMany(declaration =>
                declaration is LabSymbol lab ? lab.Body.Members.Prepend(declaration) : [declaration]
            );

    /// <summary>Everything found without a plan, by file and place, without what is allowed.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _findings.Value.Reported;

    /// <summary>What is found in one file without a plan, by place, without what is allowed; no other file is checked.</summary>
    public ImmutableArray<Diagnostic> DiagnosticsIn(SourceFile file) =>
        Findings
            .Of(
                [file],
                _importFindings.Where(finding => ReferenceEquals(finding.Location.Source, file.Source))
            )
            .Reported;

    /// <summary>What an <c>allow</c> silenced, with its reason.</summary>
    public ImmutableArray<SilencedFinding> Silenced => _findings.Value.Silenced;

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Rule.Severity == Severity.Error);

    /// <summary>Every hole and every assumption of these files.</summary>
    public ImmutableArray<OpenPoint> OpenPoints => _openPoints.Value;

    public IEnumerable<OpenPoint> Holes => OpenPoints.Where(point => point.IsHole);

    public IEnumerable<OpenPoint> Assumptions => OpenPoints.Where(point => !point.IsHole);

    /// <summary>What stands at a place, for an editor.</summary>
    public SemanticModel Model => field ??= new(Files);

    /// <summary>The first declaration of a type and name in the roots, or null.</summary>
    public T? Find<T>(string name)
        where T : DeclarationSymbol =>
        Roots.SelectMany(file => file.Declarations).OfType<T>().FirstOrDefault(symbol => symbol.Name == name);

    /// <summary>The file that a text belongs to, or null.</summary>
    public SourceFile? FileOf(SourceText source) =>
        Files.FirstOrDefault(file => ReferenceEquals(file.Source, source));

    /// <summary>Takes out what an <c>allow</c> silences. For rules that need a plan.</summary>
    public (ImmutableArray<Diagnostic> Reported, ImmutableArray<SilencedFinding> Silenced) Silence(
        IEnumerable<Diagnostic> diagnostics
    )
    {
        var reported = ImmutableArray.CreateBuilder<Diagnostic>();
        var silenced = ImmutableArray.CreateBuilder<SilencedFinding>();
        foreach (var diagnostic in diagnostics)
        {
            if (_findings.Value.Allowances.ReasonFor(diagnostic) is { } reason)
                silenced.Add(new(diagnostic, reason));
            else
                reported.Add(diagnostic);
        }
        return (reported.ToImmutable(), silenced.ToImmutable());
    }

    /// <summary>Allowances that silence nothing although a plan has looked at their place.</summary>
    public IEnumerable<Diagnostic> UnusedAllowances(Func<Location, bool> isPlanned) =>
        _findings.Value.Allowances.UnusedInPlan(isPlanned);
}

/// <summary>A finding that the author allows, and why.</summary>
public sealed record SilencedFinding(Diagnostic Diagnostic, string Reason);
