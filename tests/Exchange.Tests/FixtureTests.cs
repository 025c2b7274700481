using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Exchange.Tests;

/// <summary>Files that other tools wrote, where they are at hand.</summary>
public class FixtureTests(ITestOutputHelper output)
{
    private const string Missing = Fixtures.Missing;

    private static string Folder => Fixtures.Folder;

    public static TheoryData<string, string, int> Protocols =>
        new()
        {
            { "neware/loops.xml", "neware", 11 },
            { "neware/simple_program.xml", "neware", 3 },
            { "biologic/formationV1.mps", "bt-lab", 14 },
            { "unicycler/test_protocol.json", "unicycler", 15 },
            { "unicycler/test_battinfo.jsonld", "battinfo", 18 },
            { "maccor/EXP.000", "maccor", 20 },
            { "maccor/diagnosticV1.000", "maccor", 53 },
            { "maccor/LA4_ref_default.mwf", "maccor-wave", 1106 },
            { "arbin/fastcharge.sdu", "arbin", 15 },
        };

    private (CyclerProgram Program, IReadOnlyList<Diagnostic> Diagnostics) Import(string file, string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        var diagnostics = new List<Diagnostic>();
        var text = ExchangeText.FromFile(Path.Combine(Folder, file), diagnostics);
        Assert.NotNull(text);
        Assert.Same(format, CyclerFormats.Recognise(text.Text));
        var read = format.Read(text, _ => null);
        Assert.NotNull(read.Program);
        foreach (string message in Files.Messages(read.Diagnostics))
            output.WriteLine(message);
        output.WriteLine(Sameness.Essence(read.Program));
        return (read.Program, read.Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void It_imports_and_every_finding_has_its_place(string file, string name, int steps)
    {
        Assert.SkipUnless(Directory.Exists(Folder), Missing);
        var (program, diagnostics) = Import(file, name);
        Assert.Equal(steps, program.Steps.Count);
        Assert.All(diagnostics, found => Assert.True(found.Location.Source.Length > 0));
        Assert.All(
            diagnostics,
            found => Assert.True(found.Location.Span.End <= found.Location.Source.Length)
        );
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Written_again_it_is_the_same(string file, string name, int _)
    {
        Assert.SkipUnless(Directory.Exists(Folder), Missing);
        var (program, _) = Import(file, name);
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        var fitted = ProgramFitting.Fit(program, format.Capabilities);
        output.WriteLine(string.Join('\n', fitted.Losses.Select(loss => loss.Line)));
        Assert.DoesNotContain(fitted.Losses, loss => loss.IsFatal);
        var back = Files.Back(format, fitted.Program, out string _);
        Assert.True(Sameness.Holds(fitted.Program, back), Sameness.Essence(back));
    }
}
