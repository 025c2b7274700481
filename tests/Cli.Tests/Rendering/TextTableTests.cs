using CellDsl.Cli.Rendering;

namespace CellDsl.Cli.Tests.Rendering;

public class TextTableTests
{
    [Fact]
    public void Columns_align_by_what_the_terminal_shows()
    {
        var output = new StringWriter { NewLine = "\n" };
        new TextTable("cell", "capacity", "met")
            .Add("電池", "220 mAh/g", "yes")
            .Add("b", "9 mAh/g", "no")
            .WritePlain(output);
        Assert.Equal("cell  capacity   met\n電池  220 mAh/g  yes\nb     9 mAh/g    no\n", output.ToString());
    }

    [Fact]
    public void A_row_has_a_cell_per_column() =>
        Assert.Throws<ArgumentException>(() => new TextTable("a", "b").Add("1"));
}
