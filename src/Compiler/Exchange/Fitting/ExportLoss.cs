using CellDsl.Language.Diagnostics;
using CellDsl.Planning;

namespace CellDsl.Compiler.Exchange.Fitting;

/// <summary>Something that a format cannot carry.</summary>
/// <param name="What">As <c>an end on energy</c>.</param>
/// <param name="Instead">What a lossy export does instead.</param>
/// <param name="Help">What would fit.</param>
/// <param name="Step">The step's identity, or null for the whole program.</param>
/// <param name="IsFatal">Without it the rest means nothing: not even a lossy export is written.</param>
public sealed record ExportLoss(
    Rule Rule,
    string What,
    string Instead,
    string Help,
    string? Step,
    SourceRef? Source,
    bool IsFatal = false
)
{
    /// <summary>A line for the comments of a lossy file.</summary>
    public string Line =>
        $"{Rule.Code} {(Step is null ? "" : $"{Step}: ")}{What} was left out: {Instead}"
        + (Source is { Path.Length: > 0 } at ? $" ({at.Path}:{at.Line})" : "");

    /// <summary>The finding at its place in the source.</summary>
    /// <param name="sources">Finds a source by its path; null where it is not at hand.</param>
    public Diagnostic ToDiagnostic(string tool, Func<string, Language.Text.SourceText?> sources)
    {
        var place =
            Source is { } at && sources(at.Path) is { } source
                ? new Location(
                    source,
                    Language.Text.TextSpan.FromBounds(
                        source.OffsetAt(new(at.Line - 1, at.Column - 1)),
                        source.OffsetAt(new(at.EndLine - 1, at.EndColumn - 1))
                    )
                )
                : new Location(new(Source?.Path ?? "", ""), new(0, 0));
        return Rules.NotCarriedAt(Rule, place, tool, What, Help);
    }
}
