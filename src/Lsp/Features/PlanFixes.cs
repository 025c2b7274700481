using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// Ways out of what a plan's checks find: the nearest value that a laboratory can do, another gas, what was not said. They
/// change what is done, so each is offered and none is part of fixing everything.
/// </summary>
internal static class PlanFixes
{
    private const string Nearest = "the nearest that fits is ";
    private const string Policy =
        "on interruption { up to 10 min: continue; up to 24 h: rest for 1 h then continue; longer: stop }";

    public static IEnumerable<(string Title, TextEdit Edit)> Of(Document document, Diagnostic finding)
    {
        var span = finding.Location.Span;
        if (!ReferenceEquals(finding.Location.Source, document.Source))
            yield break;
        var node = SyntaxLookup.Touching(document.Tree, span.Start).Parent;
        string marked = document.Source.Slice(span).ToString();
        switch (finding.Rule.Code)
        {
            case "CELL6002"
                when finding.Help is { } help && help.StartsWith(Nearest, StringComparison.Ordinal):
                yield return Instead(span, help[Nearest.Length..]);
                break;
            case "CELL6009" when Gases(finding.Help) is { } gas:
                yield return Instead(span, gas);
                break;
            case "CELL5003"
                when marked.Length > 0 && finding.Help?.Contains("argon", StringComparison.Ordinal) == true:
                yield return Instead(span, "argon");
                break;
            case "CELL5003" when finding.Help?.Contains("oxygen_flow", StringComparison.Ordinal) == true:
                yield return Instead(span, "oxygen_flow");
                break;
            case "CELL5006":
                yield return Instead(span, "argon");
                break;
            case "CELL5011":
                yield return Instead(span, "vacuum");
                break;
            case "CELL5007" when Declared(node) is { Body: { Open.IsPresent: true } body }:
                yield return (
                    "Say where it is done: `environment: glovebox`",
                    After(body.Open.Span.End, "\n  environment: assumed glovebox")
                );
                break;
            case "CELL5012"
            or "CELL5018" when SyntaxLookup.Enclosing<PhraseSyntax>(node) is { Body: null } phrase:
                yield return (
                    "Add pauses: `{ run: 15 min; pause: 15 min }`",
                    After(phrase.Span.End, " { run: assumed 15 min; pause: assumed 15 min }")
                );
                break;
            case "CELL5016":
                yield return Instead(span, "zirconia_jar");
                break;
            case "CELL7017" when Declared(node) is { Body: { Close.IsPresent: true } body }:
                yield return ($"Add `{Policy}`", After(body.Close.Span.Start, $"  {Policy}\n"));
                break;
            case "CELL7021"
                when SyntaxLookup.Enclosing<PhraseSyntax>(node)?.Until?.Condition is { } condition:
                yield return (
                    "Bound the charge too: `or capacity > 1.2 * theoretical`",
                    After(condition.Span.End, " or capacity > 1.2 * theoretical")
                );
                break;
            case "CELL7023" when marked.EndsWith('}'):
                yield return (
                    "Add a limit on temperature",
                    After(span.End - 1, "; temperature: assumed 0 °C .. 60 °C ")
                );
                break;
        }
    }

    private static (string, TextEdit) Instead(TextSpan span, string text) =>
        ($"Change to `{text}`", new(span, text));

    private static TextEdit After(int position, string text) => new(new(position, 0), text);

    private static DeclarationSyntax? Declared(SyntaxNode? node) =>
        SyntaxLookup.Enclosing<DeclarationSyntax>(node);

    /// <summary>The first gas that an instrument has, of <c>use argon or air if …</c>.</summary>
    private static string? Gases(string? help) =>
        help is not null && help.StartsWith("use ", StringComparison.Ordinal)
            ? help["use ".Length..].Split(' ')[0]
            : null;
}
