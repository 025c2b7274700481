using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Mutation;

/// <summary>A mistake that a tired person makes.</summary>
internal enum Family
{
    UnitSwapped,
    Thousandfold,
    StepRemoved,
    NameSwapped,
    AtmosphereLost,
    BoundDeleted,
    TooHot,
    BeyondTheWindow,
}

/// <summary>One edit of one file.</summary>
/// <param name="File">By its path from the root of the repository.</param>
/// <param name="Place">The node whose surroundings tell whether the edit does harm.</param>
internal sealed record Edit(
    Family Family,
    string File,
    TextSpan Span,
    string Replacement,
    SyntaxNode Place,
    string Was
)
{
    public string Apply(string text) => text[..Span.Start] + Replacement + text[Span.End..];

    public int Line => Place.Tree.Source.Text.AsSpan(0, Span.Start).Count('\n') + 1;

    /// <summary>The edit as a reader sees it: the line as it was and as it is.</summary>
    public string Told =>
        Replacement.Length == 0 ? $"`{Short(Was)}` removed" : $"`{Short(Was)}` → `{Short(Replacement)}`";

    private static string Short(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line[..57] + "…";
    }
}
