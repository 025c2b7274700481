using System.Text.Json;
using CellDsl.TestKit;
using Xunit;

namespace CellDsl.Cli.Tests;

/// <summary>The article's table in examples/ltvo/paper.cell: what is fitted stays so, and what is not says so.</summary>
public class PaperTests
{
    [Fact]
    public async Task Every_row_of_the_article_comes_out_and_predictions_say_when_they_are_extrapolated()
    {
        using var folder = new TemporaryFolder();
        var result = await CellProcess.Run(
            Repository.File("examples/ltvo"),
            ["run", "paper.cell", "--json", "--out", folder.Path]
        );
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        var rows = json
            .RootElement.GetProperty("experiments")
            .EnumerateArray()
            .SelectMany(e =>
                e.GetProperty("summary")
                    .GetProperty("expectations")
                    .EnumerateArray()
                    .Select(row => (Experiment: e.GetProperty("experiment").GetString(), Row: row))
            )
            .ToArray();
        var fitted = rows.Where(r => r.Row.GetProperty("origin").GetString() == "fitted").ToArray();
        Assert.True(fitted.Length >= 20);
        Assert.All(fitted, r => Assert.True(r.Row.GetProperty("passed").GetBoolean(), r.Row.ToString()));
        string?[] predicted =
        [
            .. rows.Where(r => r.Row.GetProperty("origin").GetString() == "predicted")
                .Select(r => r.Experiment),
        ];
        string[] asked =
        [
            "short_hold",
            "longer_milling",
            "solution_made_powder",
            "solid_state_at_room_temperature",
            "solid_state_rate",
            "highest_rate",
        ];
        Assert.All(asked, name => Assert.Contains(name, predicted));
        Assert.All(
            rows.Where(r => r.Experiment is "solution_made_powder" or "highest_rate" or "short_hold"),
            r => Assert.True(r.Row.GetProperty("extrapolated").GetBoolean())
        );
    }

    [Fact]
    public async Task The_models_stand_where_the_fit_left_them()
    {
        var result = await CellProcess.Run(
            Repository.File("examples/ltvo"),
            ["fit", "paper.cell", "--dry-run", "--json", "--iterations", "1"]
        );
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("cell-fit/1", json.RootElement.GetProperty("format").GetString());
        Assert.InRange(json.RootElement.GetProperty("rmsBefore").GetDouble(), 0, 0.03);
        Assert.Equal(15, json.RootElement.GetProperty("parameters").GetArrayLength());
    }
}
