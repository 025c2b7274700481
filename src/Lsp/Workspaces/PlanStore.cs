using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Planning;

namespace CellDsl.Lsp.Workspaces;

/// <summary>A file with the plan of what it and its imports say.</summary>
public sealed record PlannedFile(SourceFile File, PlanResult Result);

/// <summary>Plans that were made, each for as long as its file is in use.</summary>
public sealed class PlanStore
{
    private readonly ConditionalWeakTable<SourceFile, PlannedFile> _plans = [];

    public PlannedFile? Find(SourceFile file) => _plans.TryGetValue(file, out var plan) ? plan : null;

    /// <summary>Plans a file of a snapshot, unless that was done.</summary>
    public PlannedFile Make(Snapshot snapshot, SourceFile file) =>
        _plans.GetValue(file, key => new(key, Planner.Plan(snapshot.ProgramOf(key))));

    /// <summary>Findings of a file with those that plans of open documents have for it, in order, each once.</summary>
    public ImmutableArray<Diagnostic> WithFindings(
        Snapshot snapshot,
        SourceFile file,
        ImmutableArray<Diagnostic> findings
    )
    {
        List<Diagnostic>? added = null;
        foreach (var root in snapshot.Compilation.Roots)
        {
            if (!snapshot.Open.ContainsKey(root.Source.Path) || Find(root) is not { } planned)
                continue;
            foreach (var finding in planned.Result.Diagnostics)
            {
                if (
                    ReferenceEquals(finding.Location.Source, file.Source)
                    && !IsKnown(findings, finding)
                    && !IsKnown(added ?? [], finding)
                )
                    (added ??= []).Add(finding);
            }
        }
        return added is null
            ? findings
            :
            [
                .. findings
                    .Concat(added)
                    .OrderBy(finding => finding.Location.Span.Start)
                    .ThenBy(finding => finding.Rule.Code, StringComparer.Ordinal),
            ];
    }

    private static bool IsKnown(IEnumerable<Diagnostic> known, Diagnostic finding) =>
        known.Any(other =>
            other.Rule.Code == finding.Rule.Code && other.Location.Span == finding.Location.Span
        );
}
