using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>LPSCl : VGCF = 45 : 5 by mass</c>, or the one part alone.</summary>
internal static class Mixture
{
    private static readonly Slot Part = Slot.Value(
        TokenSets.Values,
        Expression.Range,
        "a component",
        "powder : carbon = 90 : 10 by mass"
    );

    private static readonly NodeParser ShareClause = new(
        SyntaxKind.ShareClause,
        Slot.Token(SyntaxKind.EqualsSign),
        Slot.Optional(SyntaxKind.AssumedKeyword),
        Slot.Value(
            TokenSets.Values,
            new SeparatedParser(
                SyntaxKind.Colon,
                Slot.Value(TokenSets.Values, Expression.Sum, "a share", "= 90 : 10 by mass")
            ),
            "the shares",
            "= 90 : 10 by mass"
        ),
        Slot.Token(SyntaxKind.ByPreposition, "`by`, and by what the shares count,", "= 90 : 10 by mass"),
        Slot.Token(TokenSets.Names, "what the shares count by", "= 90 : 10 by mass"),
        Slot.Optional(SyntaxKind.String)
    );

    /// <summary>An operand of a phrase or the value of a clause.</summary>
    public static readonly OperandParser Operand = new();

    /// <summary>The rest of a mixture whose first part was read; the current token is the colon.</summary>
    public static GreenNode ReadRest(
        ref ParseState<GreenToken> state,
        ref PooledList<Expected<GreenToken>> expecteds,
        GreenNode first
    )
    {
        var parts = new GreenBuffer(ref state);
        parts.Add(first);
        while (state.PeekKind() == SyntaxKind.Colon)
        {
            parts.Add(state.Take());
            if (!TokenSets.Values.Contains(state.PeekKind()))
            {
                parts.Add(Problems.Missing(ref state, Part));
                continue;
            }
            var part = Expression.Range.Read(ref state, ref expecteds);
            parts.Add(part);
        }
        GreenNode? shares = null;
        if (state.PeekKind() == SyntaxKind.EqualsSign)
            shares = ShareClause.Read(ref state, ref expecteds);
        return GreenBranch.Create(SyntaxKind.MixtureExpression, parts.ToList(), shares);
    }

    internal sealed class OperandParser : Parser<GreenToken, GreenNode?>
    {
        public override bool TryParse(
            ref ParseState<GreenToken> state,
            ref PooledList<Expected<GreenToken>> expecteds,
            out GreenNode? result
        )
        {
            result = Expression.Range.Read(ref state, ref expecteds);
            if (state.PeekKind() == SyntaxKind.Colon && result is not null)
                result = ReadRest(ref state, ref expecteds, result);
            return true;
        }
    }
}
