using System.Collections.Immutable;
using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Lsp.Workspaces;

namespace CellDsl.Lsp.Lookup;

/// <summary>What kind of statements may stand in a block.</summary>
public enum PlaceKind
{
    File,
    Route,
    Protocol,
    Experiment,
    Lab,

    /// <summary>Properties: <see cref="Place.Schemas"/> says which.</summary>
    Properties,

    /// <summary>Steps of a program: <see cref="Place.Program"/> says which.</summary>
    Program,

    /// <summary>Named ends of a step.</summary>
    Ends,

    /// <summary>Tiers of an interruption policy.</summary>
    Interruption,
}

/// <summary>The block around a position and what may stand in it.</summary>
/// <param name="Owner">Whose properties they are: <c>cell.positive</c>; empty elsewhere.</param>
public sealed record Place(
    PlaceKind Kind,
    string Owner,
    ImmutableArray<Schema> Schemas,
    string? Program,
    SyntaxNode? Block
)
{
    private static Place Of(PlaceKind kind, SyntaxNode? block) => new(kind, "", [], null, block);

    /// <summary>The innermost block around a position.</summary>
    public static Place At(Document document, int position)
    {
        var block = InnermostBlock(document.Tree, position);
        return block is null ? Of(PlaceKind.File, null) : Describe(document, block);
    }

    private static SyntaxNode? InnermostBlock(SyntaxTree tree, int position)
    {
        SyntaxNode? found = null;
        int start = -1;
        SyntaxToken[] near = [SyntaxLookup.TokenAt(tree, position), SyntaxLookup.Before(tree, position)];
        foreach (var node in near.SelectMany(token => SyntaxLookup.AncestorsAndSelf(token.Parent)))
        {
            var (open, close) = node switch
            {
                BlockSyntax block => (block.Open, block.Close),
                EndsBlockSyntax ends => (ends.Open, ends.Close),
                InterruptionStatementSyntax policy => (policy.Open, policy.Close),
                _ => default,
            };
            bool isInside =
                open.IsPresent
                && open.Span.End <= position
                && (!close.IsPresent || position <= close.Span.Start);
            if (isInside && open.Span.Start > start)
                (found, start) = (node, open.Span.Start);
        }
        return found;
    }

    private static Place Describe(Document document, SyntaxNode block)
    {
        switch (block)
        {
            case EndsBlockSyntax:
                return Of(PlaceKind.Ends, block);
            case InterruptionStatementSyntax:
                return Of(PlaceKind.Interruption, block);
        }
        switch (block.Parent)
        {
            case DeclarationSyntax declaration:
                return OfDeclaration(document, declaration, block);
            case PropertyStatementSyntax property:
                return Inner(document, block, property, property.Name.Text);
            case PhraseSyntax phrase:
                return OfPhrase(document, block, phrase);
            default:
                var outer = SyntaxLookup
                    .AncestorsAndSelf(block.Parent)
                    .FirstOrDefault(node => node is BlockSyntax);
                return outer is null
                    ? Of(PlaceKind.File, block)
                    : Describe(document, outer) with
                    {
                        Block = block,
                    };
        }
    }

    private static Place OfDeclaration(Document document, DeclarationSyntax declaration, SyntaxNode block)
    {
        string word = declaration.Word.Text;
        switch (word)
        {
            case DeclarationWords.Route:
                return Of(PlaceKind.Route, block);
            case DeclarationWords.Protocol:
                return Of(PlaceKind.Protocol, block);
            case DeclarationWords.Lab:
                return Of(PlaceKind.Lab, block);
            case DeclarationWords.Experiment:
                return Properties(document, PlaceKind.Experiment, word, block);
            case DeclarationWords.Instrument:
                return Properties(document, PlaceKind.Properties, DeclarationWords.Class, block);
            case DeclarationWords.Model when declaration.Class is { } @class:
                return Properties(document, PlaceKind.Properties, $"{word}.{@class.Text}", block, word);
            default:
                return Properties(document, PlaceKind.Properties, word, block);
        }
    }

    private static Place OfPhrase(Document document, SyntaxNode block, PhraseSyntax phrase)
    {
        var program = Vocabulary
            .Find(document.File, phrase.Verb.Text)
            .OfType<OperationSymbol>()
            .Select(operation => operation.Program)
            .FirstOrDefault(each => each is not null);
        return program is null
            ? Inner(document, block, phrase, phrase.Verb.Text)
            : new(PlaceKind.Program, "", [], program, block);
    }

    private static Place Inner(Document document, SyntaxNode block, SyntaxNode at, string name)
    {
        var outerBlock = SyntaxLookup.AncestorsAndSelf(at).FirstOrDefault(node => node is BlockSyntax);
        var outer = outerBlock is null ? Of(PlaceKind.File, null) : Describe(document, outerBlock);
        var own = outer.Schemas.Select(schema => schema.Find(name)?.Block).OfType<Schema>().FirstOrDefault();
        string owner = outer.Owner.Length == 0 ? name : $"{outer.Owner}.{name}";
        var schema =
            own ?? Vocabulary.SchemaOf(document.File, owner) ?? Vocabulary.SchemaOf(document.File, name);
        return new(PlaceKind.Properties, owner, schema is null ? [] : [schema], null, block);
    }

    private static Place Properties(
        Document document,
        PlaceKind kind,
        string owner,
        SyntaxNode block,
        string? also = null
    )
    {
        var schemas = new[] { owner, also }
            .OfType<string>()
            .Select(name => Vocabulary.SchemaOf(document.File, name))
            .OfType<Schema>();
        return new(kind, also ?? owner, [.. schemas], null, block);
    }
}
