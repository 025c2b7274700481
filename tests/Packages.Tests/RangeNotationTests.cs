using CellDsl.Packages.Versions;
using NuGet.Versioning;

namespace CellDsl.Packages.Tests;

/// <summary>Ranges mean what a person means by them, and a bare version is refused.</summary>
public class RangeNotationTests
{
    [Theory]
    [InlineData("^1.2", "1.2.0 1.9.9", "1.1.9 2.0.0 2.0.0-beta")]
    [InlineData("^0.3.1", "0.3.1 0.3.9", "0.4.0 1.0.0")]
    [InlineData("^0.0.2", "0.0.2", "0.0.3 0.1.0")]
    [InlineData("~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2 1.3.0-beta")]
    [InlineData("=1.2.3", "1.2.3", "1.2.4 1.2.3-beta")]
    [InlineData(">=1.2 <2.0", "1.2.0 1.99.0", "2.0.0 1.1.0")]
    [InlineData(">1.2", "1.2.1", "1.2.0")]
    [InlineData("[1.0,2.0)", "1.0.0 1.5.0", "2.0.0")]
    public void A_range_holds_what_it_says(string written, string inside, string outside)
    {
        var range = RangeNotation.Read(written, out string? fault);
        Assert.Null(fault);
        Assert.NotNull(range);
        Assert.All(
            inside.Split(' '),
            version => Assert.True(range.Satisfies(NuGetVersion.Parse(version)), version)
        );
        Assert.All(
            outside.Split(' '),
            version => Assert.False(range.Satisfies(NuGetVersion.Parse(version)), version)
        );
    }

    [Theory]
    [InlineData("1.2.3", "does not say whether later versions will do")]
    [InlineData("latest", "is no range of versions")]
    [InlineData("^x", "is no range of versions")]
    [InlineData("", "is empty")]
    [InlineData("[1.0", "is no range in NuGet's notation")]
    public void What_is_no_range_is_told_so(string written, string fault)
    {
        Assert.Null(RangeNotation.Read(written, out string? found));
        Assert.Equal(fault, found);
    }

    [Theory]
    [InlineData("^1.2.0")]
    [InlineData("~1.2.3")]
    [InlineData("=1.2.3")]
    [InlineData(">=1.2.0 <3.0.0")]
    [InlineData(">1.0.0")]
    public void It_is_written_as_it_was_read(string written)
    {
        var range = RangeNotation.Read(written, out _);
        Assert.NotNull(range);
        Assert.Equal(written, RangeNotation.Write(range));
        // As a feed hands it back.
        Assert.Equal(written, RangeNotation.Write(VersionRange.Parse(range.ToNormalizedString())));
    }
}
