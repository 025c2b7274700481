using System.Globalization;

namespace CellDsl.Runtime.Records.Import;

/// <summary>Collects the rows of a table with a header, column by column.</summary>
/// <param name="separator">Between the cells.</param>
/// <param name="line">Number of the header's line, from 1.</param>
internal sealed class MeasuredTable(StreamReader reader, string header, char separator, int line)
{
    private readonly string[] _labels =
    [
        .. header.Split(separator).Select(label => label.Trim().Trim('"').Trim()),
    ];
    private int _line = line;

    public int Line => _line;

    public IReadOnlyList<string> Labels => _labels;

    /// <summary>The first column of which one of the labels is the whole name; -1 for none.</summary>
    public int Find(params ReadOnlySpan<string> labels)
    {
        foreach (string label in labels)
        {
            int at = Array.FindIndex(
                _labels,
                found => found.Equals(label, StringComparison.OrdinalIgnoreCase)
            );
            if (at >= 0)
                return at;
        }
        return -1;
    }

    /// <summary>The next row's cells, or null at the end. Empty lines are passed over.</summary>
    public string[]? Next()
    {
        while (MeasuredFile.ReadLine(reader) is { } text)
        {
            _line++;
            if (text.Length == 0)
                continue;
            var cells = text.Split(separator);
            if (cells.Length < _labels.Length - 1)
                throw new MeasuredDataException(
                    $"the row has {cells.Length} cells where the header has {_labels.Length}: is the file cut off?",
                    _line
                );
            return cells;
        }
        return null;
    }

    public double Number(string[] cells, int column)
    {
        if (column >= cells.Length)
            throw new MeasuredDataException(
                $"the row has no cell for the column `{_labels[column]}`: is the file cut off?",
                _line
            );
        var text = cells[column].AsSpan().Trim().Trim('"');
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && !double.IsInfinity(value)
        )
            return value;
        // A comma is the decimal point only where it does not separate the cells.
        if (
            separator != ','
            && text.Contains(',')
            && double.TryParse(
                text.ToString().Replace(',', '.'),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out value
            )
        )
            return value;
        throw new MeasuredDataException(
            $"`{(text.Length > 40 ? text[..40] : text)}` in the column `{_labels[column]}` is no number",
            _line
        );
    }

    public MeasuredDataException Missing(string what) =>
        new($"the header has no column for {what}: {string.Join(", ", _labels.Take(20))}", _line);

    public void Guard(int rows)
    {
        if (rows > MeasuredFile.MostRows)
            throw new MeasuredDataException($"it has more than {MeasuredFile.MostRows} rows", _line);
    }
}
