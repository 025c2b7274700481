using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Mutation;

/// <summary>What stands around a place.</summary>
internal static class Context
{
    public static IEnumerable<SyntaxNode> Above(SyntaxNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
            yield return at;
    }

    public static T? Nearest<T>(SyntaxNode node)
        where T : SyntaxNode => Above(node).OfType<T>().FirstOrDefault();

    /// <summary>The verb of the innermost phrase around a place, or the empty word.</summary>
    public static string Verb(SyntaxNode node) =>
        node switch
        {
            PhraseStatementSyntax statement => statement.Phrase.Verb.Text,
            BindingStatementSyntax { Value: PhraseSyntax phrase } => phrase.Verb.Text,
            _ => Nearest<PhraseSyntax>(node)?.Verb.Text ?? "",
        };

    public static string Declaration(SyntaxNode node) =>
        Above(node).OfType<DeclarationSyntax>().LastOrDefault()?.Word.Text ?? "";

    public static bool IsIn(SyntaxNode node, string property) =>
        Above(node).Skip(1).OfType<PropertyStatementSyntax>().Any(each => each.Name.Text == property)
        || Above(node)
            .Skip(1)
            .OfType<PhraseStatementSyntax>()
            .Any(each => each.Phrase.Verb.Text == property && each.Phrase.Operands.Count == 0);

    public static ExpressionSyntax Bare(ExpressionSyntax value) =>
        value is AssumedExpressionSyntax assumed ? Bare(assumed.Value) : value;

    /// <summary>A temperature to which something is brought: in a furnace or in a chamber.</summary>
    public static bool HeatsOrSets(SyntaxNode node) =>
        Verb(node) is "ramp" or "set" or "dry" or "evaporate" or "gel"
        || Nearest<ParameterSyntax>(node) is { Default: { } standard } parameter
            && parameter.Name.Text.Contains("temperature", StringComparison.Ordinal)
            && Above(node).Any(each => each.Span == standard.Span);

    /// <summary>A voltage at which a step ends or that it holds.</summary>
    public static bool IsCutOff(SyntaxNode node) =>
        Nearest<UntilClauseSyntax>(node) is not null
        || Verb(node) is "hold" or "charge" or "discharge"
        || (
            Nearest<ParameterSyntax>(node) is { } parameter
            && parameter.Name.Text is "upper" or "lower" or "top" or "empty"
        );

    /// <summary>The end of a parameter's range.</summary>
    public static bool IsRangeEnd(SyntaxNode node) =>
        Nearest<ParameterSyntax>(node) is { Range: { } range }
        && Above(node).Any(each => each.Span == range.Span);

    public static bool HasEnd(SyntaxNode node, string word) =>
        Nearest<PhraseSyntax>(node)?.Until?.Text.Contains(word, StringComparison.Ordinal) is true;

    public static bool Falls(SyntaxNode node) =>
        Verb(node) == "discharge"
        || Nearest<ParameterSyntax>(node)?.Name.Text is "lower" or "empty"
        || Nearest<RelationExpressionSyntax>(node)?.Operator.Text is "<" or "<=";

    /// <summary>The samples and parameters that a body names.</summary>
    public static IEnumerable<string> NamesAround(SyntaxNode node)
    {
        if (Above(node).OfType<DeclarationSyntax>().LastOrDefault() is not { } declaration)
            return [];
        var parameters = declaration.Parameters?.Parameters.Select(each => each.Name.Text) ?? [];
        return parameters.Concat(Bound(declaration)).Distinct();
    }

    private static IEnumerable<string> Bound(SyntaxNode node) =>
        node.Children()
            .Select(child => child.Node)
            .OfType<SyntaxNode>()
            .SelectMany(child =>
                child is BindingStatementSyntax binding
                    ? binding.Names.Select(name => name.Text).Concat(Bound(child))
                    : Bound(child)
            );
}
