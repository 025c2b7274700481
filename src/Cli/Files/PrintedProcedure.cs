using CellDsl.Cli.Hosting;
using CellDsl.Reports.Procedures;

namespace CellDsl.Cli.Files;

/// <summary>The procedures of a file's experiments, to print or to hand on.</summary>
internal static class PrintedProcedure
{
    /// <exception cref="UserException">The file holds no experiment.</exception>
    public static List<ProcedureDocument> Of(string file, Procedures procedures)
    {
        var plan = procedures.Planned.Plan;
        if (plan.Experiments.Count == 0)
            throw new UserException(
                $"`{file}` holds no experiment",
                "name a file with an experiment: it says which routes, cells and tests to print"
            );
        var vocabulary = CellDsl.Planning.Vocabulary.Of(procedures.Compilation);
        return
        [
            .. plan.Experiments.Select(experiment =>
                ProcedureDocument.Of(procedures.Planned, experiment, vocabulary)
            ),
        ];
    }

    public static string Markdown(IEnumerable<ProcedureDocument> documents) =>
        string.Join("\n", documents.Select(ProcedureMarkdown.Write));
}
