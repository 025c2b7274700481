using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// A new name for everything that bears the old one. The renamed program is bound before it is handed out: a name that
/// would be caught by another declaration, or would catch another use, is refused.
/// </summary>
public static class Rename
{
    /// <summary>The name under the cursor, if it can be renamed.</summary>
    public static PrepareRenameResult? Prepare(Document document, int position)
    {
        if (SymbolIndex.Of(document.File).At(position) is not { } occurrence)
            return null;
        Refuse(occurrence.Symbol);
        return new(document.RangeOf(occurrence.Span), occurrence.Symbol.Name);
    }

    /// <exception cref="FeatureException">The name cannot be given, with the reason.</exception>
    public static WorkspaceEdit At(Document document, int position, string newName)
    {
        if (SymbolIndex.Of(document.File).At(position) is not { } occurrence)
            throw new FeatureException("there is no name here that could be changed");
        var symbol = occurrence.Symbol;
        Refuse(symbol);
        if (!IsName(newName))
            throw new FeatureException(Why(newName));
        var snapshot = document.Snapshot;
        var places = References.To(snapshot.Compilation, symbol).ToList();
        if (newName != symbol.Name)
            Validate(snapshot, symbol, newName, places);
        var changes = places
            .GroupBy(place => place.File)
            .ToDictionary(
                file => snapshot.UriOf(file.Key.Source),
                IReadOnlyList<RangeEdit> (file) =>
                    [
                        .. file.Select(place => new RangeEdit(
                            snapshot.RangeOf(file.Key.Source, place.Occurrence.Span),
                            newName
                        )),
                    ]
            );
        return new(changes);
    }

    private static void Refuse(Symbol symbol)
    {
        if (StandardFiles.IsStandard(symbol.Location.Source))
            throw new FeatureException(
                $"{symbol.Description} belongs to the standard vocabulary and keeps its name"
            );
    }

    private static bool IsName(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsLetterOrDigit(c) || c == '_')
        && SyntaxFacts.WordKind(text) == SyntaxKind.Name;

    private static string Why(string text) =>
        SyntaxFacts.WordKind(text) != SyntaxKind.Name
            ? $"`{text}` is a word of the language"
            : $"`{text}` is not a name: letters, digits and `_`, beginning with a letter";

    /// <summary>Binds the renamed program and looks whether the same places still mean the same thing.</summary>
    private static void Validate(
        Snapshot snapshot,
        Symbol symbol,
        string newName,
        List<(SourceFile File, Occurrence Occurrence)> places
    )
    {
        var texts = new Dictionary<string, SourceText>();
        var expected = new HashSet<(string Path, int Start)>();
        var declared = default((string Path, int Start));
        foreach (var file in places.GroupBy(place => place.File))
        {
            string path = file.Key.Source.Path;
            int shift = 0;
            var text = new System.Text.StringBuilder(file.Key.Source.Text);
            foreach (var (_, occurrence) in file.OrderBy(place => place.Occurrence.Span.Start))
            {
                int start = occurrence.Span.Start + shift;
                text.Remove(start, occurrence.Span.Length).Insert(start, newName);
                shift += newName.Length - occurrence.Span.Length;
                expected.Add((path, start));
                if (occurrence.IsDeclaration)
                    declared = (path, start);
            }
            texts[path] = new(path, text.ToString());
        }
        var renamed = snapshot.With(texts);
        var home = renamed.Files.FirstOrDefault(file => file.Source.Path == declared.Path);
        if (home is null || SymbolIndex.Of(home).At(declared.Start) is not { Symbol: var now })
            throw new FeatureException($"`{newName}` cannot be the name of {symbol.Description}");
        var found = References
            .To(renamed, now)
            .Select(place => (place.File.Source.Path, place.Occurrence.Span.Start))
            .ToHashSet();
        if (!found.SetEquals(expected))
            throw new FeatureException($"`{newName}` is taken: some uses would mean another thing");
        if (Clashes(home, now))
            throw new FeatureException($"`{newName}` is declared already");
    }

    /// <summary>Whether the name is declared twice where the symbol is declared.</summary>
    private static bool Clashes(SourceFile home, Symbol symbol)
    {
        var index = SymbolIndex.Of(home);
        var owner = index.All.FirstOrDefault(each => each.IsDeclaration && each.Symbol == symbol).Owner;
        return index.All.Any(each =>
            each.IsDeclaration
            && each.Symbol != symbol
            && each.Symbol.Name == symbol.Name
            && (symbol is DeclarationSymbol ? each.Symbol is DeclarationSymbol : each.Owner == owner)
        );
    }
}
