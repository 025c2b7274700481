using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Text;

namespace CellDsl.Language.Checks;

/// <summary>
/// What <c>allow CELLnnnn "reason"</c> silences: findings of that code in the next statement of its block, or, at the end
/// of a block, in the statement that the block belongs to.
/// </summary>
internal sealed class Allowances
{
    private readonly List<Allowance> _allowances = [];

    private sealed class Allowance(AllowStatementSyntax syntax, string code, string reason, Location scope)
    {
        public AllowStatementSyntax Syntax { get; } = syntax;

        public string Code { get; } = code;

        public string Reason { get; } = reason;

        public Location Scope { get; } = scope;

        public bool IsUsed { get; set; }
    }

    public static Allowances In(IEnumerable<SourceFile> files)
    {
        var allowances = new Allowances();
        foreach (var file in files)
        {
            // Most files allow nothing, and this is faster than looking through their trees.
            if (file.Source.Text.Contains("allow ", StringComparison.Ordinal))
                allowances.Collect(file.Tree.Root.Statements, file.Tree.Root);
        }
        return allowances;
    }

    private void Collect(SyntaxList<StatementSyntax> statements, SyntaxNode owner)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i] is AllowStatementSyntax { Code.IsPresent: true } allow)
                Add(allow, Scope(statements, i, owner));
            else
                CollectInside(statements[i]);
        }
    }

    private static SyntaxNode Scope(SyntaxList<StatementSyntax> statements, int index, SyntaxNode owner)
    {
        for (int i = index + 1; i < statements.Count; i++)
        {
            if (statements[i] is not AllowStatementSyntax)
                return statements[i];
        }
        return owner;
    }

    private void CollectInside(SyntaxNode node)
    {
        foreach (var child in node.Children())
        {
            if (child.Node is BlockSyntax block)
                Collect(block.Statements, StatementAround(block));
            else if (child.Node is { } inner)
                CollectInside(inner);
        }
    }

    private static SyntaxNode StatementAround(SyntaxNode node)
    {
        while (node is not StatementSyntax && node.Parent is { } parent)
            node = parent;
        return node;
    }

    private void Add(AllowStatementSyntax allow, SyntaxNode scope) =>
        _allowances.Add(new(allow, allow.Code.Text, allow.Reason.Text.Trim('"'), scope.Location));

    /// <summary>The reason why a finding is allowed, or null where it is not.</summary>
    public string? ReasonFor(Diagnostic diagnostic)
    {
        foreach (var allowance in _allowances)
        {
            if (
                allowance.Code == diagnostic.Rule.Code
                && ReferenceEquals(allowance.Scope.Source, diagnostic.Location.Source)
                && Holds(allowance.Scope.Span, diagnostic.Location.Span.Start)
                && diagnostic.Rule.CanBeAllowed
            )
            {
                allowance.IsUsed = true;
                return allowance.Reason;
            }
        }
        return null;
    }

    private static bool Holds(TextSpan scope, int position) =>
        position >= scope.Start && position <= scope.End;

    /// <summary>
    /// Codes that do not exist, that cannot be silenced, or that silence nothing. Ask after all findings without a plan.
    /// </summary>
    public IEnumerable<Diagnostic> Problems()
    {
        foreach (var allowance in _allowances)
        {
            var at = allowance.Syntax.Code.Location;
            if (!RuleCatalogue.ByCode.TryGetValue(allowance.Code, out var rule))
                yield return Rules.UnknownCodeAt(at, allowance.Code);
            else if (!rule.CanBeAllowed)
                yield return Rules.CannotSilenceAt(at, allowance.Code);
            else if (!allowance.IsUsed && !rule.NeedsPlan && !IsOfExchange(rule))
                yield return Rules.UnusedAllowAt(at, allowance.Code);
        }
    }

    /// <summary>Allowances of what only a plan finds that have silenced nothing. Ask after the plan is made.</summary>
    /// <param name="isPlanned">Whether the plan has looked at a place.</param>
    public IEnumerable<Diagnostic> UnusedInPlan(Func<Location, bool> isPlanned)
    {
        foreach (var allowance in _allowances)
        {
            if (
                !allowance.IsUsed
                && RuleCatalogue.ByCode.TryGetValue(allowance.Code, out var rule)
                && rule.NeedsPlan
                && rule.CanBeAllowed
                && isPlanned(allowance.Syntax.Location)
            )
                yield return Rules.UnusedAllowAt(allowance.Syntax.Code.Location, allowance.Code);
        }
    }

    /// <summary>What another tool's file cannot carry is found on export, which no check knows of.</summary>
    private static bool IsOfExchange(Rule rule) => rule.Code.StartsWith("CELL9", StringComparison.Ordinal);
}
