namespace CellDsl.Fuzz;

/// <summary>Breaks programs in the ways people and tools do, repeatably from a seed.</summary>
public sealed class Mutator(IReadOnlyList<string> corpus, int seed)
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "`",
        ";",
        ":",
        ",",
        "=",
        "|",
        "..",
        "±",
        "/",
        "*",
        "^",
        "-",
        "0,5",
        "1 000",
        " until ",
        " for 1 h",
        " at ",
        " of ",
        " vs Li",
        " assumed ",
        " unspecified",
        " % ",
        "°C",
        " mA/g",
        "\n",
        "\r\n",
        "\t",
        "///",
        "//",
        "repeat 3 times as cycle {",
        "if ",
        "else ",
        "protocol p on cell {",
        "material X { formula: ",
        "import ",
        "\0",
        "\uD800",
        "\u202E",
        "e\u0301",
        "電",
        "1e999",
        "999999999999999999999999",
        "1/0",
        "Li[1/0]",
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        string text = Pick(corpus);
        int changes = 1 + _random.Next(4);
        for (int i = 0; i < changes; i++)
            text = Mutate(text);
        return text;
    }

    private string Mutate(string text)
    {
        if (text.Length == 0)
            return Pick(Pieces);
        int at = _random.Next(text.Length);
        int length = Math.Min(_random.Next(1, 40), text.Length - at);
        return _random.Next(9) switch
        {
            0 => text.Remove(at, length),
            1 => text.Remove(at, 1),
            2 => text.Insert(at, Pick(Pieces)),
            3 => text.Insert(_random.Next(text.Length), text.Substring(at, length)),
            4 => text[..at],
            5 => text[..at] + Tail(Pick(corpus)),
            6 => text.Remove(at, 1).Insert(at, ((char)_random.Next(0x20, 0x2FF)).ToString()),
            7 => SwapLines(text),
            _ => text.Insert(at, string.Concat(Enumerable.Repeat(Pick(Pieces), _random.Next(2, 300)))),
        };
    }

    private string SwapLines(string text)
    {
        string[] lines = text.Split('\n');
        int a = _random.Next(lines.Length);
        int b = _random.Next(lines.Length);
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }

    private string Tail(string text) => text.Length == 0 ? text : text[_random.Next(text.Length)..];

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}
