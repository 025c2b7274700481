using System.Collections.Concurrent;
using System.Collections.Immutable;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What a name means at the top of a file: its own declarations, then what it imports, then the standard ones.</summary>
internal sealed class FileNames
{
    private readonly SourceFile _file;
    private readonly ConcurrentDictionary<string, DeclarationSymbol[]> _candidates = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, DeclarationSymbol[]>.AlternateLookup<
        ReadOnlySpan<char>
    > _known;
    private readonly ConcurrentDictionary<string, Schema?> _schemas = new(StringComparer.Ordinal);
    private Dictionary<string, List<DeclarationSymbol>>? _own;
    private HashSet<string>? _poisoned;
    private HashSet<string>? _categories;

    public FileNames(SourceFile file)
    {
        _file = file;
        _known = _candidates.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The declarations of this file by name.</summary>
    public Dictionary<string, List<DeclarationSymbol>> Own => _own ??= Group();

    /// <summary>Everything a name can mean, nearest first; the place of use picks what fits.</summary>
    public DeclarationSymbol[] Candidates(ReadOnlySpan<char> name) =>
        _known.TryGetValue(name, out var found) ? found : Collect(name.ToString());

    public ImportedFile? Alias(ReadOnlySpan<char> name)
    {
        foreach (var import in _file.Imports)
        {
            if (import.Alias is { } alias && name.SequenceEqual(alias))
                return import;
        }
        return null;
    }

    /// <summary>A declaration of an imported file that this one may not use because it is not public.</summary>
    public DeclarationSymbol? Hidden(ReadOnlySpan<char> name)
    {
        foreach (var import in _file.Imports)
        {
            foreach (var declaration in import.File.Declarations)
            {
                if (!declaration.IsPublic && name.SequenceEqual(declaration.Name))
                    return declaration;
            }
        }
        return null;
    }

    /// <summary>Whether the name may be declared in text that could not be read or found.</summary>
    public bool IsPoisoned(string name) => _file.LacksImport || (_poisoned ??= FindPoisoned()).Contains(name);

    /// <summary>Whether some term belongs to the category.</summary>
    public bool HasCategory(string name) =>
        StandardLibrary.Instance.HasCategory(name) || (_categories ??= FindCategories()).Contains(name);

    /// <summary>All schemas of an owner (<c>material</c>, <c>cell.positive</c>) put together, or null without any.</summary>
    public Schema? SchemaOf(string owner) =>
        _schemas.TryGetValue(owner, out var schema) ? schema : _schemas.GetOrAdd(owner, MergeSchemas(owner));

    /// <summary>Every visible name, for suggestions.</summary>
    public IEnumerable<string> Visible() =>
        Own
            .Keys.Concat(
                _file
                    .Imports.Where(import => import.Alias is null)
                    .SelectMany(import => import.File.Declarations)
                    .Where(declaration => declaration.IsPublic)
                    .Select(declaration => declaration.Name)
            )
            .Concat(StandardLibrary.Instance.Names);

    private DeclarationSymbol[] Collect(string name)
    {
        var found = new List<DeclarationSymbol>();
        if (Own.TryGetValue(name, out var own))
            found.AddRange(own);
        foreach (var import in _file.Imports)
        {
            if (import.Alias is not null || import.File.IsStandard)
                continue;
            if (import.File.Names.Own.TryGetValue(name, out var theirs))
                found.AddRange(theirs.Where(declaration => declaration.IsPublic));
        }
        StandardLibrary.Instance.Find(name, found);
        return _candidates.GetOrAdd(name, found.Distinct().ToArray());
    }

    private Dictionary<string, List<DeclarationSymbol>> Group()
    {
        var groups = new Dictionary<string, List<DeclarationSymbol>>();
        foreach (var declaration in _file.Declarations)
        {
            if (!groups.TryGetValue(declaration.Name, out var group))
                groups.Add(declaration.Name, group = []);
            group.Add(declaration);
        }
        return groups;
    }

    private HashSet<string> FindPoisoned()
    {
        var names = new HashSet<string>();
        foreach (var statement in _file.Tree.Root.Statements)
        {
            if (statement is not BadStatementSyntax bad)
                continue;
            var previous = SyntaxKind.None;
            foreach (var token in bad.Skipped)
            {
                if (previous == SyntaxKind.DeclarationWord)
                    names.Add(token.Text);
                previous = token.Kind;
            }
        }
        return names;
    }

    private HashSet<string> FindCategories() =>
        _file
            .Declarations.Concat(_file.Imports.SelectMany(import => import.File.Declarations))
            .OfType<TermSymbol>()
            .Select(term => term.Category)
            .ToHashSet();

    private Schema? MergeSchemas(string owner)
    {
        ImmutableArray<PropertySymbol>.Builder? properties = null;
        foreach (var candidate in Candidates(owner))
        {
            if (candidate is not SchemaSymbol symbol)
                continue;
            properties ??= ImmutableArray.CreateBuilder<PropertySymbol>();
            properties.AddRange(symbol.Schema.Properties);
        }
        return properties is null ? null : new(owner, properties.ToImmutable());
    }
}
