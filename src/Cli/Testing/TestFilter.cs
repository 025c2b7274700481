using System.Text.RegularExpressions;

namespace CellDsl.Cli.Testing;

/// <summary>
/// Which tests are meant: those whose title <c>FILE: EXPERIMENT: EXPECTATION [RUN]</c> holds one of the words, whatever the
/// case; <c>*</c> stands for any text.
/// </summary>
internal sealed class TestFilter(IReadOnlyList<string> words)
{
    private readonly Regex[] _patterns =
    [
        .. words.Select(word => new Regex(
            Regex.Escape(word).Replace("\\*", ".*", StringComparison.Ordinal),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        )),
    ];

    public bool Takes(string file, string experiment, string title) =>
        _patterns.Length == 0
        || Array.Exists(_patterns, pattern => pattern.IsMatch($"{file}: {experiment}: {title}"));
}
