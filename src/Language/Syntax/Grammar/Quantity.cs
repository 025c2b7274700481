using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>-10 °C</c>, <c>2.00 ± 0.05 mg</c>, <c>1 h 30 min</c>, or a bare number.</summary>
internal static class Quantity
{
    private static readonly Slot Uncertainty = Slot.Token(
        SyntaxKind.Number,
        "the size of the uncertainty",
        "2.00 ± 0.05 mg"
    );

    public static GreenNode Read(ref ParseState<GreenToken> state)
    {
        var minus = state.PeekKind() == SyntaxKind.Minus ? state.Take() : null;
        var number = state.Take();
        var unit = state.PeekKind() == SyntaxKind.Unit ? state.Take() : null;
        bool isPlain = minus is null && state.PeekKind() is not (SyntaxKind.PlusMinus or SyntaxKind.Number);
        if (isPlain)
            return unit is null ? Bare(number) : Plain(number, unit);
        var parts = new GreenBuffer(ref state);
        parts.Add(Part(ref state, minus, number, unit));
        while (unit is not null && IsNextPart(state.Peek()))
        {
            number = state.Take();
            unit = state.PeekKind() == SyntaxKind.Unit ? state.Take() : null;
            parts.Add(Part(ref state, null, number, unit));
        }
        return GreenBranch.Create(SyntaxKind.QuantityExpression, parts.ToList());
    }

    private static bool IsNextPart(GreenToken token) =>
        token.Kind == SyntaxKind.Number && (token.Flags & TokenFlags.LineBreakBefore) == 0;

    private static GreenBranch Part(
        ref ParseState<GreenToken> state,
        GreenToken? minus,
        GreenToken number,
        GreenToken? unit
    )
    {
        if (state.PeekKind() != SyntaxKind.PlusMinus)
            return GreenBranch.Create(SyntaxKind.QuantityPart, minus, number, unit);
        var sign = state.Take();
        var uncertainty =
            state.PeekKind() == SyntaxKind.Number ? state.Take() : Problems.Missing(ref state, Uncertainty);
        var uncertaintyUnit = state.PeekKind() == SyntaxKind.Unit ? state.Take() : null;
        return GreenBranch.Create(
            SyntaxKind.QuantityPart,
            minus,
            number,
            unit,
            sign,
            uncertainty,
            uncertaintyUnit
        );
    }

    private static GreenBranch Bare(GreenToken number) =>
        number.Wrapper ??= GreenBranch.Create(
            SyntaxKind.QuantityExpression,
            GreenBranch.Create(SyntaxKind.QuantityPart, null, number)
        );

    private static GreenBranch Plain(GreenToken number, GreenToken unit) =>
        GreenBranch.Create(
            SyntaxKind.QuantityExpression,
            GreenBranch.Create(SyntaxKind.QuantityPart, null, number, unit)
        );
}
