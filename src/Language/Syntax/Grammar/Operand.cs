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
        var token = state.Current;
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
            Lookahead.SecondToken(ref state) is { Kind: SyntaxKind.Number } number
            && (number.Flags & TokenFlags.Tight) != 0
        )
            return Suffixes.Read(ref state, ref expecteds, Quantity.Read(ref state), false);
        var minus = Skipping.Take(ref state);
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
        var open = Skipping.Take(ref state);
        var inner = Parse(Expression.Sum, ref state, ref expecteds);
        var close =
            state.Current.Kind == SyntaxKind.Bar
                ? Skipping.Take(ref state)
                : Problems.Missing(ref state, ClosingBar);
        return GreenBranch.Create(SyntaxKind.AbsoluteExpression, open, inner, close);
    }

    /// <summary><c>assumed 80 °C "lab habit"</c>; a range is assumed as a whole.</summary>
    private static GreenBranch ReadAssumed(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var assumed = Skipping.Take(ref state);
        var value = Parse(Expression.Reference, ref state, ref expecteds);
        if (state.Current.Kind == SyntaxKind.DotDot)
        {
            var dots = Skipping.Take(ref state);
            var high = Parse(Expression.Reference, ref state, ref expecteds);
            value = GreenBranch.Create(SyntaxKind.RangeExpression, value, dots, high);
        }
        var reason = state.Current.Kind == SyntaxKind.String ? Skipping.Take(ref state) : null;
        return GreenBranch.Create(SyntaxKind.AssumedExpression, assumed, value, reason);
    }

    private static GreenNode ReadLast(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds
    )
    {
        var last = Skipping.Take(ref state);
        var name = TokenSets.Names.Contains(state.Current.Kind)
            ? Skipping.Take(ref state)
            : Problems.Missing(ref state, LastName);
        var node = GreenBranch.Create(SyntaxKind.LastExpression, last, name);
        return Suffixes.Read(ref state, ref expecteds, node, false);
    }
}
