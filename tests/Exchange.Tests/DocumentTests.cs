using System.Text;
using System.Text.Json;
using CellDsl.Compiler.Exchange.Exporting;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Plans;

namespace CellDsl.Exchange.Tests;

public class DocumentTests
{
    private const string Source = """
        edition 1

        import std.chemicals
        import std.operations

        material LTO { formula: Li4Ti5O12 }

        route made makes LTO {
          reagents = weigh for 5 g of LTO from Li2CO3 (excess: 3 %), assumed TiO2 "anatase"
          heated = heat reagents in unspecified under air {
            ramp to 800 °C at 5 K/min
            hold for 12 h
            furnace_cool to 25 °C
          }
          return heated
        }

        experiment one { powder = made(); measure xrd on powder }
        """;

    private static PlanResult Planned() =>
        Planner.Plan(Compilation.Create([new SourceText("lto.cell", Source)], new NoImports()));

    [Fact]
    public void The_plan_comes_back_from_its_JSON()
    {
        var plan = Planned().Plan;
        Assert.Equal(PlanJson.Write(plan), PlanJson.Write(PlanJson.Read(PlanJson.Write(plan))));
    }

    [Fact]
    public void A_crate_names_all_its_files()
    {
        var files = ResearchCrate.Write(Planned(), "lto", "CellDsl 0.1.0", new(2026, 11, 23), "# LTO\n");
        Assert.Equal(ResearchCrate.Metadata, files[0].Name);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(files[0].Content));
        Assert.Equal(
            "https://w3id.org/ro/crate/1.2/context",
            json.RootElement.GetProperty("@context").GetString()
        );
        var graph = json.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        Assert.Equal(
            "https://w3id.org/ro/crate/1.2",
            graph[0].GetProperty("conformsTo").GetProperty("@id").GetString()
        );
        var root = graph[1];
        Assert.Equal("2026-11-23", root.GetProperty("datePublished").GetString());
        Assert.Equal(
            files.Skip(1).Select(file => file.Name),
            root.GetProperty("hasPart").EnumerateArray().Select(part => part.GetProperty("@id").GetString())
        );
        Assert.Contains(files, file => file.Name == "source/lto.cell");
    }

    [Theory]
    [InlineData("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0")]
    [InlineData("https://example.org/ours", "https://example.org/ours")]
    public void A_crate_states_the_licence_that_its_author_names(string licence, string address)
    {
        var files = ResearchCrate.Write(Planned(), "lto", "CellDsl 0.1.0", new(2026, 11, 23), null, licence);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(files[0].Content));
        var graph = json.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        Assert.Equal(address, graph[1].GetProperty("license").GetProperty("@id").GetString());
        Assert.Contains(graph, entity => entity.GetProperty("@id").GetString() == address);
    }

    private sealed class NoImports : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
