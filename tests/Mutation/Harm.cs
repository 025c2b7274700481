using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Mutation;

/// <summary>
/// Whether an edit would cost a sample, a cell, a week or the meaning of a result. The rules look at the place of the
/// edit, not at what the compiler says of it; the first that fits decides.
/// </summary>
internal static class Harm
{
    public static IReadOnlyList<(string Rule, Func<Edit, bool> Fits)> Harmless { get; } =
    [
        (
            "an expectation says what should come out and changes nothing that is done",
            edit => Context.Nearest<ExpectStatementSyntax>(edit.Place) is not null
        ),
        (
            "a recording interval changes how many rows there are",
            edit => Context.Nearest<RecordStatementSyntax>(edit.Place) is not null
        ),
        (
            "a measurement or spectrum that is left out, or uses less, is missed and can be repeated",
            edit =>
                Context.Verb(edit.Place) is "measure" or "check" or "impedance"
                && (edit.Family is Family.StepRemoved || !More(edit))
        ),
        (
            "a check-up that is left out is missed",
            edit => edit.Place is InterleaveStatementSyntax && edit.Family is Family.StepRemoved
        ),
        (
            "a rest that is left out or shorter, or longer by less than a day, shifts results slightly",
            edit =>
                Context.Verb(edit.Place) is "rest"
                && Context.Nearest<ParameterSyntax>(edit.Place) is null
                && (edit.Family is Family.StepRemoved || !More(edit) || Hours(edit) < 24)
        ),
        (
            "one inert gas, or vacuum, for another",
            edit =>
                edit.Family is Family.AtmosphereLost
                && edit.Replacement == "argon"
                && edit.Was is "vacuum" or "nitrogen"
        ),
        (
            "drying in another dry gas",
            edit =>
                edit.Family is Family.AtmosphereLost
                && Context.Verb(edit.Place) is "dry"
                && edit.Was is "air" or "vacuum"
                && edit.Replacement.Length > 0
        ),
        (
            "a hold goes on to its bound on time without its bound on current",
            edit =>
                edit.Family is Family.BoundDeleted && edit.Was.Contains("|current|", StringComparison.Ordinal)
        ),
        (
            "a bound on time of a charge whose capacity is bounded too, gone or longer",
            edit =>
                IsOnTime(edit)
                && Context.HasEnd(edit.Place, "capacity")
                && (edit.Family is Family.BoundDeleted || More(edit))
        ),
        (
            "a bound on time of a discharge that a voltage ends, gone or longer",
            edit =>
                IsOnTime(edit)
                && Context.Verb(edit.Place) is "discharge"
                && Context.HasEnd(edit.Place, "voltage")
                && (edit.Family is Family.BoundDeleted || More(edit))
        ),
        (
            "a budget of a loop whose passes are counted, gone or longer: every step in it ends by itself",
            edit =>
                Context.Nearest<BudgetSyntax>(edit.Place)
                    is { Parent: RepeatStatementSyntax { Count: not null } }
                && (edit.Family is Family.BoundDeleted || More(edit))
        ),
        (
            "zero in another unit",
            edit => edit.Family is Family.UnitSwapped && edit.Place is QuantityPartSyntax { Number.Text: "0" }
        ),
        ("a wider range of a parameter, whose default stays", edit => Context.IsRangeEnd(edit.Place)),
        (
            "another gap in a policy for interruptions",
            edit =>
                edit.Family is not Family.BoundDeleted
                && Context.Nearest<InterruptionStatementSyntax>(edit.Place) is not null
        ),
        (
            "a value that was open is still open",
            edit => edit.Was.Contains("unspecified", StringComparison.Ordinal)
        ),
        (
            "a stop at the end of life, where passes are counted: it would have saved time",
            edit =>
                edit.Family is Family.StepRemoved
                && Context.Nearest<IfStatementSyntax>(edit.Place) is { } choice
                && choice.Condition.Text.Contains("capacity <", StringComparison.Ordinal)
        ),
        (
            "a run that is left out of an experiment is missed and can be made up for",
            edit =>
                edit.Family is Family.StepRemoved
                && Context.Verb(edit.Place) is "run"
                && Context.Declaration(edit.Place) is "experiment"
        ),
        (
            "air for dry air in a furnace: what an oxide takes up when cold it gives off when hot",
            edit =>
                edit.Family is Family.AtmosphereLost
                && edit is { Was: "dry_air", Replacement: "air" }
                && Context.Verb(edit.Place) is "heat"
        ),
        (
            "oxygen where there was air",
            edit =>
                edit.Family is Family.AtmosphereLost
                && edit.Was is "air" or "dry_air"
                && edit.Replacement == "oxygen_flow"
        ),
        (
            "a smaller batch, or grinding and mixing for another time",
            edit =>
                edit.Family is Family.UnitSwapped or Family.Thousandfold
                && Context.Verb(edit.Place) is "grind" or "mix"
        ),
    ];

    /// <summary>What is true of an edit that touches nothing that is planned, as the default of a value that is always given.</summary>
    public const string SamePlan =
        "every plan stays what it was: nothing that is weighed, heated, built or run changes";

    /// <summary>The rule by which an edit is harmless, or null.</summary>
    public static string? Excuse(Edit edit, Difference found) =>
        found.IsSamePlan
            ? SamePlan
            : Harmless.Where(rule => rule.Fits(edit)).Select(rule => rule.Rule).FirstOrDefault();

    private static readonly Dictionary<string, double> s_seconds = new()
    {
        ["ms"] = 1e-3,
        ["s"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
        ["d"] = 86400,
        ["mg"] = 1e-3,
        ["g"] = 1,
        ["kg"] = 1e3,
    };

    private static bool IsOnTime(Edit edit) =>
        edit.Family is Family.BoundDeleted
            ? edit.Was.Contains("for ", StringComparison.Ordinal)
                && !edit.Was.Contains("voltage", StringComparison.Ordinal)
            : Context.Nearest<ElapsedExpressionSyntax>(edit.Place) is not null;

    private static bool More(Edit edit) =>
        edit.Family switch
        {
            Family.Thousandfold => Number(edit.Replacement) > Number(edit.Was),
            Family.UnitSwapped => s_seconds.GetValueOrDefault(edit.Replacement, 1)
                > s_seconds.GetValueOrDefault(edit.Was, 1),
            _ => true,
        };

    private static double Hours(Edit edit)
    {
        if (edit.Place is not QuantityPartSyntax quantity)
            return double.MaxValue;
        double number =
            edit.Family is Family.Thousandfold ? Number(edit.Replacement) : Number(quantity.Number.Text);
        string unit = edit.Family is Family.UnitSwapped ? edit.Replacement : quantity.Unit.Text;
        return number * s_seconds.GetValueOrDefault(unit, 1) / 3600;
    }

    private static double Number(string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value)
            ? value
            : 0;
}
