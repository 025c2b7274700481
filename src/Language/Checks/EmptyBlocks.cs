using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Checks;

/// <summary>Blocks that were emptied and forgotten. An empty loop of a protocol takes no time, which is another finding.</summary>
internal static class EmptyBlocks
{
    public static void Check(DeclarationSymbol declaration, BoundParts parts, Action<Diagnostic> report)
    {
        foreach (var statement in parts.Statements)
            Check(statement, declaration is ProtocolSymbol, report);
        foreach (var property in declaration.Body.Properties.Items)
        {
            if (
                property.Syntax is PropertyStatementSyntax { Name: { IsPresent: true } name, Body: { } body }
                && IsEmpty(body)
                && property.Values.IsEmpty
                && property.Symbol is not null
            )
                report(Rules.EmptyBlockAt(name.Location, $"`{name.Text}`", "it says nothing"));
        }
        foreach (var step in declaration.Body.Properties.Steps)
        {
            if (step.Syntax is PhraseSyntax { Body: { } body, Verb: var verb } && IsEmpty(body))
                report(Rules.EmptyBlockAt(verb.Location, $"`{verb.Text}`", "nothing is done"));
        }
    }

    private static void Check(BoundStatement statement, bool isProtocol, Action<Diagnostic> report)
    {
        switch (statement.Syntax)
        {
            case WhenStatementSyntax asked when IsEmpty(asked.Body):
                report(
                    Rules.EmptyBlockAt(
                        asked.Span(asked.Keyword, asked.Name),
                        $"`when {asked.Name.Text}`",
                        "the protocol goes on as if it had not ended so"
                    )
                );
                break;
            case IfStatementSyntax choice when IsEmpty(choice.Body):
                report(Rules.EmptyBlockAt(choice.Keyword.Location, "this `if`", "it decides nothing"));
                break;
            case InterleaveStatementSyntax { Body: var body } between when IsEmpty(body):
                report(
                    Rules.EmptyBlockAt(between.Triggers[0].Location, "this check-up", "nothing is checked")
                );
                break;
            case ForStatementSyntax loop when !isProtocol && IsEmpty(loop.Body):
                report(Rules.EmptyBlockAt(loop.Keyword.Location, "this loop", "nothing is done"));
                break;
            case RepeatStatementSyntax loop when !isProtocol && IsEmpty(loop.Body):
                report(Rules.EmptyBlockAt(loop.Keyword.Location, "this loop", "nothing is done"));
                break;
        }
    }

    private static Location Span(this SyntaxNode node, SyntaxToken first, SyntaxToken last) =>
        new(node.Tree.Source, Text.TextSpan.FromBounds(first.Span.Start, last.Span.End));

    private static bool IsEmpty(BlockSyntax body) =>
        body.Open.IsPresent
        && body.Close.IsPresent
        && !body.Green.HasProblems
        && body.Statements.All(statement => statement is EmptyStatementSyntax);
}
