using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace CellDsl.Reports.Testing;

/// <summary>
/// Results as Visual Studio's test results file (TRX, schema <c>TeamTest/2010</c>). Identifiers are hashes of what they
/// name, so that the same test has the same one in every report.
/// </summary>
public static class TrxXml
{
    private const string Space = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // The kind "unit test" and the list "results not in a list", as the schema's own tools number them.
    private const string UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string NoList = "8c84fa94-04c1-424b-9868-57a2d4851a1d";

    private sealed record Entry(TestedExperiment Experiment, TestCase Case, string Id, string Execution)
    {
        public string Suite => $"{Experiment.File}: {Experiment.Name}";

        public TimeSpan Share => Experiment.Duration / Math.Max(1, Experiment.Cases.Count);
    }

    public static string Write(IReadOnlyList<TestedExperiment> experiments)
    {
        var entries = new List<Entry>();
        foreach (var experiment in experiments)
        {
            foreach (var test in experiment.Cases)
            {
                // An expectation may be written twice.
                string name = $"{experiment.File}\n{experiment.Name}\n{test.Title}\n{entries.Count}";
                entries.Add(new(experiment, test, Id(name), Id("run\n" + name)));
            }
        }
        return ReportXml.Document(xml => Run(xml, experiments, entries));
    }

    private static void Run(XmlWriter xml, IReadOnlyList<TestedExperiment> experiments, List<Entry> entries)
    {
        xml.WriteStartElement("TestRun", Space);
        xml.Attribute("id", Id("cell test\n" + string.Join('\n', entries.Select(entry => entry.Id))));
        xml.Attribute("name", "cell test");
        if (experiments.Count > 0)
        {
            xml.WriteStartElement("Times");
            string start = Time(experiments.Min(experiment => experiment.Started));
            foreach (string name in new[] { "creation", "queuing", "start" })
                xml.Attribute(name, start);
            xml.Attribute(
                "finish",
                Time(experiments.Max(experiment => experiment.Started + experiment.Duration))
            );
            xml.WriteEndElement();
        }
        Results(xml, entries);
        Definitions(xml, entries);
        xml.WriteStartElement("TestEntries");
        foreach (var entry in entries)
        {
            xml.WriteStartElement("TestEntry");
            xml.Attribute("testId", entry.Id);
            xml.Attribute("executionId", entry.Execution);
            xml.Attribute("testListId", NoList);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("TestLists");
        xml.WriteStartElement("TestList");
        xml.Attribute("name", "Results Not in a List");
        xml.Attribute("id", NoList);
        xml.WriteEndElement();
        xml.WriteEndElement();
        Summary(xml, entries);
        xml.WriteEndElement();
    }

    private static void Results(XmlWriter xml, List<Entry> entries)
    {
        xml.WriteStartElement("Results");
        foreach (var entry in entries)
        {
            xml.WriteStartElement("UnitTestResult");
            xml.Attribute("executionId", entry.Execution);
            xml.Attribute("testId", entry.Id);
            xml.Attribute("testName", $"{entry.Suite}: {entry.Case.Title}");
            xml.Attribute("computerName", "simulated");
            xml.Attribute("duration", entry.Share.ToString("c", CultureInfo.InvariantCulture));
            xml.Attribute("startTime", Time(entry.Experiment.Started));
            xml.Attribute("endTime", Time(entry.Experiment.Started + entry.Experiment.Duration));
            xml.Attribute("testType", UnitTest);
            xml.Attribute("outcome", Word(entry.Case));
            xml.Attribute("testListId", NoList);
            if (entry.Case.Message is { } message)
                Output(xml, entry.Case, message);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Output(XmlWriter xml, TestCase test, string message)
    {
        xml.WriteStartElement("Output");
        if (test.Outcome is TestOutcome.Passed)
        {
            xml.WriteElementString("StdOut", ReportXml.Clean(message));
        }
        else
        {
            xml.WriteStartElement("ErrorInfo");
            xml.WriteElementString("Message", ReportXml.Clean(message));
            if (test.Place is { } place)
                xml.WriteElementString(
                    "StackTrace",
                    ReportXml.Clean($"at {test.Title} in {place.Path}:line {place.Line}")
                );
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Definitions(XmlWriter xml, List<Entry> entries)
    {
        xml.WriteStartElement("TestDefinitions");
        foreach (var entry in entries)
        {
            xml.WriteStartElement("UnitTest");
            xml.Attribute("name", $"{entry.Suite}: {entry.Case.Title}");
            xml.Attribute("storage", entry.Experiment.File);
            xml.Attribute("id", entry.Id);
            xml.WriteStartElement("Execution");
            xml.Attribute("id", entry.Execution);
            xml.WriteEndElement();
            xml.WriteStartElement("TestMethod");
            xml.Attribute("codeBase", entry.Experiment.File);
            xml.Attribute("adapterTypeName", "executor://cell/simulation");
            xml.Attribute("className", entry.Suite);
            xml.Attribute("name", entry.Case.Title);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Summary(XmlWriter xml, List<Entry> entries)
    {
        int failed = entries.Count(entry => entry.Case.Outcome is TestOutcome.Failed);
        xml.WriteStartElement("ResultSummary");
        xml.Attribute("outcome", failed == 0 ? "Completed" : "Failed");
        xml.WriteStartElement("Counters");
        xml.Attribute("total", entries.Count);
        xml.Attribute("executed", entries.Count);
        xml.Attribute("passed", entries.Count - failed);
        xml.Attribute("failed", failed);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Word(TestCase test) => test.Outcome is TestOutcome.Passed ? "Passed" : "Failed";

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Id(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("D");
}
