using System.CommandLine;
using System.Text.Json;
using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Language.Diagnostics;

namespace CellDsl.Cli.Commands;

/// <summary><c>cell explain CELL2004</c>: the page of a rule, from the documentation that is embedded in the tool.</summary>
public static class ExplainCommand
{
    public static Command Create(CellConsole console)
    {
        var code = new Argument<string?>("CODE")
        {
            HelpName = "CODE",
            Description = "The rule's code, as in CELL2004; without it, all rules are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        code.CompletionSources.Add(_ =>
            RuleCatalogue
                .ByCode.Keys.Order(StringComparer.Ordinal)
                .Select(name => new System.CommandLine.Completions.CompletionItem(name))
        );
        var json = CommonOptions.Json();
        var command = new Command("explain", "Explain an error, a warning or a note.") { code, json };
        command.SetAction(parsed => Run(parsed.GetValue(code), parsed.GetValue(json), console));
        return command;
    }

    public static int Run(string? code, bool json, CellConsole console)
    {
        if (code is null)
        {
            var all = RuleCatalogue.ByCode.Values.OrderBy(rule => rule.Code, StringComparer.Ordinal).ToList();
            if (json)
                JsonOutput.Write(console.Out, "cell-explain/1", writer => WriteRules(writer, all));
            else
                foreach (var rule in all)
                    console.Out.WriteLine(
                        $"{rule.Code}  {DiagnosticRenderer.NameOf(rule.Severity), -7}  {rule.Title}"
                    );
            return ExitCodes.Clean;
        }

        string name = Normalise(code);
        if (!RuleCatalogue.ByCode.TryGetValue(name, out var found))
        {
            string? near = RuleCatalogue
                .ByCode.Keys.OrderBy(known => Spelling.Distance(name, known))
                .ThenBy(known => known, StringComparer.Ordinal)
                .FirstOrDefault(known => Spelling.Distance(name, known) <= 1);
            throw new UserException(
                $"there is no rule `{code}`",
                near is null
                    ? "`cell explain` lists all rules"
                    : $"did you mean `{near}`? `cell explain` lists all rules"
            );
        }
        string? page = ReadPage(name);
        if (json)
            JsonOutput.Write(
                console.Out,
                "cell-explain/1",
                writer =>
                {
                    WriteRules(writer, [found]);
                    writer.WriteString("page", page);
                }
            );
        else
            console.Out.WriteLine(page?.TrimEnd() ?? $"# {found.Code}: {found.Title}");
        return ExitCodes.Clean;
    }

    /// <summary>The embedded page of a rule in Markdown, or null while it has none.</summary>
    public static string? ReadPage(string code)
    {
        using var stream = typeof(ExplainCommand).Assembly.GetManifestResourceStream(
            $"diagnostics/{code}.md"
        );
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Accepts <c>cell2004</c> and <c>2004</c> as well.</summary>
    private static string Normalise(string code)
    {
        string upper = code.Trim().ToUpperInvariant();
        return upper.Length > 0 && upper.All(char.IsAsciiDigit) ? "CELL" + upper.PadLeft(4, '0') : upper;
    }

    private static void WriteRules(Utf8JsonWriter writer, IEnumerable<Rule> rules)
    {
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("code", rule.Code);
            writer.WriteString("severity", DiagnosticRenderer.NameOf(rule.Severity));
            writer.WriteString("title", rule.Title);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
