using CellDsl.Cli.Hosting;
using CellDsl.Cli.Rendering;
using CellDsl.Runtime.Fitting;

namespace CellDsl.Cli.Reports;

/// <summary>What a fit came to: rows with residuals, parameters with their ranges, files.</summary>
internal static class FitReportText
{
    public static void Write(FitResult result, IReadOnlyList<string> written, CellConsole console)
    {
        console.Out.WriteLine(
            $"{Plural.Of(result.Parameters.Count, "parameter")} fitted to {Plural.Of(result.Rows.Count, "row")}: "
                + $"{result.Outcome} after {Plural.Of(result.Iterations, "iteration")}, "
                + $"{Plural.Of(result.Evaluations, "simulation")} of all rows"
        );
        console.Out.WriteLine(
            $"mean deviation (root mean square): {Figures.Percent(result.RmsBefore)} before, {Figures.Percent(result.Rms)} after"
        );
        console.Out.WriteLine();
        WriteRows(result, console);
        console.Out.WriteLine();
        WriteParameters(result, console);
        if (written.Count == 0)
            return;
        console.Out.WriteLine();
        foreach (string path in written)
            console.Out.WriteLine(
                $"written to {path}: read it, then put it in the place of the model it came from"
            );
    }

    private static void WriteRows(FitResult result, CellConsole console)
    {
        var table = new TextTable("row", "run", "expected", "before", "fitted", "residual", "");
        foreach (var row in result.Rows)
        {
            var expectation = row.Row.Expectation;
            table.Add(
                $"{row.Row.Experiment}: {FigureRow.What(expectation.Text)}",
                row.Row.Run,
                FigureRow.Expected(expectation.Text),
                FigureRow.InUnit(row.Before, expectation),
                FigureRow.InUnit(row.After, expectation),
                row.Row.IsBound && row.IsMet ? "holds" : Figures.Percent(row.Deviation),
                row.IsMet ? "" : "outside its tolerance"
            );
        }
        table.Write(console);
    }

    private static void WriteParameters(FitResult result, CellConsole console)
    {
        var table = new TextTable("parameter", "from", "fitted", "±", "range");
        foreach (var fitted in result.Parameters)
        {
            var parameter = fitted.Parameter;
            table.Add(
                parameter.Name,
                Number(parameter.Start, parameter),
                Number(fitted.Value, parameter),
                fitted.IsDetermined ? Number(fitted.Uncertainty, parameter) : "no row determines it",
                $"{Number(parameter.Low, parameter)} .. {Number(parameter.High, parameter)}"
            );
        }
        table.Write(console);
    }

    private static string Number(double value, FitParameter parameter) =>
        $"{Figures.Number(value / parameter.UnitFactor)} {parameter.Unit}".TrimEnd();

    public static void WriteJson(FitResult result, IReadOnlyList<string> written, CellConsole console) =>
        JsonOutput.Write(
            console.Out,
            "cell-fit/1",
            json =>
            {
                json.WriteString("outcome", result.Outcome);
                json.WriteNumber("iterations", result.Iterations);
                json.WriteNumber("evaluations", result.Evaluations);
                json.WriteNumber("rmsBefore", Rounded(result.RmsBefore));
                json.WriteNumber("rms", Rounded(result.Rms));
                json.WriteStartArray("rows");
                foreach (var row in result.Rows)
                {
                    double unit = row.Row.Expectation.UnitFactor.ToDouble();
                    json.WriteStartObject();
                    json.WriteString("row", row.Row.Name);
                    json.WriteString("run", row.Row.Run);
                    json.WriteNumber("expected", Rounded(row.Row.Target / unit));
                    json.WriteNumber("tolerance", Rounded(row.Row.Tolerance / unit));
                    json.WriteBoolean("bound", row.Row.IsBound);
                    Number("before", row.Before / unit);
                    Number("fitted", row.After / unit);
                    json.WriteString("unit", row.Row.Expectation.Unit);
                    Number("residual", row.Deviation);
                    json.WriteBoolean("met", row.IsMet);
                    json.WriteEndObject();

                    void Number(string name, double value)
                    {
                        if (double.IsFinite(value))
                            json.WriteNumber(name, Rounded(value));
                        else
                            json.WriteNull(name);
                    }
                }
                json.WriteEndArray();
                json.WriteStartArray("parameters");
                foreach (var fitted in result.Parameters)
                {
                    var parameter = fitted.Parameter;
                    json.WriteStartObject();
                    json.WriteString("name", parameter.Name);
                    json.WriteString("unit", parameter.Unit);
                    json.WriteNumber("start", Rounded(parameter.Start / parameter.UnitFactor));
                    json.WriteNumber("fitted", Rounded(fitted.Value / parameter.UnitFactor));
                    json.WriteBoolean("determined", fitted.IsDetermined);
                    if (fitted.IsDetermined)
                        json.WriteNumber("uncertainty", Rounded(fitted.Uncertainty / parameter.UnitFactor));
                    json.WriteNumber("low", Rounded(parameter.Low / parameter.UnitFactor));
                    json.WriteNumber("high", Rounded(parameter.High / parameter.UnitFactor));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteStartArray("written");
                foreach (string path in written)
                    json.WriteStringValue(path);
                json.WriteEndArray();
            }
        );

    // Seven figures, as in the tables.
    private static double Rounded(double value) =>
        value == 0 || !double.IsFinite(value)
            ? 0
            : double.Parse(
                value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture
            );
}
