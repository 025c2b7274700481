using System.Text.Json;
using System.Xml.Linq;

namespace CellDsl.Cli.Tests;

/// <summary>What <c>cell plan</c> asks of a lab: masses, schedule, consumables, energy.</summary>
public class PlanCommandTests
{
    [Fact]
    public async Task Masses_schedule_consumables_and_energy()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "plan", "firing.cell");
        Assert.Equal(0, result.ExitCode);
        await Verify(result.Output);
    }

    [Fact]
    public async Task The_schedule_as_a_picture()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "plan", "firing.cell", "--svg", "s.svg");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("schedule drawn in s.svg", result.Output, StringComparison.Ordinal);
        var picture = XDocument.Load(folder.File("s.svg"));
        var tips = picture
            .Descendants(XName.Get("title", "http://www.w3.org/2000/svg"))
            .Select(tip => tip.Value);
        Assert.Contains(tips, tip => tip.StartsWith("heat#2:", StringComparison.Ordinal));
        await Verify(
            await File.ReadAllTextAsync(folder.File("s.svg"), TestContext.Current.CancellationToken),
            "svg"
        );
    }

    [Fact]
    public async Task One_furnace_is_never_used_twice_at_a_time()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "plan", "firing.cell", "--resources", "--json");
        using var document = JsonDocument.Parse(result.Output);
        var schedule = document.RootElement.GetProperty("experiments")[0].GetProperty("schedule");
        var tasks = schedule
            .GetProperty("preparation")
            .EnumerateArray()
            .Concat(schedule.GetProperty("tests").EnumerateArray())
            .Where(task => task.GetProperty("instrument").ValueKind is JsonValueKind.String)
            .Select(task =>
                (
                    Unit: task.GetProperty("instrument").GetString(),
                    Start: task.GetProperty("start_s").GetDouble(),
                    End: task.GetProperty("end_s").GetDouble()
                )
            )
            .ToList();
        Assert.Equal(2, tasks.Count(task => task.Unit == "tube_1"));
        Assert.Equal(2, tasks.Select(task => task.Unit).Count(unit => unit == "cycler_1[1]"));
        foreach (var unit in tasks.GroupBy(task => task.Unit))
        {
            var inOrder = unit.OrderBy(task => task.Start).ThenBy(task => task.End).ToList();
            for (int i = 1; i < inOrder.Count; i++)
                Assert.True(inOrder[i].Start >= inOrder[i - 1].End, unit.Key);
        }
    }

    [Fact]
    public async Task An_unknown_lab_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("firing.cell", LabPrograms.Firing);
        var result = await CellProcess.Run(folder.Path, "plan", "firing.cell", "--lab", "bensh");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("error: there is no lab `bensh`\n  help: the files declare `bench`\n", result.Error);
    }
}
