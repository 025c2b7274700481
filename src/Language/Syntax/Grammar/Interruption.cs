using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary><c>on interruption { up to 10 min: continue; longer: stop }</c></summary>
internal static class Interruption
{
    private const string Example = "up to 24 h: rest for 1 h then continue; longer: stop";

    private static readonly NodeParser Tier = new(
        SyntaxKind.InterruptionTier,
        Slot.Optional(SyntaxKind.UpKeyword),
        Slot.Token(SyntaxKind.ToPreposition, "`to`", Example).If(0),
        Slot.Value(TokenSets.Values, Expression.Sum, "a time", Example).If(0),
        Slot.Optional(SyntaxKind.LongerKeyword),
        Slot.Token(SyntaxKind.Colon, Example),
        Slot.Optional(SyntaxKind.StopKeyword),
        Slot.Optional(TokenSets.Names, new SwitchParser(ChooseAction)),
        Slot.End
    );

    public static readonly NodeParser Statement = new(
        SyntaxKind.InterruptionStatement,
        Slot.Token(SyntaxKind.OnPreposition),
        Slot.Token(SyntaxKind.InterruptionKeyword, "`interruption`", $"on interruption {{ {Example} }}"),
        Slot.Token(SyntaxKind.OpenBrace, $"on interruption {{ {Example} }}"),
        Slot.Optional(TokenSets.InBlock, new ItemListParser(Tier)).If(2),
        Slot.Token(SyntaxKind.CloseBrace).If(2),
        Slot.End
    );

    /// <summary>Behind <c>stop</c> there is nothing more to do.</summary>
    private static NodeParser? ChooseAction(ref ParseState<GreenToken> state) =>
        state.PeekPrevious().Kind == SyntaxKind.StopKeyword ? null : Phrase.WithoutBlock;
}
