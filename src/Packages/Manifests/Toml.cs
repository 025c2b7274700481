using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using Tomlyn.Syntax;

namespace CellDsl.Packages.Manifests;

/// <summary>A value in a <c>cell.toml</c> with its key and place.</summary>
internal sealed record TomlEntry(string Key, Location KeyAt, ValueSyntax? Value, Location At);

/// <summary>The syntax of TOML in the terms that the manifest's reader needs.</summary>
internal static class Toml
{
    public static string NameOf(KeySyntax? key) => key is null ? "" : string.Join('.', Parts(key));

    public static IEnumerable<TomlEntry> Entries(IEnumerable<KeyValueSyntax> items, SourceText source) =>
        items.Select(item => new TomlEntry(
            NameOf(item.Key),
            At(source, item.Key),
            item.Value,
            At(source, (SyntaxNodeBase?)item.Value ?? item.Key)
        ));

    public static Location At(SourceText source, SyntaxNodeBase? node)
    {
        if (node is null)
            return new(source, new(0, 0));
        int start = Math.Clamp(node.Span.Start.Offset, 0, source.Text.Length);
        // The end of a span is its last character.
        int end = Math.Clamp(node.Span.End.Offset + 1, start, source.Text.Length);
        return new(source, TextSpan.FromBounds(start, end));
    }

    private static IEnumerable<string> Parts(KeySyntax key) =>
        new[] { key.Key }.Concat(key.DotKeys.Select(dot => dot.Key)).Select(Part);

    private static string Part(BareKeyOrStringValueSyntax? key) =>
        key switch
        {
            StringValueSyntax text => text.Value ?? "",
            BareKeySyntax { Key.Text: { } word } => word,
            _ => "",
        };
}
