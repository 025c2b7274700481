using System.Collections.Immutable;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Bound;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Semantics.Types;
using CellDsl.Language.Syntax.Tree;
using CellDsl.Language.Units;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>Blocks of properties against their schemas, and the schemas themselves.</summary>
internal sealed partial class Binder
{
    /// <summary>The schemas of a declaration: of its word, then of its classes. Without any, every property is allowed.</summary>
    private ImmutableArray<Schema?> SchemasOf(DeclarationSymbol symbol)
    {
        var schemas = ImmutableArray.CreateBuilder<Schema?>();
        string word = symbol.Word;
        // An instrument may say what its class may say.
        schemas.Add(
            _names.SchemaOf(word)
                ?? (symbol is InstrumentSymbol ? _names.SchemaOf(DeclarationWords.Class) : null)
        );
        int depth = 0;
        for (
            var @class = symbol is ClassSymbol ? symbol : symbol.Class;
            @class is not null && depth < 64;
            depth++
        )
        {
            if (_names.SchemaOf(@class.Name) is { } own)
                schemas.Add(own);
            @class = @class.Class;
        }
        return schemas.ToImmutable();
    }

    private PropertyBag BindBag(
        BlockSyntax body,
        ImmutableArray<Schema?> schemas,
        string owner,
        bool skipDeclarations = false
    )
    {
        var items = ImmutableArray.CreateBuilder<BoundProperty>();
        var steps = ImmutableArray.CreateBuilder<BoundOperation>();
        foreach (var statement in body.Statements)
        {
            switch (statement)
            {
                case PropertyStatementSyntax property:
                    AddProperty(items, property, schemas, owner);
                    break;
                case PhraseStatementSyntax { Phrase: var phrase } when IsBlock(phrase, schemas, owner):
                    AddBlock(items, phrase, schemas, owner);
                    break;
                case PhraseStatementSyntax { Phrase: var phrase }:
                    if (BindPhrase(phrase, owner == Assembly ? Assembly : null) is BoundOperation step)
                        steps.Add(step);
                    break;
                case DeclarationSyntax when skipDeclarations:
                case AllowStatementSyntax or BadStatementSyntax or EmptyStatementSyntax:
                    break;
                default:
                    Report(
                        Rules.MisplacedAt(
                            statement.Location,
                            "this",
                            $"among the properties of {Indefinite(owner.Replace('.', ' '))}",
                            "a property is written `name: value`"
                        )
                    );
                    break;
            }
        }
        return new(items.ToImmutable(), steps.ToImmutable());
    }

    /// <summary>
    /// A word with nothing but a block is a block of properties (<c>limits { … }</c>) where a schema knows it, or where no
    /// operation does.
    /// </summary>
    private bool IsBlock(PhraseSyntax phrase, ImmutableArray<Schema?> schemas, string owner) =>
        phrase is { Body: not null, Until: null, Operands.Count: 0, Clauses.Count: 0 }
        && (
            schemas.Any(schema => schema is { IsOpen: true })
            || FindProperty(schemas, phrase.Verb.Text) is { Block: not null }
            || BlockSchema(owner, phrase.Verb.Text) is not null
            || (!HasOperation(phrase.Verb.Chars) && schemas.All(schema => schema is null))
        );

    private Schema? BlockSchema(string owner, string name) =>
        _names.SchemaOf($"{owner}.{name}") ?? _names.SchemaOf(name);

    private static PropertySymbol? FindProperty(ImmutableArray<Schema?> schemas, string name)
    {
        foreach (var schema in schemas)
        {
            if (schema?.Find(name) is { } property)
                return property;
        }
        return null;
    }

    private void AddBlock(
        ImmutableArray<BoundProperty>.Builder items,
        PhraseSyntax phrase,
        ImmutableArray<Schema?> schemas,
        string owner
    )
    {
        if (phrase.Body is not { } body)
            return;
        string name = phrase.Verb.Text;
        if (items.FirstOrDefault(item => item.Name == name) is { } first)
            Report(Rules.GivenTwiceAt(phrase.Verb.Location, $"`{name}`", first.Location));
        var property = FindProperty(schemas, name);
        var schema =
            property?.Block
            ?? schemas.FirstOrDefault(outer => outer is { IsOpen: true })
            ?? BlockSchema(owner, name);
        items.Add(new(phrase, name, property, [], BindBag(body, [schema], $"{owner}.{name}")));
    }

    private void AddProperty(
        ImmutableArray<BoundProperty>.Builder items,
        PropertyStatementSyntax syntax,
        ImmutableArray<Schema?> schemas,
        string owner
    )
    {
        if (!syntax.Name.IsPresent)
            return;
        string name = syntax.Name.Text;
        if (items.FirstOrDefault(item => item.Name == name) is { Syntax: PropertyStatementSyntax first })
            Report(Rules.GivenTwiceAt(syntax.Name.Location, $"`{name}`", first.Name.Location));
        var property = FindProperty(schemas, name);
        bool open = schemas.All(schema => schema is null or { IsOpen: true });
        if (property is not null)
            Refer(syntax.Name.Span, property);
        else if (!open)
            ReportUnknownProperty(syntax.Name, owner, [.. schemas]);
        string? outer = _what;
        _what = name;
        var values = BindValues(syntax, property);
        _what = outer;
        var block = syntax.Body is { } body
            ? BindBag(body, [property?.Block ?? BlockSchemaOf(owner, name)], $"{owner}.{name}")
            : null;
        items.Add(new(syntax, name, property, values, block));
    }

    private Schema? BlockSchemaOf(string owner, string name) => _names.SchemaOf($"{owner}.{name}");

    private ImmutableArray<BoundExpression> BindValues(
        PropertyStatementSyntax syntax,
        PropertySymbol? property
    )
    {
        var values = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Values.Count);
        var type = property?.Type;
        foreach (var valueSyntax in syntax.Values)
        {
            var value = BindValue(valueSyntax, type);
            values.Add(
                property is null || type is null
                    ? value
                    : ExpectLoosely(value, type, Asked.Property(property.Name, property.Location))
            );
        }
        return values.ToImmutable();
    }

    private void ReportUnknownProperty(SyntaxToken name, string owner, params Schema?[] schemas)
    {
        var known = schemas
            .SelectMany(schema => schema?.Properties ?? [])
            .Select(property => property.Name)
            .Distinct()
            .ToList();
        Report(
            Rules.UnknownPropertyAt(
                name.Location,
                name.Text,
                owner,
                Spelling.Nearest(name.Text, known),
                known
            )
        );
    }

    /// <summary>
    /// Reads a schema: <c>name: kinds</c> allows a property, a block behind it the properties of its own block, and
    /// <c>name { … }</c> a block without a value.
    /// </summary>
    public Schema BindSchema(string owner, BlockSyntax body)
    {
        var properties = ImmutableArray.CreateBuilder<PropertySymbol>();
        foreach (var statement in body.Statements)
        {
            switch (statement)
            {
                case PropertyStatementSyntax { Name: { IsPresent: true } name } property:
                    properties.Add(
                        new(
                            name.Text,
                            name.Location,
                            BindSchemaType(property),
                            property.Body is { } block ? BindSchema($"{owner}.{name.Text}", block) : null,
                            DocumentationComment.Of(property)
                        )
                    );
                    break;
                case PhraseStatementSyntax
                {
                    Phrase: { Body: { } inner, Verb: { IsPresent: true } verb }
                } phrase:
                    properties.Add(
                        new(
                            verb.Text,
                            verb.Location,
                            NothingType.Instance,
                            BindSchema($"{owner}.{verb.Text}", inner),
                            DocumentationComment.Of(phrase)
                        )
                    );
                    break;
                case AllowStatementSyntax or BadStatementSyntax or EmptyStatementSyntax:
                    break;
                default:
                    Report(
                        Rules.MisplacedAt(
                            statement.Location,
                            "this",
                            "in a schema",
                            "a schema lists properties with their kinds: `density: Density`"
                        )
                    );
                    break;
            }
        }
        var twice = properties.GroupBy(property => property.Name).Where(group => group.Count() > 1);
        foreach (var group in twice)
        {
            var again = group.ElementAt(1);
            Report(Rules.DuplicateAt(again.Location, again.Name, group.First().Location));
        }
        return new(owner, properties.ToImmutable());
    }

    private CellType BindSchemaType(PropertyStatementSyntax syntax)
    {
        var types = syntax
            .Values.OfType<ExpressionSyntax>()
            .Select(value => BindType(value))
            .ToImmutableArray();
        return types.Length switch
        {
            0 => ErrorType.Instance,
            1 => types[0],
            _ => new UnionType(types),
        };
    }
}
