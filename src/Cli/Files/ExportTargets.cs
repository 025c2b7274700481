using CellDsl.Cli.Hosting;
using CellDsl.Compiler.Exchange.Formats;

namespace CellDsl.Cli.Files;

/// <summary>Formats by the names that the command line knows them by.</summary>
internal static class ExportTargets
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["biologic"] = "ec-lab",
        ["eclab"] = "ec-lab",
        ["btlab"] = "bt-lab",
        ["bts"] = "neware",
    };

    public static IReadOnlyList<string> Names { get; } = [.. CyclerFormats.All.Select(format => format.Name)];

    /// <summary>The whole procedure as a document, not a protocol for a cycler.</summary>
    public static IReadOnlyList<string> Documents { get; } = ["plan", "markdown", "ro-crate"];

    public static string List => string.Join(", ", Names);

    public static ICyclerFormat Cycler(string name) =>
        CyclerFormats.Find(OtherNames.GetValueOrDefault(name, name)) ?? throw Unknown(name);

    private static UserException Unknown(string name)
    {
        string nearest = Names.MinBy(known => Spelling.Distance(name, known)) ?? "";
        return new(
            $"there is no format `{name}`",
            Spelling.Distance(name, nearest) <= 2 ? $"did you mean `{nearest}`?" : $"choose one of {List}"
        );
    }
}
