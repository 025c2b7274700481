using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Grammar.Primitives;
using CellDsl.Language.Syntax.Tree;
using Pidgin;

namespace CellDsl.Language.Syntax.Grammar;

/// <summary>Which statement it is, decided on the first two tokens.</summary>
internal static class FileGrammar
{
    private static readonly NoStatementParser NoStatement = new();

    private static readonly CallStatementParser CallStatement = new();

    private static readonly Parser<GreenToken, GreenNode?>?[] ByKeyword = MakeTable();

    public static readonly SwitchParser Statement = new(Choose);

    public static Parser<GreenToken, GreenNode?> Statements => Blocks.Statements;

    private static Parser<GreenToken, GreenNode?>?[] MakeTable()
    {
        var table = new Parser<GreenToken, GreenNode?>?[256];
        table[(int)SyntaxKind.EditionKeyword] = Simple.Edition;
        table[(int)SyntaxKind.ImportKeyword] = Simple.Import;
        table[(int)SyntaxKind.PublicKeyword] = Declaration.Statement;
        table[(int)SyntaxKind.RepeatKeyword] = Loops.Repeat;
        table[(int)SyntaxKind.WhileKeyword] = Loops.While;
        table[(int)SyntaxKind.ForPreposition] = Loops.For;
        table[(int)SyntaxKind.BreakKeyword] = Loops.Break;
        table[(int)SyntaxKind.IfKeyword] = Branches.If;
        table[(int)SyntaxKind.WhenKeyword] = Branches.When;
        table[(int)SyntaxKind.RecordKeyword] = Simple.Record;
        table[(int)SyntaxKind.ReturnKeyword] = Simple.Return;
        table[(int)SyntaxKind.StopKeyword] = Simple.Stop;
        table[(int)SyntaxKind.AllowKeyword] = Simple.Allow;
        table[(int)SyntaxKind.BeforeKeyword] = Interleave.Statement;
        table[(int)SyntaxKind.EveryKeyword] = Interleave.Statement;
        table[(int)SyntaxKind.ExpectKeyword] = Simple.Expect;
        table[(int)SyntaxKind.OnPreposition] = Interruption.Statement;
        return table;
    }

    private static Parser<GreenToken, GreenNode?> Choose(ref ParseState<GreenToken> state)
    {
        var kind = state.PeekKind();
        if (kind == SyntaxKind.Name)
            return ByName(ref state);
        if (!TokenSets.Words.Contains(kind))
            return NoStatement;
        var next = state.PeekSecond().Kind;
        if (kind == SyntaxKind.DeclarationWord)
            return IsDeclaration(ref state, next) ? Declaration.Statement : ByName(ref state);
        return next switch
        {
            SyntaxKind.Colon => Property.Statement,
            SyntaxKind.EqualsSign => BindingGrammar.Statement,
            _ => ByKeyword[(int)kind] ?? NoStatement,
        };
    }

    private static Parser<GreenToken, GreenNode?> ByName(ref ParseState<GreenToken> state)
    {
        var next = state.PeekSecond();
        return next.Kind switch
        {
            SyntaxKind.Colon => Property.Statement,
            SyntaxKind.EqualsSign or SyntaxKind.Comma => BindingGrammar.Statement,
            SyntaxKind.OpenParen when (next.Flags & TokenFlags.Tight) != 0 => CallStatement,
            _ => Phrase.Statement,
        };
    }

    /// <summary>A declaration word declares only in front of a name; a reserved word there is a mistaken name.</summary>
    private static bool IsDeclaration(ref ParseState<GreenToken> state, SyntaxKind next) =>
        TokenSets.Names.Contains(next)
        || next is SyntaxKind.Number or SyntaxKind.String
        || (
            TokenSets.Keywords.Contains(next)
            && state.PeekThird().Kind
                is SyntaxKind.OpenBrace
                    or SyntaxKind.OpenParen
                    or SyntaxKind.Colon
                    or SyntaxKind.EqualsSign
                    or SyntaxKind.OnPreposition
                    or SyntaxKind.MakesKeyword
        );

    /// <summary>No statement begins so: the first token carries the problem, the list takes the rest.</summary>
    private sealed class NoStatementParser : Parser<GreenToken, GreenNode?>
    {
        public override bool TryParse(
            ref ParseState<GreenToken> state,
            ref PooledList<Expected<GreenToken>> expecteds,
            out GreenNode? result
        )
        {
            var token = state.Peek();
            var problem = Problems.MayReport(ref state)
                ? Rules.NotAStatementAt(token.LeadingWidth, Problems.WidthAhead(ref state))
                : null;
            result = GreenBranch.Create(
                SyntaxKind.BadStatement,
                null,
                Placeholders.Token(SyntaxKind.StatementEnd, problem)
            );
            return false;
        }
    }

    /// <summary><c>f(x)</c> alone: read as a phrase whose verb is missing.</summary>
    private sealed class CallStatementParser : Parser<GreenToken, GreenNode?>
    {
        public override bool TryParse(
            ref ParseState<GreenToken> state,
            ref PooledList<Expected<GreenToken>> expecteds,
            out GreenNode? result
        )
        {
            var token = state.Peek();
            var problem = Problems.MayReport(ref state)
                ? Rules.CallWithoutVerbAt(token.LeadingWidth, token.Width)
                : null;
            var operands = Clauses.Operands.Read(ref state, ref expecteds);
            var verb = Placeholders.Token(SyntaxKind.Name, problem);
            var end = StatementEnds.Read(ref state, operands, out bool ok);
            result = GreenBranch.Create(
                SyntaxKind.PhraseStatement,
                GreenBranch.Create(SyntaxKind.Phrase, verb, operands),
                end
            );
            return ok;
        }
    }
}
