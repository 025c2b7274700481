using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>Statements that nothing reaches, and loops through which a pass can take no time.</summary>
internal static class Reachability
{
    public static void Check(DeclarationSymbol declaration, Action<Diagnostic> report)
    {
        if (!declaration.Body.Block.Statements.IsEmpty)
            Visit(declaration.Body.Block, declaration is ProtocolSymbol, inLoop: false, report);
    }

    private static void Visit(BoundBlock block, bool isProtocol, bool inLoop, Action<Diagnostic> report)
    {
        BoundStatement? left = null;
        bool reported = false;
        foreach (var statement in block.Statements)
        {
            if (left is not null && !reported && IsDone(statement))
            {
                report(Rules.UnreachableAt(Headline(statement), Headline(left), Word(left)));
                reported = true;
            }
            // A `break` with nothing to leave has a finding of its own.
            if (Leaves(statement) && (inLoop || statement is not BoundBreak))
                left ??= statement;
            if (
                isProtocol
                && LoopBody(statement) is { } body
                && !statement.Syntax.Green.HasProblems
                && CanTakeNoTime(body)
            )
                report(Rules.TimelessLoopAt(Headline(statement)));
            foreach (var inner in statement.Blocks)
                Visit(inner, isProtocol, inLoop || LoopBody(statement) is not null, report);
        }
    }

    /// <summary>Rules for the whole test and expectations stand anywhere; they are not done in turn.</summary>
    private static bool IsDone(BoundStatement statement) =>
        statement is not (BoundInterleave or BoundInterruption or BoundRecord or BoundExpect);

    private static bool Leaves(BoundStatement statement) =>
        statement switch
        {
            BoundStop or BoundReturn or BoundBreak => true,
            BoundIf { Else: { } otherwise } choice => Leaves(choice.Then) && Leaves(otherwise),
            _ => false,
        };

    private static bool Leaves(BoundBlock block) => block.Statements.Any(Leaves);

    private static string Word(BoundStatement statement) =>
        statement switch
        {
            BoundStop => "stop",
            BoundReturn => "return",
            BoundBreak => "break",
            _ => "if",
        };

    private static BoundBlock? LoopBody(BoundStatement statement) =>
        statement switch
        {
            BoundRepeat repeat => repeat.Body,
            BoundWhile loop => loop.Body,
            BoundFor loop => loop.Body,
            _ => null,
        };

    /// <summary>What a reader sees first of a statement: its phrase or its keyword.</summary>
    private static Location Headline(BoundStatement statement) =>
        statement.Syntax switch
        {
            PhraseStatementSyntax phrase => phrase.Phrase.Location,
            RepeatStatementSyntax repeat => repeat.Keyword.Location,
            WhileStatementSyntax loop => loop.Keyword.Location,
            ForStatementSyntax loop => loop.Keyword.Location,
            IfStatementSyntax choice => choice.Keyword.Location,
            WhenStatementSyntax conditional => conditional.Keyword.Location,
            BreakStatementSyntax leave => leave.Keyword.Location,
            StopStatementSyntax stop => stop.Keyword.Location,
            ReturnStatementSyntax returned => returned.Keyword.Location,
            var other => other.Location,
        };

    /// <summary>Whether some way from the start of a block to its end holds no step that takes time.</summary>
    private static bool CanTakeNoTime(BoundBlock block)
    {
        foreach (var statement in block.Statements)
        {
            bool takesTime = statement switch
            {
                BoundPerform perform => TakesTime(perform.Operation),
                // A result of a run is a run.
                BoundBinding { Value: BoundOperation operation } => TakesTime(operation),
                BoundIf choice => choice.Else is { } otherwise
                    && (Leaves(choice.Then) || !CanTakeNoTime(choice.Then))
                    && (Leaves(otherwise) || !CanTakeNoTime(otherwise)),
                BoundRepeat { Count: { } count } repeat => RunsAtLeastOnce(count)
                    && !CanTakeNoTime(repeat.Body),
                BoundRepeat repeat => !CanTakeNoTime(repeat.Body),
                BoundFor loop => !CanTakeNoTime(loop.Body),
                // What could not be understood may well take time.
                BoundFailure or BoundStop or BoundBreak or BoundReturn => true,
                _ => false,
            };
            if (takesTime)
                return false;
        }
        return true;
    }

    private static bool RunsAtLeastOnce(BoundExpression count) =>
        !Constant.TryEvaluate(count, out var value) || value.Si >= Units.Rational.One;

    private static bool TakesTime(BoundOperation operation) =>
        operation.Operation.Step is not ("set_temperature" or "record")
        && (
            operation.Operation.Step is not null
            || operation.Operation.Effect is "run" or "measure" or "check"
        );
}
