using CellDsl.Compiler.Exchange.Exporting;
using CellDsl.Contracts;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Machines;

namespace CellDsl.Exchange.Tests.Running;

/// <summary>A <c>.cell</c> text with one run, planned.</summary>
internal sealed record Procedure(Machine Machine, CellFacts Facts, Exportable Export)
{
    /// <summary>With an experiment added where the text has none.</summary>
    public static Procedure Of(string text)
    {
        var found = Compiled(text);
        var compilation = found;
        if (!text.Contains("\nexperiment ", StringComparison.Ordinal))
        {
            string protocol = found.Declarations.First(item => item.Word == "protocol").Name;
            string? cell = found.Declarations.FirstOrDefault(item => item.Word == "cell")?.Name;
            string added = cell is null ? "\ncell bare { limits { voltage: unspecified } }\n" : "\n";
            compilation = Compiled(
                $"{text}{added}experiment one {{ run {protocol}() on {cell ?? "bare"}() }}\n"
            );
        }
        var planned = Planner.Plan(compilation);
        Assert.True(planned.Plan.Experiments.Count == 1, $"no experiment\n{Problems(compilation)}\n{text}");
        var experiment = planned.Plan.Experiments[0];
        var run = experiment.Runs[0];
        return new(
            planned.Machines[run.Machine],
            experiment.Cells.First(cell => cell.Id == run.Cell).Facts.ToCellFacts(),
            Exportable.Of(planned)[0]
        );
    }

    private static Compilation Compiled(string text) =>
        Compilation.Create([new SourceText("made_up.cell", text)], new NoImports());

    public static string Problems(Compilation compilation) =>
        string.Join(
            '\n',
            Files.Messages(compilation.Diagnostics.Where(found => found.Rule.Severity == Severity.Error))
        );

    /// <summary>Errors of a text.</summary>
    public static string Errors(string text) => Problems(Compiled(text));

    private sealed class NoImports : ISourceResolver
    {
        public SourceText? Resolve(string importingPath, string importPath) => null;
    }
}
