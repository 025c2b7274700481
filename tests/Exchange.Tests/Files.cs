using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Model;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;

namespace CellDsl.Exchange.Tests;

/// <summary>Programs to files and back.</summary>
internal static class Files
{
    public static ExportHeader Header { get; } =
        new("made_up", "CellDsl 0.1.0", "life.cell", new string('a', 64), null, []);

    public static string Text(byte[] content)
    {
        var diagnostics = new List<Diagnostic>();
        var text = ExchangeText.FromBytes("test", content, diagnostics);
        Assert.Equal([], Messages(diagnostics));
        return text?.Text ?? "";
    }

    /// <summary>What comes back from a program that fits.</summary>
    public static CyclerProgram Back(ICyclerFormat format, CyclerProgram fitted, out string written)
    {
        var files = format.Write(fitted, Header);
        written = Text(files[0].Content);
        Assert.True(format.Recognises(written), $"{format.Title} does not recognise its own file");
        var companions = files.ToDictionary(file => file.Name, file => Text(file.Content));
        var read = format.Read(
            new SourceText(files[0].Name, written),
            name => companions.TryGetValue(name, out string? text) ? new SourceText(name, text) : null
        );
        Assert.Equal([], Messages(read.Diagnostics.Where(found => found.Rule.Severity != Severity.Note)));
        Assert.NotNull(read.Program);
        return read.Program;
    }

    /// <summary>The program within the format, or null where something would be lost.</summary>
    public static CyclerProgram? Fit(ICyclerFormat format, CyclerProgram program)
    {
        var fitted = ProgramFitting.Fit(program, format.Capabilities);
        return fitted.Losses.Count == 0 ? fitted.Program : null;
    }

    public static string[] Messages(IEnumerable<Diagnostic> diagnostics) =>
        [
            .. diagnostics.Select(found =>
                $"{found.Rule.Code} {found.Location.Source.Path}:{found.Location.Start.Line + 1}:{found.Location.Start.Column + 1} {found.Message}"
            ),
        ];
}
