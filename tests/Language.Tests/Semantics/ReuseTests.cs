using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using Xunit;

namespace CellDsl.Language.Tests.Semantics;

/// <summary>A compilation takes over what an earlier one knows of unchanged files.</summary>
public class ReuseTests
{
    private readonly Dictionary<string, SourceText> _files = [];

    private Compilation _compilation;

    public ReuseTests()
    {
        Write("a.cell", "edition 1\nimport \"b.cell\"\ncell x { positive: A; negative: Li }\n");
        Write("b.cell", "edition 1\nimport \"c.cell\"\npublic material A { formula: LiCoO2; form: shape }\n");
        Write("c.cell", "edition 1\npublic form shape: Powder\n");
        Write("d.cell", "edition 1\nmaterial D { formula: LiFePO4 }\n");
        _compilation = Compile(null);
    }

    [Fact]
    public void Nothing_is_made_anew_when_nothing_changed() => Assert.Equal("", Changed());

    [Fact]
    public void A_changed_file_and_those_that_import_it_are_made_anew()
    {
        Write("b.cell", _files["b.cell"].Text + "// one more line\n");
        Assert.Equal("a.cell b.cell", Changed());
        Write("c.cell", _files["c.cell"].Text + "// one more line\n");
        Assert.Equal("a.cell b.cell c.cell", Changed());
        Write("d.cell", _files["d.cell"].Text + "// one more line\n");
        Assert.Equal("d.cell", Changed());
    }

    [Fact]
    public void An_import_that_appears_or_goes_away_is_noticed()
    {
        var c = _files["c.cell"];
        _files.Remove("c.cell");
        Assert.Equal("a.cell b.cell", Changed());
        Assert.Contains(_compilation.Diagnostics, found => found.Rule.Code == "CELL1003");
        _files["c.cell"] = c;
        Assert.Equal("a.cell b.cell c.cell", Changed());
        Assert.DoesNotContain(_compilation.Diagnostics, found => found.Rule.Code == "CELL1003");
    }

    [Fact]
    public void Findings_are_those_of_a_compilation_without_a_previous_one()
    {
        Write("b.cell", "edition 1\npublic material A { formula: LiCoO2; density: 3 V }\n");
        var reused = Compile(_compilation);
        var fresh = Compile(null);
        Assert.Equal(fresh.Diagnostics.Select(Describe), reused.Diagnostics.Select(Describe));
        Assert.Equal(
            fresh.Diagnostics.Where(found => found.Location.Source.Path == "b.cell").Select(Describe),
            fresh.DiagnosticsIn(fresh.Files.Single(file => file.Source.Path == "b.cell")).Select(Describe)
        );
    }

    private static string Describe(CellDsl.Language.Diagnostics.Diagnostic found) =>
        $"{found.Location.Source.Path} {found.Location.Span} {found.Rule.Code} {found.Message}";

    private void Write(string path, string text) => _files[path] = new(path, text);

    private string Changed()
    {
        var before = _compilation.Files.ToHashSet();
        _compilation = Compile(_compilation);
        var changed = _compilation.Files.Where(file => !before.Contains(file));
        return string.Join(' ', changed.Select(file => file.Source.Path).Order());
    }

    private Compilation Compile(Compilation? previous) =>
        Compilation.Create([.. _files.Values], new Resolver(_files), previous);

    private sealed class Resolver(Dictionary<string, SourceText> files) : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) =>
            files.GetValueOrDefault(importPath);
    }
}
