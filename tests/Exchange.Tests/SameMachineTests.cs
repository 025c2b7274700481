using System.Globalization;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Importing;
using CellDsl.Exchange.Tests.Running;
using CellDsl.Language.Text;

namespace CellDsl.Exchange.Tests;

/// <summary>
/// A protocol that was exported and imported again does the same to a cell: both machines run on one. CELL_ROUND_TRIPS says
/// how many protocols of those that a format carries; without it some, to be quick.
/// </summary>
public class SameMachineTests(ITestOutputHelper output)
{
    private static readonly int s_wanted = int.TryParse(
        Environment.GetEnvironmentVariable("CELL_ROUND_TRIPS"),
        CultureInfo.InvariantCulture,
        out int count
    )
        ? count
        : 25;

    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_comes_back_from_a_format_does_the_same_to_a_cell(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        int carried = 0;
        int tried = 0;
        long pieces = 0;
        while (carried < s_wanted && tried < 60 * s_wanted)
        {
            string text = RandomProtocol.Of(tried++);
            if (RoundTrip(format, text) is not { } run)
                continue;
            carried++;
            pieces += run.Pieces.Count;
        }
        output.WriteLine($"{name}: {carried} of {tried} protocols carried, {pieces} steps run");
        Assert.Equal(s_wanted, carried);
        Assert.True(pieces > carried, "the protocols do nothing");
    }

    /// <summary>Null where the format cannot carry the protocol, and says so.</summary>
    internal static TestRun? RoundTrip(ICyclerFormat format, string text)
    {
        var original = Procedure.Of(text);
        var fitted = ProgramFitting.Fit(original.Export.Program, format.Capabilities);
        if (fitted.Losses.Count > 0)
            return null;
        var files = format.Write(fitted.Program, Files.Header);
        var texts = files.ToDictionary(file => file.Name, file => Files.Text(file.Content));
        var imported = ImportedProcedure.Read(
            new SourceText(files[0].Name, texts[files[0].Name]),
            null,
            companion =>
                texts.TryGetValue(companion, out string? found) ? new SourceText(companion, found) : null
        );
        string Case() => $"{text}\n{texts[files[0].Name]}\n{imported.Text}";
        Assert.True(imported.Text is not null, Case());
        string errors = Procedure.Errors(imported.Text);
        Assert.True(errors.Length == 0, $"{errors}\n{Case()}");
        var back = Procedure.Of(imported.Text);
        // A file without a capacity is for the cell that it was written for.
        var facts = back.Facts;
        if (double.IsNaN(facts.NominalCapacity))
            facts.NominalCapacity = original.Facts.NominalCapacity;
        var first = TestRun.Of(original.Machine, original.Facts);
        var second = TestRun.Of(back.Machine, facts);
        string? difference = TestRun.Difference(first, second);
        Assert.True(difference is null, $"{difference}\n{Case()}");
        return first;
    }
}
