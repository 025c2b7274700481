using CellDsl.Language.Diagnostics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;
using CellDsl.Lsp.Lookup;
using CellDsl.Lsp.Protocol;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Features;

/// <summary>
/// Lets a finding stand: an <c>allow</c> above the statement that it is about. The reason is left for the person to write;
/// it goes into the record.
/// </summary>
public static class AllowActions
{
    private const string Reason = "say why";

    public static CodeAction? Of(Document document, Diagnostic finding)
    {
        if (!finding.Rule.CanBeAllowed)
            return null;
        var node = SyntaxLookup.Touching(document.Tree, finding.Location.Span.Start).Parent;
        var statement = SyntaxLookup
            .AncestorsAndSelf(node)
            .OfType<StatementSyntax>()
            .FirstOrDefault(each => IsAmongStatements(each));
        if (statement is null)
            return null;
        string text = $"allow {finding.Rule.Code} \"{Reason}\"";
        var source = document.Source;
        int start = Above(source, statement.Span.Start);
        var before = source.Slice(TextSpan.FromBounds(start, statement.Span.Start));
        bool ownLine = before.IsWhiteSpace() || before.TrimStart().StartsWith("//", StringComparison.Ordinal);
        string indent = before[..(before.Length - before.TrimStart().Length)].ToString();
        var edit = ownLine
            ? new TextEdit(new(start, 0), $"{indent}{text}\n")
            : new TextEdit(new(statement.Span.Start, 0), $"{text}; ");
        return new(
            $"Allow {finding.Rule.Code} here (write down why)",
            CodeActionKinds.QuickFix,
            document.Edit([edit]),
            [Diagnostics.Convert(document, finding)]
        );
    }

    // The ends of a step and the tiers of a policy are no statements that an `allow` could stand among.
    private static bool IsAmongStatements(StatementSyntax statement) =>
        SyntaxLookup
            .AncestorsAndSelf(statement.Parent)
            .FirstOrDefault(each => each is BlockSyntax or FileSyntax or StatementSyntax)
            is BlockSyntax { Parent: not UntilClauseSyntax }
                or FileSyntax;

    /// <summary>The start of the line of a statement, above the comments that belong to it.</summary>
    private static int Above(SourceText source, int position)
    {
        int line = source.PositionAt(position).Line;
        while (
            line > 0
            && source.Slice(source.LineSpan(line - 1)).TrimStart().StartsWith("///", StringComparison.Ordinal)
        )
            line--;
        return source.LineSpan(line).Start;
    }
}
