using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Literals with their units.</summary>
internal sealed partial class Binder
{
    /// <summary>Binds a value and lends it a unit where it is a literal without one.</summary>
    private BoundExpression BindWithUnit(ExpressionSyntax syntax, SyntaxToken unit, CellType? expected) =>
        !unit.IsPresent
            ? BindExpression(syntax, expected)
            : syntax switch
            {
                QuantityExpressionSyntax quantity => BindQuantity(quantity, unit, expected),
                NegateExpressionSyntax negate => Negate(negate, BindWithUnit(negate.Operand, unit, expected)),
                AssumedExpressionSyntax assumed => BindAssumed(assumed, expected, unit),
                RangeExpressionSyntax range => BindRange(range, expected, unit),
                _ => BindExpression(syntax, expected),
            };

    private BoundExpression BindQuantity(
        QuantityExpressionSyntax syntax,
        SyntaxToken unit,
        CellType? expected
    )
    {
        Quantity? total = null;
        string? noun = null;
        foreach (var part in syntax.Parts)
        {
            if (!TryReadPart(part, unit, expected, out var value, out string? counted))
                return new BoundError(syntax);
            noun ??= counted;
            if (total is not { } sum)
                total = value;
            else if (sum.TryAdd(value, out var next, out _))
                total = next;
            else
                return Fail(syntax, Rules.NotAQuantityAt(syntax.Location, "parts that do not add up"));
        }
        if (total is not { } whole)
            return new BoundError(syntax);
        CellType type =
            noun is not null ? QuantityType.Count
            : whole.IsBareZero ? ZeroType.Instance
            : QuantityType.Of(whole.Kind);
        return new BoundQuantity(syntax, type, whole, noun);
    }

    private bool TryReadPart(
        QuantityPartSyntax part,
        SyntaxToken lent,
        CellType? expected,
        out Quantity value,
        out string? noun
    )
    {
        value = default;
        noun = null;
        if (!part.Number.IsPresent || !Rational.TryParse(part.Number.Chars, out var number))
            return false;
        if (part.Minus.IsPresent)
            number = -number;
        Rational? uncertainty = null;
        if (part.Uncertainty.IsPresent && Rational.TryParse(part.Uncertainty.Chars, out var spread))
            uncertainty = spread;
        var unitToken =
            part.Unit.IsPresent ? part.Unit
            : part.UncertaintyUnit.IsPresent ? part.UncertaintyUnit
            : lent;
        if (!unitToken.IsPresent)
        {
            value = new(number, Unit.One, uncertainty);
            return true;
        }
        if (TryReadUnit(unitToken, expected, out var unit, out noun))
        {
            value = new(number, unit, uncertainty);
            return true;
        }
        return false;
    }

    private bool TryReadUnit(SyntaxToken token, CellType? expected, out Unit unit, out string? noun)
    {
        noun = null;
        var text = token.Chars;
        if (UnitTable.TryParse(text, out var found, out var error))
        {
            unit = found;
            if (found.Kind.Tag == Tag.Count)
                noun = found.Symbol;
            return true;
        }
        unit = Unit.One;
        // A loop's label counts its passes: `every 5 formations`.
        if (CanCount(expected) && LabelOfNoun(text) is { } label)
        {
            noun = label.Name;
            return true;
        }
        ReportUnit(token, error);
        return false;
    }

    private static bool CanCount(CellType? expected) =>
        expected is null or AnyType || Find<QuantityType>(expected)?.Accepts(Kinds.Count) == true;

    private void ReportUnit(SyntaxToken token, UnitError error)
    {
        if (error.Fault == UnitFault.Unknown)
        {
            // The suggestion spells the whole unit; the finding points at the part that is wrong.
            var at = At(new TextSpan(token.Span.Start + error.Span.Start, error.Span.Length));
            var diagnostic = Rules.UnknownUnitAt(at, error.Part, error.Suggestion);
            Report(
                error.Suggestion is { } whole
                    ? diagnostic with
                    {
                        Fixes = [Fix.Replace($"Change to `{whole}`", token.Span, whole)],
                    }
                    : diagnostic
            );
            return;
        }
        Report(Rules.UnitSpellingAt(token.Location, error.Fault, error.Part, error.Suggestion));
    }
}
