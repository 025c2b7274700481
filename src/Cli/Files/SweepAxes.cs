using System.Globalization;
using System.Text;
using CellDsl.Cli.Hosting;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Runtime.Sweeps;

namespace CellDsl.Cli.Files;

/// <summary>
/// The axes of a sweep from the command line, <c>--over rate=20 mA/g .. 100 mA/g step 20 mA/g</c>: read as Cell, in a
/// second file beside the program, so that every quantity, list and series of the language can be swept.
/// </summary>
internal sealed class SweepAxes
{
    // No file can have this name.
    private const string Source = "--over";

    private readonly IReadOnlyList<(string Name, string Text)> _asked;
    private readonly string _file;

    public SweepAxes(string file, IEnumerable<string> asked)
    {
        _file = file;
        _asked = [.. asked.Select(Split)];
        if (_asked.Select(a => a.Name).Distinct().Count() < _asked.Count)
            throw new UserException("a setting is swept over twice", "give all its values in one `--over`");
    }

    /// <summary>A planner of variants of an experiment, which knows the axes.</summary>
    public ExperimentVariants Variants(string experiment)
    {
        var compilation = Compile();
        return new(compilation, compilation.Roots.Length - 1, experiment, PlanOptions.Default);
    }

    /// <summary>The axes with their values.</summary>
    public IReadOnlyList<SweepAxis> Read(ExperimentVariants variants) =>
        [.. _asked.Select((asked, i) => new SweepAxis(asked.Name, Stepped(asked, variants.Axes[Local(i)])))];

    private Compilation Compile()
    {
        var resolver = new DiskSourceResolver();
        var text = new StringBuilder("edition 1\nexperiment sweep_axes {\n");
        for (int i = 0; i < _asked.Count; i++)
            text.Append("  for ")
                .Append(Local(i))
                .Append(" in ")
                .Append(Values(_asked[i].Text))
                .Append(" { }\n");
        text.Append("}\n");
        var axes = new SourceText(Source, text.ToString());
        var compilation = Compilation.Create([resolver.Root(_file), axes], resolver);
        var wrong = compilation.Diagnostics.FirstOrDefault(d =>
            d.Location.Source.Path == Source && d.Rule.Severity == Severity.Error
        );
        if (wrong is null)
            return compilation;
        int line = axes.PositionAt(wrong.Location.Span.Start).Line - 2;
        var (name, given) = _asked[Math.Clamp(line, 0, _asked.Count - 1)];
        throw new UserException(
            $"`--over {name}={given}`: {wrong.Message}",
            "write values as in a procedure: `rate=20 mA/g, 50 mA/g`, `rate=20 mA/g .. 100 mA/g step 20 mA/g`"
        );
    }

    private static string Local(int index) => string.Create(CultureInfo.InvariantCulture, $"axis_{index}");

    private static (string Name, string Text) Split(string asked)
    {
        int at = asked.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == asked.Length - 1)
            throw new UserException(
                $"`--over {asked}` names no values",
                "`--over \"rate=20 mA/g, 50 mA/g\"`, `--over \"speed=200 rpm .. 600 rpm step 100 rpm\"`"
            );
        return (asked[..at].Trim(), asked[(at + 1)..].Trim());
    }

    /// <summary>What stands behind <c>in</c>: a list, or a call that makes one.</summary>
    private static string Values(string text) =>
        Steps(text) is var (low, high, step) ? $"[{low}, {high}, {step}]"
        : text.StartsWith('[') || text.Contains('(', StringComparison.Ordinal) ? text
        : $"[{text}]";

    /// <summary>The three parts of <c>a .. b step c</c>, or null.</summary>
    private static (string Low, string High, string Step)? Steps(string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        int step = text.IndexOf(" step ", StringComparison.Ordinal);
        return dots > 0 && step > dots ? (text[..dots], text[(dots + 2)..step], text[(step + 6)..]) : null;
    }

    private static IReadOnlyList<AxisValue> Stepped(
        (string Name, string Text) asked,
        IReadOnlyList<AxisValue> values
    )
    {
        if (Steps(asked.Text) is null || values is not [var low, var high, var step])
            return values;
        return AxisValue.Series(low, high, step)
            ?? throw new UserException(
                $"`--over {asked.Name}={asked.Text}` makes no steps",
                "from low to high, with a step above zero, at most 100 000 of them"
            );
    }
}
