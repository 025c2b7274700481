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
        string word = symbol.Word;
        // An instrument may say what its class may say.
        var own =
            _names.SchemaOf(word)
            ?? (symbol is InstrumentSymbol ? _names.SchemaOf(DeclarationWords.Class) : null);
        var first = symbol is ClassSymbol ? symbol : symbol.Class;
        if (first is null)
            return List(own);
        var schemas = ImmutableArray.CreateBuilder<Schema?>();
        schemas.Add(own);
        int depth = 0;
        for (var @class = first; @class is not null && depth < 64; depth++)
        {
            if (_names.SchemaOf(@class.Name) is { } more)
                schemas.Add(more);
            @class = @class.Class;
        }
        return schemas.DrainToImmutable();
    }

    private static ImmutableArray<Schema?> List(Schema? schema) => schema?.Alone ?? s_none;

    private static readonly ImmutableArray<Schema?> s_none = [null];

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
                            FirstWord(statement),
                            What(statement),
                            $"among the properties of {Indefinite(owner.Replace('.', ' '))}",
                            "a property is written `name: value`"
                        )
                    );
                    break;
            }
        }
        return new(items.DrainToImmutable(), steps.DrainToImmutable());
    }

    /// <summary>
    /// A word with nothing but a block is a block of properties (<c>limits { … }</c>) where a schema knows it, or where no
    /// operation does.
    /// </summary>
    private bool IsBlock(PhraseSyntax phrase, ImmutableArray<Schema?> schemas, string owner) =>
        phrase is { Body: not null, Until: null, Operands.Count: 0, Clauses.Count: 0 }
        && (
            schemas.Any(schema => schema is { IsOpen: true })
            || FindProperty(schemas, phrase.Verb.Chars) is { Block: not null }
            || BlockSchema(owner, phrase.Verb.Text) is not null
            || (!HasOperation(phrase.Verb.Chars) && schemas.All(schema => schema is null))
        );

    /// <summary>Whether any property may stand here: no schema speaks of the block, or an empty one does.</summary>
    private static bool IsOpen(ImmutableArray<Schema?> schemas)
    {
        foreach (var schema in schemas)
        {
            if (schema is { IsOpen: false })
                return false;
        }
        return true;
    }

    private Schema? BlockSchema(string owner, string name) =>
        _names.SchemaOf($"{owner}.{name}") ?? _names.SchemaOf(name);

    private static PropertySymbol? FindProperty(ImmutableArray<Schema?> schemas, ReadOnlySpan<char> name)
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
        items.Add(new(phrase, name, property, [], BindBag(body, List(schema), $"{owner}.{name}")));
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
        var property = FindProperty(schemas, syntax.Name.Chars);
        string name = property?.Name ?? syntax.Name.Text;
        foreach (var item in items)
        {
            if (item.Name == name && item.Syntax is PropertyStatementSyntax first)
            {
                Report(Rules.GivenTwiceAt(syntax.Name.Location, $"`{name}`", first.Name.Location));
                break;
            }
        }
        if (property is not null)
            Refer(syntax.Name.Span, property);
        else if (!IsOpen(schemas))
            ReportUnknownProperty(syntax.Name, owner, [.. schemas]);
        string? outer = _what;
        _what = name;
        var values = BindValues(syntax, property);
        _what = outer;
        var block = syntax.Body is { } body
            ? BindBag(body, List(property?.Block ?? BlockSchemaOf(owner, name)), $"{owner}.{name}")
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
                    : ExpectLoosely(value, type, Asked.Property(property))
            );
        }
        return values.DrainToImmutable();
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
                            property.Documentation
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
                            phrase.Documentation
                        )
                    );
                    break;
                case AllowStatementSyntax or BadStatementSyntax or EmptyStatementSyntax:
                    break;
                default:
                    Report(
                        Rules.MisplacedAt(
                            FirstWord(statement),
                            What(statement),
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
        return new(owner, properties.DrainToImmutable());
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
