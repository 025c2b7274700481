using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Bound;

/// <summary>Works out values that need nothing but the text.</summary>
public static class Constant
{
    /// <summary>The exact value of an expression made of literals alone; false for everything else.</summary>
    public static bool TryEvaluate(BoundExpression expression, out Quantity value)
    {
        value = default;
        switch (expression.Bare)
        {
            case BoundQuantity quantity:
                value = quantity.Value;
                return true;
            case BoundNegation { Operand: var operand } when TryEvaluate(operand, out var positive):
                value = -positive;
                return true;
            case BoundAbsolute { Operand: var operand } when TryEvaluate(operand, out var signed):
                value = signed.Value.Sign < 0 ? -signed : signed;
                return true;
            case BoundOf { Role: OfRole.Basis or OfRole.Selection } of:
                return TryEvaluate(of.Left, out value);
            case BoundOf { Role: OfRole.Scale } of
                when TryEvaluate(of.Left, out var scale) && TryEvaluate(of.Right, out var whole):
                return scale.TryMultiply(whole, out value, out _);
            case BoundSum sum:
                return TryChain(sum.Terms, isSum: true, out value);
            case BoundProduct product:
                return TryChain(product.Factors, isSum: false, out value);
            default:
                return false;
        }
    }

    private static bool TryChain(IReadOnlyList<ChainItem> items, bool isSum, out Quantity value)
    {
        value = default;
        for (int i = 0; i < items.Count; i++)
        {
            if (!TryEvaluate(items[i].Value, out var next))
                return false;
            if (i == 0)
            {
                value = next;
                continue;
            }
            // A copy, since the result must not be written over an operand while it is worked out.
            var left = value;
            bool fine = (isSum, items[i].IsInverse) switch
            {
                (true, false) => left.TryAdd(next, out value, out _),
                (true, true) => left.TrySubtract(next, out value, out _),
                (false, false) => left.TryMultiply(next, out value, out _),
                (false, true) => left.TryDivide(next, out value, out _),
            };
            if (!fine)
                return false;
        }
        return items.Count > 0;
    }
}
