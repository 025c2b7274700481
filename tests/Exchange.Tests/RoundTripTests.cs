using CellDsl.Compiler.Exchange.Formats;
using CsCheck;

namespace CellDsl.Exchange.Tests;

public class RoundTripTests
{
    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_a_format_carries_comes_back_the_same(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        int carried = 0;
        Gen.OneOf(RandomPrograms.Any, RandomPrograms.Straight, RandomPrograms.Plain)
            .Holds(
                program =>
                {
                    if (Files.Fit(format, program) is not { } fitted)
                        return;
                    Interlocked.Increment(ref carried);
                    var back = Files.Back(format, fitted, out string written);
                    if (format.Capabilities.MostStepsWrittenOut is not null)
                        (fitted, back) = (Sameness.Unrolled(fitted), Sameness.Unrolled(back));
                    Assert.True(
                        Sameness.Holds(fitted, back),
                        $"{Sameness.Essence(fitted)}\n\n{Sameness.Essence(back)}\n\n{written}"
                    );
                },
                iter: 1000
            );
        Assert.InRange(carried, 10, 1000);
    }
}
