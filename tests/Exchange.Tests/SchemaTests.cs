using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CellDsl.Compiler.Exchange.Fitting;
using CellDsl.Compiler.Exchange.Formats;
using CellDsl.Exchange.Tests.Running;

namespace CellDsl.Exchange.Tests;

/// <summary>
/// Every file that we write has the structure that is known of its format, whatever the protocol: the constructs of the
/// feature matrix, and protocols made up by chance.
/// </summary>
public sealed partial class SchemaTests
{
    private const int MadeUp = 60;

    [Theory]
    [InlineData("neware")]
    [InlineData("maccor")]
    public void Xml_is_as_its_schema_says(string name)
    {
        var schemas = new XmlSchemaSet();
        using (var file = XmlReader.Create(Schema($"{name}.xsd")))
            schemas.Add(null, file);
        foreach (string written in Written(name))
        {
            var document = XDocument.Parse(written, LoadOptions.PreserveWhitespace);
            Unnumber(document, "Step_Info", "Step");
            Unnumber(document, "Other", "Cnd");
            var faults = new List<string>();
            document.Validate(schemas, (_, found) => faults.Add(found.Message));
            Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{written}");
        }
    }

    [Theory]
    [InlineData("unicycler")]
    [InlineData("tomato")]
    [InlineData("battinfo")]
    public void Json_is_as_its_schema_says(string name)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Schema($"{name}.schema.json")));
        var shape = new JsonShape(schema.RootElement);
        foreach (string written in Written(name))
        {
            using var document = JsonDocument.Parse(written);
            var faults = shape.Faults(document.RootElement);
            Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{written}");
        }
    }

    [Fact]
    public void A_schema_finds_what_is_wrong()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Schema("tomato.schema.json")));
        using var wrong = JsonDocument.Parse(
            """{"version":"2.1","settings":{},"user":{},"sample":{"identifier":1},"method":[{}],"more":0}"""
        );
        var faults = new JsonShape(schema.RootElement).Faults(wrong.RootElement);
        Assert.Contains("$.version is \"2.1\"", faults);
        Assert.Contains("$.user lacks identifier", faults);
        Assert.Contains("$.sample.identifier is of type number", faults);
        Assert.Contains("$.method[0] lacks task_name", faults);
        Assert.Contains("$.more is not known", faults);
    }

    /// <summary>Each section announces how many it has below it, and each limit its three comparisons.</summary>
    [Fact]
    public void A_schedule_announces_what_it_holds()
    {
        foreach (string written in Written("arbin"))
        {
            var sections = Sections(written);
            int steps = int.Parse(sections["Schedule"]["m_uStepNum"], CultureInfo.InvariantCulture);
            Assert.Equal(steps, sections.Keys.Count(key => StepSection().IsMatch(key)));
            for (int i = 0; i < steps; i++)
            {
                var step = sections[Text($"Schedule_Step{i}")];
                int limits = int.Parse(step["m_uLimitNum"], CultureInfo.InvariantCulture);
                string prefix = Text($"Schedule_Step{i}_Limit");
                Assert.Equal(
                    limits,
                    sections.Keys.Count(key => key.StartsWith(prefix, StringComparison.Ordinal))
                );
                for (int n = 0; n < limits; n++)
                {
                    var limit = sections[Text($"{prefix}{n}")];
                    Assert.Equal(12, limit.Count);
                    Assert.True(limit["m_bStepLimit"] is "0" or "1", written);
                    Assert.NotEqual("", limit["Equation0_szLeft"]);
                    string target = limit["m_szGotoStep"];
                    Assert.True(
                        target is "Next Step" or "End Test"
                            || sections.Values.Any(section =>
                                section.GetValueOrDefault("m_szLabel") == target
                            ),
                        $"no step is called {target}\n{written}"
                    );
                }
            }
        }
    }

    /// <summary>A column of twenty characters for each step, in every row, with a row for each limit and record announced.</summary>
    [Theory]
    [InlineData("ec-lab")]
    [InlineData("bt-lab")]
    public void A_settings_table_has_a_cell_for_each_step_in_each_row(string name)
    {
        foreach (string written in Written(name))
        {
            string[] rows =
            [
                .. written
                    .Split("\r\n")
                    .SkipWhile(line => !line.StartsWith("Ns  ", StringComparison.Ordinal)),
            ];
            rows = [.. rows.TakeWhile(line => line.Length > 0)];
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
            Assert.Equal(0, rows[0].Length % 20);
            var table = rows.ToDictionary(row => row[..20].TrimEnd(), Cells);
            Assert.Equal(
                Enumerable.Range(0, table["Ns"].Length).Select(number => Text($"{number}")),
                table["Ns"]
            );
            for (int step = 0; step < table["Ns"].Length; step++)
            {
                int limits = int.Parse(table["lim_nb"][step], CultureInfo.InvariantCulture);
                for (int n = 1; n <= limits; n++)
                    Assert.NotEqual("", table[Text($"lim{n}_type")][step]);
                int records = int.Parse(table["rec_nb"][step], CultureInfo.InvariantCulture);
                for (int n = 1; n <= records; n++)
                    Assert.NotEqual("", table[Text($"rec{n}_type")][step]);
            }
        }
    }

    private static string[] Cells(string row) =>
        [
            .. Enumerable
                .Range(1, row.Length / 20 - 1)
                .Select(column => row.Substring(20 * column, 20).TrimEnd()),
        ];

    private static Dictionary<string, Dictionary<string, string>> Sections(string text)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>();
        Dictionary<string, string>? section = null;
        foreach (string line in text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '[')
            {
                sections.Add(line.Trim('[', ']'), section = []);
                continue;
            }
            Assert.NotNull(section);
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            Assert.True(sign > 0, line);
            section.Add(line[..sign], line[(sign + 1)..]);
        }
        return sections;
    }

    private static IEnumerable<string> Written(string name)
    {
        var format = CyclerFormats.Find(name);
        Assert.NotNull(format);
        string[] texts =
        [
            .. FeatureMatrix.Constructs.Select(construct =>
                FeatureMatrix.Text(construct.Body, construct.Limits)
            ),
            .. Enumerable.Range(0, MadeUp).Select(RandomProtocol.Of),
        ];
        int count = 0;
        foreach (string text in texts)
        {
            var fitted = ProgramFitting.Fit(Procedure.Of(text).Export.Program, format.Capabilities);
            if (fitted.Losses.Count > 0)
                continue;
            count++;
            yield return Files.Text(format.Write(fitted.Program, Files.Header)[0].Content);
        }
        Assert.True(count > 5, $"{name} carried {count}");
    }

    private static void Unnumber(XDocument document, string parent, string name)
    {
        foreach (var list in document.Descendants(parent))
        {
            int number = 0;
            foreach (
                var element in list.Elements().Where(each => Numbered(each.Name.LocalName, name)).ToList()
            )
            {
                Assert.Equal(Text($"{name}{++number}"), element.Name.LocalName);
                element.Name = name;
            }
        }
    }

    private static bool Numbered(string element, string name) =>
        element.StartsWith(name, StringComparison.Ordinal)
        && int.TryParse(element.AsSpan(name.Length), CultureInfo.InvariantCulture, out _);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Schema(string file) =>
        Path.Combine(TestKit.Repository.Root, "tests", "Exchange.Tests", "Schemas", file);

    [GeneratedRegex("^Schedule_Step[0-9]+$")]
    private static partial Regex StepSection();
}
