using System.Globalization;
using System.Text;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Text;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Simulation.Models;

namespace CellDsl.Runtime.Fitting;

/// <summary>
/// The text of a file with models after a fit: the same text with other numbers, and in each fitted model what was fitted
/// to which rows (<c>fitted</c>) and over which range that holds (<c>calibrated</c>).
/// </summary>
public sealed class FittedModelText(FitResult result, string procedure)
{
    private readonly List<(TextSpan Span, string Text)> _edits = [];

    /// <param name="models">Each as it is declared in the text and as it stands in the plan.</param>
    /// <exception cref="SimulationException">A number does not stand where the fit can change it.</exception>
    public string Write(SourceText text, IEnumerable<(ModelSymbol Symbol, PlanModel Model)> models)
    {
        _edits.Clear();
        foreach (var (symbol, model) in models)
            Change(symbol, model);
        var written = new StringBuilder(text.Text);
        foreach (var (span, replacement) in _edits.OrderByDescending(e => e.Span.Start))
            written.Remove(span.Start, span.Length).Insert(span.Start, replacement);
        return written.ToString();
    }

    private void Change(ModelSymbol symbol, PlanModel model)
    {
        if (symbol.Syntax.Body is not { } body)
            return;
        var own = result.Parameters.Where(p => p.Parameter.Model == model.Name).ToArray();
        foreach (var parameter in own.Where(p => p.IsDetermined))
        {
            var value =
                Find(symbol.Properties, parameter.Parameter.Path)
                ?? throw new SimulationException(
                    $"`{parameter.Parameter.Name}` does not stand in the text of model `{model.Name}` as a number of its own."
                );
            _edits.Add((value, Number(parameter.Value, parameter.Parameter)));
        }
        string text =
            Put(symbol, "calibrated", Calibrated(model)) + Put(symbol, "fitted", Fitted(own, model));
        if (text.Length > 0)
            _edits.Add((new(body.Close.Span.Start, 0), text));
    }

    private static TextSpan? Find(PropertyBag properties, IReadOnlyList<string> path)
    {
        PropertyBag? inner = properties;
        BoundProperty? property = null;
        foreach (string name in path)
        {
            property = inner?.Items.FirstOrDefault(item => item.Name == name);
            inner = property?.Block;
        }
        return property?.Values is [var only] ? only.Bare.Syntax.Span : null;
    }

    /// <summary>Replaces a block; where there is none yet, what is to be added.</summary>
    private string Put(ModelSymbol symbol, string name, string text)
    {
        if (symbol.Properties.Items.FirstOrDefault(item => item.Name == name) is not { } old)
            return $"\n{text}";
        _edits.Add((old.Syntax.Span, text.Trim()));
        return "";
    }

    private string Calibrated(PlanModel model)
    {
        var text = new StringBuilder("  calibrated {\n");
        foreach (var range in CalibratedRange.Of(model, result))
            text.Append("    ")
                .Append(range.Name)
                .Append(": ")
                .Append(range.Low)
                .Append(" .. ")
                .Append(range.High)
                .Append('\n');
        return text.Append("  }\n").ToString();
    }

    private string Fitted(IReadOnlyList<FittedParameter> own, PlanModel model)
    {
        var text = new StringBuilder("  fitted {\n");
        text.Append("    by: \"cell fit ")
            .Append(procedure)
            .Append("; least squares in the rows' tolerances, Levenberg-Marquardt (MathNet.Numerics)\"\n");
        text.Append("    deviation: ").Append(Percent(result.Rms)).Append('\n');
        text.Append("    parameters: [\n");
        foreach (var parameter in own)
            text.Append("      \"").Append(Told(parameter)).Append("\",\n");
        text.Append("    ]\n    rows: [\n");
        foreach (var group in Rows(model).GroupBy(row => row.Row.Name))
        {
            double worst = group.MaxBy(row => Math.Abs(row.Deviation))?.Deviation ?? 0;
            text.Append("      (\"")
                .Append(Escaped(group.Key))
                .Append("\", ")
                .Append(Percent(worst))
                .Append("),\n");
        }
        return text.Append("    ]\n  }\n").ToString();
    }

    /// <summary>The rows whose runs took anything from the model.</summary>
    private IEnumerable<FittedRow> Rows(PlanModel model) =>
        result.Rows.Where(row =>
            result.Reports.Any(report =>
                report.Experiment == row.Row.Experiment
                && report.Runs.Any(run =>
                    run.Run.Id == row.Row.Run.Split(',')[0] && run.Models.Contains(model.Name)
                )
            )
        );

    private static string Told(FittedParameter fitted)
    {
        var parameter = fitted.Parameter;
        string name = string.Join('.', parameter.Path);
        string range = $"within {Number(parameter.Low, parameter)} .. {Number(parameter.High, parameter)}";
        return fitted.IsDetermined
            ? $"{name} = {Number(fitted.Value, parameter)} ± {Number(fitted.Uncertainty, parameter)}, {range}, from {Number(parameter.Start, parameter)}"
            : $"{name} = {Number(parameter.Start, parameter)}, which no row determines";
    }

    /// <summary>Four figures in the unit in which the number stood.</summary>
    internal static string Number(double si, FitParameter parameter)
    {
        string number = (si / parameter.UnitFactor)
            .ToString("G4", CultureInfo.InvariantCulture)
            .Replace("E", "e");
        return parameter.Unit.Length > 0 ? $"{number} {parameter.Unit}" : number;
    }

    private static string Percent(double share) =>
        $"{(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} %";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
