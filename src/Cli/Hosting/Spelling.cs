namespace CellDsl.Cli.Hosting;

/// <summary>How far apart two words are, to guess what was meant.</summary>
internal static class Spelling
{
    /// <summary>Levenshtein distance: insertions, deletions and replacements of one character.</summary>
    public static int Distance(string a, string b)
    {
        // Long words are paths or junk; nobody mistypes one into another.
        if (a.Length > 200 || b.Length > 200)
            return int.MaxValue;
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
