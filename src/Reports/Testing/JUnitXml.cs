using System.Xml;

namespace CellDsl.Reports.Testing;

/// <summary>
/// Results in the format of JUnit's Ant task, as GitLab, Jenkins and most hosts read it: a suite per experiment, a case
/// per expectation and run.
/// </summary>
public static class JUnitXml
{
    public static string Write(IReadOnlyList<TestedExperiment> experiments) =>
        ReportXml.Document(xml =>
        {
            xml.WriteStartElement("testsuites");
            xml.Attribute("name", "cell test");
            Counts(xml, experiments);
            foreach (var experiment in experiments)
                Suite(xml, experiment);
            xml.WriteEndElement();
        });

    private static void Counts(XmlWriter xml, IReadOnlyList<TestedExperiment> experiments)
    {
        xml.Attribute("tests", experiments.Sum(experiment => experiment.Cases.Count));
        xml.Attribute("failures", experiments.Sum(experiment => experiment.Failed));
        xml.Attribute("errors", 0);
        xml.Attribute(
            "time",
            ReportXml.Seconds(TimeSpan.FromTicks(experiments.Sum(experiment => experiment.Duration.Ticks)))
        );
    }

    private static void Suite(XmlWriter xml, TestedExperiment experiment)
    {
        string name = $"{experiment.File}: {experiment.Name}";
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", name);
        Counts(xml, [experiment]);
        xml.Attribute("skipped", 0);
        xml.Attribute("timestamp", experiment.Started.UtcDateTime.ToString("s"));
        // A simulation answers all its cases at once: they share its time.
        var share = experiment.Duration / Math.Max(1, experiment.Cases.Count);
        foreach (var test in experiment.Cases)
            Case(xml, test, experiment, share);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, TestCase test, TestedExperiment experiment, TimeSpan share)
    {
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", $"{experiment.File}: {experiment.Name}");
        xml.Attribute("name", test.Title);
        xml.Attribute("time", ReportXml.Seconds(share));
        if (test.Place is { } place)
        {
            xml.Attribute("file", place.Path);
            xml.Attribute("line", place.Line);
        }
        if (test.Outcome is TestOutcome.Failed)
        {
            xml.WriteStartElement("failure");
            xml.Attribute("message", test.Message ?? "not met");
            xml.Attribute("type", "expectation");
            string at = test.Place is { } where ? $"{where.Path}:{where.Line}: " : "";
            xml.WriteString(ReportXml.Clean($"{at}{test.Title}: {test.Message ?? "not met"}"));
            xml.WriteEndElement();
        }
        else if (test.Message is { } message)
        {
            xml.WriteElementString("system-out", ReportXml.Clean(message));
        }
        xml.WriteEndElement();
    }
}
