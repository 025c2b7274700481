using System.Text;

namespace CellDsl.Runtime.Sweeps;

/// <summary>Writes a sweep: <c>sweep.csv</c>, <c>sweep.parquet</c> and <c>plots/*</c>.</summary>
public static class SweepFolder
{
    /// <summary>The paths within the folder, with forward slashes.</summary>
    /// <param name="figure">Which of <see cref="SweepRow.FigureNames"/> the pictures show; null draws none.</param>
    public static IReadOnlyList<string> Write(string folder, SweepTable table, string? figure)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string> { "sweep.csv", "sweep.parquet" };
        File.WriteAllText(Path.Combine(folder, files[0]), table.ToCsv(), new UTF8Encoding(false));
        using (var stream = File.Create(Path.Combine(folder, files[1])))
            SweepParquet.Write(table, stream).GetAwaiter().GetResult();
        if (figure is null)
            return files;
        Directory.CreateDirectory(Path.Combine(folder, "plots"));
        foreach (var (name, picture) in new SweepPlots(table, figure).Draw())
        {
            picture.Save(Path.Combine(folder, "plots", name));
            files.AddRange([$"plots/{name}.png", $"plots/{name}.svg"]);
        }
        return files;
    }
}
