using CellDsl.Compiler.Exchange.Comparing;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Exchange.Tests.Running;
using CellDsl.Language.Text;

namespace CellDsl.Exchange.Tests;

/// <summary>Is this what the cycler ran?</summary>
public class ComparisonTests
{
    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    private static ProgramComparison Compare(ICyclerFormat format, string written, string compared)
    {
        var original = Procedure.Of(written).Export.Program;
        var fitted = Files.Fit(format, original);
        Assert.NotNull(fitted);
        var files = format
            .Write(fitted, Files.Header)
            .ToDictionary(file => file.Name, file => Files.Text(file.Content));
        var source = new SourceText(files.Keys.First(), files.Values.First());
        var ran = format
            .Read(
                source,
                name => files.TryGetValue(name, out string? text) ? new SourceText(name, text) : null
            )
            .Program;
        Assert.NotNull(ran);
        return ProgramComparison.Of(Procedure.Of(compared).Export.Program, ran, format);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_was_exported_is_what_ran(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        int compared = 0;
        for (int number = 0; compared < 20; number++)
        {
            string text = RandomProtocol.Of(number);
            if (Files.Fit(format, Procedure.Of(text).Export.Program) is null)
                continue;
            compared++;
            var comparison = Compare(format, text, text);
            Assert.True(
                comparison.IsSame,
                $"{text}\n{string.Join('\n', comparison.Lines.Select(line => $"{line.Sign} {line.Text}"))}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void One_minute_more_is_one_line(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        const string body =
            "record every 10 s\nrest for 5 min\ncharge at 1 mA until for 20 min\nrest for 10 min";
        if (name == "battinfo")
            return; // It records nothing, so that the two have no rule in common.
        var comparison = Compare(
            format,
            FeatureMatrix.Text(body, ""),
            FeatureMatrix.Text(body.Replace("for 20 min", "for 21 min", StringComparison.Ordinal), "")
        );
        var changed = comparison.Lines.Where(line => line.Sign != ' ').ToList();
        Assert.Equal(2, changed.Count);
        Assert.Equal('-', changed[0].Sign);
        Assert.Contains("for 21 min", changed[0].Text, StringComparison.Ordinal);
        Assert.Contains("for 20 min", changed[1].Text, StringComparison.Ordinal);
    }
}
