using System.Text;
using CellDsl.Compiler.Exchange.Cells;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Importing;

/// <summary>A foreign file as a <c>.cell</c> file.</summary>
/// <param name="Format">What the file was, as <c>Neware BTS 8 step XML</c>; null where no format knows it.</param>
/// <param name="Text">A whole <c>.cell</c> file; null where nothing of it could be read.</param>
/// <param name="Diagnostics">What was not understood, at its place in the foreign file.</param>
public sealed record ImportedProcedure(string? Format, string? Text, IReadOnlyList<Diagnostic> Diagnostics)
{
    private const int MostListed = 200;

    /// <summary>Of cyclers: null for a recipe.</summary>
    public CyclerProgram? Program { get; init; }

    /// <param name="format">Null to recognise it.</param>
    /// <param name="companions">Finds files that the file names, as drive cycles.</param>
    public static ImportedProcedure Read(
        SourceText source,
        ICyclerFormat? format,
        Func<string, SourceText?> companions
    )
    {
        if (format is null && ReactionRecipes.Recognises(source.Text))
            return ReactionRecipes.Read(source);
        format ??= CyclerFormats.Recognise(source.Text);
        if (format is null)
            return new(null, null, [Unknown(source)]);
        var read = format.Read(source, companions);
        if (read.Program is not { } program)
            return new(format.Title, null, read.Diagnostics);
        string file = Path.GetFileName(source.Path);
        var cell = CellWriter.Write(program, $"{file} ({format.Title})", source);
        Diagnostic[] all =
        [
            .. read.Diagnostics.Concat(cell.Diagnostics).OrderBy(found => found.Location.Span.Start),
        ];
        return new(format.Title, Listing(cell.Text, all), all) { Program = program };
    }

    /// <summary>What is missing from a file stands at its head.</summary>
    internal static string Listing(string text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var lost = diagnostics.Where(found => found.Rule.Severity != Severity.Note).ToList();
        if (lost.Count == 0)
            return text;
        var lines = new StringBuilder("\n// Not in this file, and to be looked at before it runs:\n");
        foreach (var found in lost.Take(MostListed))
        {
            string place =
                found.Location.Source.Length > 0
                    ? $"{Path.GetFileName(found.Location.Source.Path)}:{found.Location.Start.Line + 1}: "
                    : "";
            lines.Append("//   ").Append(place).Append(CellNames.OneLine(found.Message));
            if (found.Help is { } help)
                lines.Append(": ").Append(CellNames.OneLine(help));
            lines.Append('\n');
        }
        if (lost.Count > MostListed)
            lines.Append("//   and ").Append(lost.Count - MostListed).Append(" more\n");
        const string edition = "edition 1\n";
        return text.Insert(
            text.StartsWith(edition, StringComparison.Ordinal) ? edition.Length : 0,
            lines.ToString()
        );
    }

    private static Diagnostic Unknown(SourceText source) =>
        Rules.UnreadableFileAt(
            new(source, new(0, 0)),
            "protocol of another tool",
            "none of the known formats begins like this",
            $"known are {string.Join(", ", CyclerFormats.All.Select(known => known.Title))}; --from names one"
        );
}
