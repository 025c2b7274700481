using CellDsl.Language.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace CellDsl.Packages.Manifests;

/// <summary>Changes one value of a <c>cell.toml</c> and leaves all else, comments included, as it stands.</summary>
public static class ManifestEditor
{
    /// <summary>The text with <c>"key" = "value"</c> in a group; the group is added where it is missing.</summary>
    public static string Set(string text, string group, string key, string value)
    {
        var source = new SourceText(Manifest.FileName, text);
        var document = SyntaxParser.Parse(text, Manifest.FileName, validate: true);
        var table = document.Tables.FirstOrDefault(each => Toml.NameOf(each.Name) == group);
        string written = Quoted(value);
        if (table is null)
        {
            string gap =
                text.Length == 0 ? ""
                : text.EndsWith('\n') ? "\n"
                : "\n\n";
            return $"{text}{gap}[{group}]\n{Key(key)} = {written}\n";
        }
        foreach (var item in table.Items)
        {
            if (Toml.NameOf(item.Key) == key && item.Value is { } old)
            {
                var span = Toml.At(source, old).Span;
                return text[..span.Start] + written + text[span.End..];
            }
        }
        SyntaxNodeBase last = table.Items.LastOrDefault() is { Value: { } end }
            ? end
            : table.Name ?? (SyntaxNodeBase)table;
        int at = text.IndexOf('\n', Math.Max(0, Toml.At(source, last).Span.End - 1));
        string before = at < 0 ? text + "\n" : text[..(at + 1)];
        string after = at < 0 ? "" : text[(at + 1)..];
        return $"{before}{Key(key)} = {written}\n{after}";
    }

    private static string Key(string key) =>
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Quoted(key);

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
