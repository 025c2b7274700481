using System.IO.Compression;
using System.Text;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Compiler.Exchange.Importing;
using CellDsl.Compiler.Exchange.Text;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Text;
using CellDsl.Runtime.Records.Import;

namespace CellDsl.Exchange.Tests;

/// <summary>Files that somebody made to hurt, or that were hurt on the way: a finding, never an exception, never a hang.</summary>
public class HostileInputTests
{
    public static TheoryData<string> Formats => [.. CyclerFormats.All.Select(format => format.Name)];

    private static List<Diagnostic> Import(byte[] content, string name = "file", string? format = null)
    {
        var diagnostics = new List<Diagnostic>();
        if (ExchangeText.FromBytes(name, content, diagnostics) is not { } text)
            return diagnostics;
        var read = ImportedProcedure.Read(
            text,
            format is null ? null : CyclerFormats.Find(format),
            _ => null
        );
        return [.. diagnostics, .. read.Diagnostics];
    }

    private static List<Diagnostic> Import(string content, string? format = null) =>
        Import(Encoding.UTF8.GetBytes(content), "file", format);

    private static void IsUnreadable(IReadOnlyList<Diagnostic> findings, string expected)
    {
        Assert.Contains(findings, found => found.Rule == Rules.UnreadableFile);
        Assert.Contains(
            findings,
            found => found.Message.Contains(expected, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData("neware")]
    [InlineData("maccor")]
    public void Entities_that_multiply_are_refused(string format)
    {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE root [<!ENTITY a \"aaaaaaaaaa\">");
        for (char c = 'b'; c < 'k'; c++)
            bomb.Append($"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}\">");
        bomb.Append("]>\n<root><config type=\"Step File\">&j;</config></root>");
        IsUnreadable(Import(bomb.ToString(), format), "document type");
    }

    [Theory]
    [InlineData("neware")]
    [InlineData("maccor")]
    public void Entities_that_read_files_are_refused(string format) =>
        IsUnreadable(
            Import(
                "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><root><config type=\"Step File\">&x;</config></root>",
                format
            ),
            "document type"
        );

    [Fact]
    public void A_hundred_megabytes_are_refused_unread()
    {
        string path = Path.Combine(Path.GetTempPath(), $"cell-large-{Guid.NewGuid():N}.xml");
        try
        {
            // Sparse: only the length is there.
            using (var file = File.Create(path))
                file.SetLength(100L << 20);
            var diagnostics = new List<Diagnostic>();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(ExchangeText.FromFile(path, diagnostics));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
            IsUnreadable(diagnostics, "100 MB");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("neware", "<a>", "</a>")]
    [InlineData("maccor", "<a>", "</a>")]
    [InlineData("unicycler", "{\"a\":", "}")]
    [InlineData("tomato", "[", "]")]
    public void Deep_nesting_is_refused(string format, string open, string close)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++)
            text.Append(open);
        for (int i = 0; i < 100_000; i++)
            text.Append(close);
        Assert.Contains(Import(text.ToString(), format), found => found.Rule == Rules.UnreadableFile);
    }

    [Fact]
    public void Deep_nesting_of_tasks_does_not_exhaust_the_stack()
    {
        var text = new StringBuilder("{\"@context\":[\"battery\"],\"@type\":\"OpenCircuitHold\"");
        for (int i = 0; i < 15_000; i++)
            text.Append(",\"hasNext\":{\"@type\":\"OpenCircuitHold\"");
        text.Append('}', 15_001);
        Assert.NotEmpty(Import(text.ToString(), "battinfo"));
        var loops = new StringBuilder("{\"@context\":[\"battery\"],\"@type\":\"IterativeWorkflow\"");
        for (int i = 0; i < 15_000; i++)
            loops.Append(",\"hasTask\":{\"@type\":\"IterativeWorkflow\"");
        loops.Append('}', 15_001);
        Assert.NotEmpty(Import(loops.ToString(), "battinfo"));
    }

    [Fact]
    public void Python_that_nests_deeply_is_not_followed()
    {
        string text =
            $"import pybamm\nexperiment = pybamm.Experiment({new string('[', 50_000)}{new string(']', 50_000)})\n";
        Assert.NotEmpty(Import(text, "pybamm"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Files_cut_off_anywhere_are_read_or_refused(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        byte[] whole = Whole(format);
        for (int length = 0; length < whole.Length; length += 1 + (whole.Length / 60))
        {
            var findings = Import(whole[..length], "cut", name);
            Assert.All(
                findings,
                found => Assert.True(found.Location.Span.End <= found.Location.Source.Length)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Files_with_any_byte_changed_are_read_or_refused(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        byte[] whole = Whole(format);
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            byte[] changed = [.. whole];
            for (int n = 0; n < 3; n++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var findings = Import(changed, "changed", name);
            Assert.All(
                findings,
                found => Assert.True(found.Location.Span.End <= found.Location.Source.Length)
            );
        }
    }

    private static byte[] Whole(ICyclerFormat format)
    {
        for (int number = 0; number < 100; number++)
        {
            var program = Running.Procedure.Of(Running.RandomProtocol.Of(number)).Export.Program;
            if (program.Steps.Count > 3 && Files.Fit(format, program) is { } fitted)
                return format.Write(fitted, Files.Header)[0].Content;
        }
        throw new InvalidOperationException($"No program fits {format.Name}.");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", false)]
    public void Other_encodings_give_the_same_text(string encoding, bool hasMark)
    {
        const string xml =
            "<root><config type=\"Step File\" version=\"17\"><Head_Info><Remark Value=\"µ 電池\"/></Head_Info></config></root>";
        var code = Encoding.GetEncoding(encoding);
        byte[] bytes = hasMark ? [.. code.GetPreamble(), .. code.GetBytes(xml)] : code.GetBytes(xml);
        var diagnostics = new List<Diagnostic>();
        Assert.Equal(xml, ExchangeText.FromBytes("x.xml", bytes, diagnostics)?.Text);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Chinese_files_are_read_as_such()
    {
        const string xml =
            "<?xml version=\"1.0\" encoding=\"GB2312\"?><root><config type=\"Step File\"><Remark Value=\"电池\"/></config></root>";
        Assert.Equal(xml, ExchangeText.FromBytes("x.xml", ExchangeText.Chinese.GetBytes(xml), [])?.Text);
    }

    [Fact]
    public void Micro_in_a_Windows_file_is_not_milli() =>
        Assert.Equal(
            "100 µA",
            ExchangeText.FromBytes("x.mps", ExchangeText.Windows1252.GetBytes("100 µA"), [])?.Text
        );

    [Fact]
    public void Binary_files_are_named_for_what_they_are() =>
        IsUnreadable(Import([1, 2, 3, 0, 0, 0, 4, 0, 0, 0]), "is zero");

    [Fact]
    public void Something_else_altogether_is_told_which_formats_are_known() =>
        IsUnreadable(Import("Dear Sir,\nplease find attached"), "none of the known formats");

    [Fact]
    public void Decimal_commas_in_settings_are_decimal_points()
    {
        var format = CyclerFormats.Find("ec-lab");
        Assert.NotNull(format);
        string text = Files.Text(Whole(format));
        string header = text[..text.IndexOf("Technique : 1", StringComparison.Ordinal)];
        string table = text[header.Length..];
        // As a European EC-Lab writes it: commas in numbers of the header and of the table.
        string commas = System.Text.RegularExpressions.Regex.Replace(table, @"(?<=\d)\.(?=\d)", ",");
        Assert.NotEqual(table, commas);
        var plain = format.Read(new SourceText("a.mps", text), _ => null).Program;
        var european = format.Read(new SourceText("a.mps", header + commas), _ => null).Program;
        Assert.NotNull(plain);
        Assert.NotNull(european);
        Assert.Equal(Sameness.Essence(plain), Sameness.Essence(european));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 99999999\n")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : x\n")]
    [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\n1\t2\n")]
    [InlineData("Test Time / s,Voltage / V\n1,2\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,2\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,two,3\n")]
    [InlineData("Test Time / s,Voltage / V,Current / A\n1,2,1e999,\n")]
    [InlineData("Cycle Index,Time,Voltage(V),Current(mA)\n1,0:00:xx,3,1\n")]
    public void Broken_result_files_say_where(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Throws<MeasuredDataException>(() => MeasuredFile.Read(stream));
    }

    [Fact]
    public void A_result_file_without_a_line_end_does_not_fill_the_memory()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'1');
            for (int i = 0; i < 100; i++)
                gzip.Write(block);
        }
        packed.Position = 0;
        using var open = new GZipStream(packed, CompressionMode.Decompress);
        Assert.Throws<MeasuredDataException>(() => MeasuredFile.Read(open));
    }
}
