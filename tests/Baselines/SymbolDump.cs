using System.Globalization;
using System.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Baselines.Tests;

/// <summary>What a file declares, and what every name in it stands for.</summary>
internal static class SymbolDump
{
    public static string Of(SourceFile file)
    {
        var text = new StringBuilder();
        foreach (var import in file.Imports)
            Line(
                text,
                0,
                $"import {import.File.Source.Path}{(import.Alias is { } alias ? $" as {alias}" : "")}"
            );
        foreach (var declaration in file.Declarations)
            Append(text, declaration, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DeclarationSymbol declaration, int depth)
    {
        string visibility = declaration.IsPublic ? "public " : "";
        string parent = declaration.Class is { } known ? $": {known.Name}" : "";
        string makes = declaration.Header.Makes.IsEmpty
            ? ""
            : $" makes {string.Join(", ", declaration.Header.Makes)}";
        string acts = declaration.Header.Acts is { } target ? $" on {target}" : "";
        Line(
            text,
            depth,
            $"{visibility}{declaration.Word} {declaration.Name}{parent}{makes}{acts}  ({Place(declaration.Location)})"
        );
        foreach (var parameter in declaration.Parameters)
        {
            string preposition = parameter.Preposition is { } word ? $"{word} " : "";
            string mode = parameter.Mode is SampleMode.None ? "" : $"{parameter.Mode} ".ToLowerInvariant();
            string given =
                parameter.Default is not null ? ", has a default"
                : parameter.IsOptional ? ", optional"
                : "";
            Line(text, depth + 1, $"parameter {preposition}{parameter.Name}: {mode}{parameter.Type}{given}");
        }
        foreach (var reference in SemanticReferences(declaration))
        {
            var place = new Location(declaration.Location.Source, reference.Span);
            Line(
                text,
                depth + 1,
                $"{Place(place)} {place.Source.Slice(reference.Span)} → {Target(reference.Symbol)}"
            );
        }
        foreach (var member in declaration.Body.Members)
            Append(text, member, depth + 1);
    }

    private static IEnumerable<NameReference> SemanticReferences(DeclarationSymbol declaration) =>
        declaration
            .Header.References.Concat(declaration.Body.References)
            .OrderBy(reference => reference.Span.Start);

    private static string Target(Symbol symbol)
    {
        string path = symbol.Location.Source.Path;
        // The vocabulary grows; where in it a word stands is no concern of a case.
        string place = path.StartsWith("std/", StringComparison.Ordinal)
            ? path
            : $"{path}:{Place(symbol.Location)}";
        string type = symbol is LocalSymbol local ? $", {local.Type}" : "";
        return $"{symbol.Description}{type} ({place})";
    }

    private static string Place(Location location) =>
        string.Create(CultureInfo.InvariantCulture, $"{location.Start.Line + 1}:{location.Start.Column + 1}");

    private static void Line(StringBuilder text, int depth, string content) =>
        text.Append(' ', 2 * depth).Append(content).Append('\n');
}
