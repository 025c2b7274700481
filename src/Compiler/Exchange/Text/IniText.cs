using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.Exchange.Text;

/// <summary>Sections of keys and values that know where they stand.</summary>
public sealed class IniText
{
    private const int MostLines = 2_000_000;

    private readonly Dictionary<string, Section> _sections = new(StringComparer.Ordinal);

    /// <summary>In the order of the file.</summary>
    public List<Section> Sections { get; } = [];

    public Section? this[string name] => _sections.GetValueOrDefault(name);

    /// <summary>Reads a text; null with a finding where it is no such file.</summary>
    public static IniText? Parse(SourceText source, string format, ICollection<Diagnostic> diagnostics)
    {
        var ini = new IniText();
        Section? current = null;
        for (int line = 0; line < Math.Min(source.LineCount, MostLines); line++)
        {
            var span = source.LineSpan(line);
            string text = source.Slice(span).ToString();
            string trimmed = text.Trim();
            if (trimmed.Length == 0 || trimmed[0] == ';')
                continue;
            if (trimmed is ['[', .., ']'])
            {
                current = new(source, trimmed[1..^1], span);
                if (ini._sections.TryAdd(current.Name, current))
                    ini.Sections.Add(current);
                else
                    diagnostics.Add(
                        Rules.UnsupportedElementAt(
                            new(source, span),
                            $"a second section `{current.Name}`",
                            "the first one counts"
                        )
                    );
                continue;
            }
            int equals = text.IndexOf('=');
            if (current is null || equals < 0)
            {
                // Texts of several lines go on without a key; a file that begins so is another kind of file.
                if (current is null)
                {
                    diagnostics.Add(
                        Rules.UnreadableFileAt(
                            new(source, span),
                            format,
                            "it does not begin with a section",
                            "save it again"
                        )
                    );
                    return null;
                }
                continue;
            }
            current.Add(text[..equals].Trim(), TextSpan.FromBounds(span.Start + equals + 1, span.End));
        }
        return ini;
    }

    /// <param name="span">Of the line with its name.</param>
    public sealed class Section(SourceText source, string name, TextSpan span)
    {
        private readonly Dictionary<string, TextSpan> _values = new(StringComparer.Ordinal);

        public string Name => name;

        public Location Place => new(source, span);

        /// <summary>Without spaces around; empty where there is no such key.</summary>
        public string this[string key] =>
            _values.TryGetValue(key, out var value) ? source.Slice(value).Trim().ToString() : "";

        public Location PlaceOf(string key) =>
            _values.TryGetValue(key, out var value) ? new(source, value) : Place;

        internal void Add(string key, TextSpan value) => _values.TryAdd(key, value);
    }
}
