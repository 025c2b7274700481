using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace CellDsl.Runtime.Sweeps;

/// <summary>The table of a sweep as an Apache Parquet file: numbers as doubles, missing ones as nulls.</summary>
internal static class SweepParquet
{
    public static async Task Write(SweepTable table, Stream stream)
    {
        var fields = table
            .Columns.Select(c =>
                (
                    Column: c,
                    Field: new DataField(c.Name, c.Numbers is null ? typeof(string) : typeof(double?))
                )
            )
            .ToArray();
        var writer = await ParquetWriter
            .CreateAsync(new ParquetSchema(fields.Select(f => (Field)f.Field)), stream)
            .ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            var plan = table.Result.Plan;
            writer.CustomMetadata = new Dictionary<string, string>
            {
                ["experiment"] = plan.Experiment.Name,
                ["origin"] = "simulated",
                ["seed"] = plan.Experiment.Seed?.ToString(CultureInfo.InvariantCulture) ?? "",
            };
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in fields)
            {
                if (column.Numbers is { } numbers)
                    await group
                        .WriteAsync<double>(
                            field,
                            new ReadOnlyMemory<double?>([
                                .. numbers.Select(n => double.IsFinite(n) ? n : (double?)null),
                            ])
                        )
                        .ConfigureAwait(false);
                else
                    await group.WriteAsync(field, column.Texts ?? []).ConfigureAwait(false);
            }
            group.CompleteValidate();
        }
    }
}
