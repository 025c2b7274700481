using CellDsl.Language.Semantics;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

public class StandardLibraryTests
{
    public static TheoryData<string> Modules => [.. StandardLibrary.Instance.Modules.Order()];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_has_no_findings(string module) =>
        Assert.Empty(
            StandardLibrary
                .Instance.Check(module)
                .Select(finding => $"{Checked.Short(finding)}: {finding.Message}")
        );

    /// <summary>Names are found by a look over the lines; the parser must see the same ones.</summary>
    [Fact]
    public void The_index_holds_every_declared_name_and_no_other()
    {
        var library = StandardLibrary.Instance;
        var parsed = library
            .Modules.SelectMany(module => library.Module(module)?.Declarations ?? [])
            .Select(declaration => declaration.Name)
            .ToHashSet();
        Assert.Equal(parsed.Order(), library.Names.Order());
    }

    [Fact]
    public void The_long_example_of_the_design_has_no_findings() =>
        Assert.Empty(Checked.Findings(Section2.Text, ("materials.cell", Section2.Materials)));

    [Fact]
    public void The_long_example_counts_what_it_leaves_open()
    {
        var compilation = Checked.Compile(Section2.Text, ("materials.cell", Section2.Materials));
        Assert.Equal(
            ["excess", "speed", "time", "pressure", "vessel"],
            compilation.Holes.Select(hole => hole.What).Take(5)
        );
        Assert.Contains(
            compilation.Assumptions,
            assumption => assumption is { What: "gas", Reason: "V(III) oxidises in air" }
        );
    }
}
