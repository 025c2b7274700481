using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>What operators join: quantities, names with what hangs on them, texts, lists, tuples, holes and assumptions.</summary>
internal static class Operand
{
    private static readonly Slot Missing = Slot.Value(TokenSets.Values, Expression.Value, "a value");

    private static readonly Slot ClosingBar = Slot.Token(SyntaxKind.Bar, "|current| < 0.1 mA");

    private static readonly Slot LastName = Slot.Token(TokenSets.Names, "the name of a step", "last charge");

    public static GreenNode Read(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var token = state.Peek();
        switch (token.Kind)
        {
            case SyntaxKind.Name:
            case SyntaxKind.DeclarationWord:
                state.Advance();
                return Suffixes.Read(ref state, ref expecteds, Wrappers.NameExpression(token), true);
            case SyntaxKind.Number:
                return Suffixes.Read(ref state, ref expecteds, Quantity.Read(ref state), false);
            case SyntaxKind.Minus:
                return ReadMinus(ref state, ref expecteds);
            case SyntaxKind.String:
                state.Advance();
                return Wrappers.Text(token);
            case SyntaxKind.FormulaText:
                state.Advance();
                return Wrappers.Formula(token);
            case SyntaxKind.OpenBracket:
                return Parse(Expression.List, ref state, ref expecteds);
            case SyntaxKind.OpenParen:
                var inner = Parse(Expression.Parenthesized, ref state, ref expecteds);
                return Suffixes.Read(ref state, ref expecteds, inner, false);
            case SyntaxKind.Bar:
                return ReadAbsolute(ref state, ref expecteds);
            case SyntaxKind.UnspecifiedKeyword:
                state.Advance();
                return Wrappers.Unspecified(token);
            case SyntaxKind.AssumedKeyword:
                return ReadAssumed(ref state, ref expecteds);
            case SyntaxKind.LastKeyword:
                return ReadLast(ref state, ref expecteds);
            default:
                if (!TokenSets.SoftNames.Contains(token.Kind))
                    return Problems.Missing(ref state, Missing) ?? Placeholders.Value;
                state.Advance();
                return Suffixes.Read(ref state, ref expecteds, Wrappers.NameExpression(token), true);
        }
    }

    private static GreenNode Parse(
        Parser<GreenToken, GreenNode?> parser,
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    ) => parser.Read(ref state, ref expecteds) ?? Placeholders.Value;

    private static GreenNode ReadMinus(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        if (
            state.PeekSecond() is { Kind: SyntaxKind.Number } number
            && (number.Flags & TokenFlags.Tight) != 0
        )
            return Suffixes.Read(ref state, ref expecteds, Quantity.Read(ref state), false);
        var minus = state.Take();
        return GreenBranch.Create(
            SyntaxKind.NegateExpression,
            minus,
            Parse(Expression.Reference, ref state, ref expecteds)
        );
    }

    private static GreenBranch ReadAbsolute(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var open = state.Take();
        var inner = Parse(Expression.Sum, ref state, ref expecteds);
        var close =
            state.PeekKind() == SyntaxKind.Bar ? state.Take() : Problems.Missing(ref state, ClosingBar);
        return GreenBranch.Create(SyntaxKind.AbsoluteExpression, open, inner, close);
    }

    /// <summary><c>assumed 80 °C "lab habit"</c>; a range is assumed as a whole.</summary>
    private static GreenBranch ReadAssumed(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var assumed = state.Take();
        var value = Parse(Expression.Reference, ref state, ref expecteds);
        if (state.PeekKind() == SyntaxKind.DotDot)
        {
            var dots = state.Take();
            var high = Parse(Expression.Reference, ref state, ref expecteds);
            value = GreenBranch.Create(SyntaxKind.RangeExpression, value, dots, high);
        }
        var reason = state.PeekKind() == SyntaxKind.String ? state.Take() : null;
        return GreenBranch.Create(SyntaxKind.AssumedExpression, assumed, value, reason);
    }

    private static GreenNode ReadLast(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var last = state.Take();
        var name = TokenSets.Names.Contains(state.PeekKind())
            ? state.Take()
            : Problems.Missing(ref state, LastName);
        var node = GreenBranch.Create(SyntaxKind.LastExpression, last, name);
        return Suffixes.Read(ref state, ref expecteds, node, false);
    }
}
