using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Checks;

/// <summary>
/// A temperature program goes up, holds, and comes down: none of the three is forgotten. Up and down in ramps of
/// several rates are as good; what is not known is not judged.
/// </summary>
internal static class TemperaturePrograms
{
    /// <summary>What a hand may touch, K: 60 °C.</summary>
    private static readonly Rational Touchable = Rational.Of(33315, 100);

    public static void Check(BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var expression in parts.Expressions)
        {
            if (
                expression is BoundOperation { Program.IsEmpty: false } operation
                && !operation.Syntax.Green.HasProblems
            )
                Check(operation, report);
        }
    }

    private static void Check(BoundOperation operation, Action<Diagnostic> report)
    {
        var segments = operation.Program;
        // A segment that could not be read may be the one that would be missed.
        if (
            segments.Any(segment => segment.Operation.Segment is null)
            || operation.Syntax is not PhraseSyntax { Body: { } body }
            || body.Statements.Count(statement => statement is PhraseStatementSyntax or BadStatementSyntax)
                != segments.Length
        )
            return;
        if (segments[0].Operation.Segment == "soak")
            report(Rules.HeldBeforeHeatedAt(Verb(segments[0])));
        Quantity? before = null;
        for (int i = 0; i < segments.Length; i++)
        {
            var target = Target(segments[i]);
            bool isLast = i == segments.Length - 1;
            if (segments[i].Operation.Segment == "ramp" && target is { } top)
            {
                bool rises = before is not { } from || from.Si < top.Si;
                if (rises && top.Si > Touchable && (isLast || segments[i + 1].Operation.Segment == "cool"))
                    report(Rules.NotHeldAt(Verb(segments[i]), top.ToString()));
                else if (isLast && top.Si > Touchable)
                    report(Rules.EndsHotAt(Verb(segments[i]), top.ToString()));
            }
            else if (
                isLast
                && segments[i].Operation.Segment == "soak"
                && before is { } hot
                && hot.Si > Touchable
            )
            {
                report(Rules.EndsHotAt(Verb(segments[i]), hot.ToString()));
            }
            before = target ?? (segments[i].Operation.Segment == "soak" ? before : null);
        }
    }

    private static Quantity? Target(BoundOperation segment)
    {
        foreach (var argument in segment.Arguments)
        {
            if (
                argument is { Parameter.Preposition: "to", Value: { } value }
                && UsualValues.TryConstant(value, out var temperature)
                && temperature.Kind.IsPoint
            )
                return temperature;
        }
        return null;
    }

    private static Location Verb(BoundOperation segment) =>
        segment.Syntax is PhraseSyntax phrase ? phrase.Verb.Location : segment.Location;
}
