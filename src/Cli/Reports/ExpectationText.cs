using CellDsl.Runtime.Execution;

namespace CellDsl.Cli.Reports;

/// <summary>An expectation beside what was found.</summary>
internal static class ExpectationText
{
    /// <summary>As <c>213.1 mAh/g, expected 198 mAh/g .. 242 mAh/g</c>.</summary>
    public static string Finding(ExpectationResult result)
    {
        var (expectation, _, verdict) = result;
        if (!verdict.Known)
            return "the run did not get so far";
        double unit = expectation.UnitFactor.ToDouble();
        string suffix = expectation.Unit.Length > 0 ? $" {expectation.Unit}" : "";
        string actual = Figures.Number(verdict.Actual / unit) + suffix;
        string low = Figures.Number(verdict.Low / unit) + suffix;
        string high = Figures.Number(verdict.High / unit) + suffix;
        string wanted =
            double.IsFinite(verdict.Low) && double.IsFinite(verdict.High) ? $"{low} .. {high}"
            : double.IsFinite(verdict.Low) ? $"at least {low}"
            : $"at most {high}";
        return $"{actual}, expected {wanted}";
    }
}
