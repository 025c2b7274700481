using CellDsl.Language.Text;
using CellDsl.Planning;

namespace CellDsl.Compiler.CSharp;

/// <summary>Measures places in the sources: their length needs the text where they go over lines.</summary>
internal sealed class SourcePlaces(IEnumerable<SourceText> sources)
{
    private readonly Dictionary<string, SourceText> _sources = sources
        .DistinctBy(source => source.Path, StringComparer.Ordinal)
        .ToDictionary(source => source.Path, StringComparer.Ordinal);

    /// <summary>A <c>SourcePlace</c> as C# text.</summary>
    public string Write(SourceRef place) => Literals.Place(place, Length(place));

    private int Length(SourceRef place)
    {
        if (place.EndLine <= place.Line)
            return Math.Max(0, place.EndColumn - place.Column);
        if (!_sources.TryGetValue(place.Path, out var source))
            return 0;
        int start = source.OffsetAt(new(place.Line - 1, place.Column - 1));
        int end = source.OffsetAt(new(place.EndLine - 1, place.EndColumn - 1));
        return Math.Max(0, end - start);
    }
}
