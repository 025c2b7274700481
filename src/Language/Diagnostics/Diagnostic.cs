using System.Collections.Immutable;
using CellDsl.Language.Text;

namespace CellDsl.Language.Diagnostics;

/// <summary>How much a finding matters: an error stops a build, a warning does not, a note only tells.</summary>
public enum Severity
{
    Note,
    Warning,
    Error,
}

/// <summary>What kind of finding this is: its stable code (<c>CELL2004</c>), its title and its default severity.</summary>
public sealed record Rule(string Code, Severity Severity, string Title)
{
    /// <summary>Found while a plan is made, so that only a plan can tell whether an <c>allow</c> of it silences anything.</summary>
    public bool NeedsPlan { get; init; }

    /// <summary>Whether an <c>allow</c> silences it. Names and kinds without meaning leave nothing to go on with.</summary>
    public bool CanBeAllowed =>
        Severity != Severity.Error
        || !s_fixedFamilies.Any(family => Code.StartsWith(family, StringComparison.Ordinal));

    private static readonly string[] s_fixedFamilies = ["CELL0", "CELL1", "CELL2"];
}

/// <summary>A place in a file.</summary>
public readonly record struct Location(SourceText Source, TextSpan Span)
{
    public LinePosition Start => Source.PositionAt(Span.Start);
    public LinePosition End => Source.PositionAt(Span.End);
}

/// <summary>A second place that explains the first, with the words to print under it.</summary>
public sealed record Label(Location Location, string Text);

/// <summary>A replacement of one stretch of text.</summary>
public sealed record TextEdit(TextSpan Span, string NewText);

/// <summary>A change of the file that would make the finding go away, safe to apply without thinking.</summary>
public sealed record Fix(string Title, ImmutableArray<TextEdit> Edits)
{
    public static Fix Replace(string title, TextSpan span, string newText) =>
        new(title, [new(span, newText)]);
}

/// <summary>One finding: where, what, why, and what to do about it. Plain data for terminal, editor and CI alike.</summary>
/// <param name="Message">One sentence that a chemist understands, without a full stop.</param>
/// <param name="Text">The words under the primary span, or null.</param>
/// <param name="Notes">Lines that lay the facts side by side, as <c>left: …</c>, <c>right: …</c>.</param>
/// <param name="Help">The next step to take, or null.</param>
public sealed record Diagnostic(
    Rule Rule,
    Location Location,
    string Message,
    string? Text = null,
    ImmutableArray<Label> Related = default,
    ImmutableArray<string> Notes = default,
    string? Help = null,
    ImmutableArray<Fix> Fixes = default
)
{
    public ImmutableArray<Label> Related { get; init; } = Related.IsDefault ? [] : Related;
    public ImmutableArray<string> Notes { get; init; } = Notes.IsDefault ? [] : Notes;
    public ImmutableArray<Fix> Fixes { get; init; } = Fixes.IsDefault ? [] : Fixes;
}
