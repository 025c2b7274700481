using System.Collections.Concurrent;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Syntax.Tree;

namespace CellDsl.Language.Semantics.Binding;

/// <summary>What a name means at the top of a file: its own declarations, then what it imports, then the standard ones.</summary>
internal sealed class FileNames(SourceFile file)
{
    // Schemas that this file or its imports add to; nearly all are the standard ones.
    private readonly ConcurrentDictionary<string, Schema?> _schemas = new(1, 1, StringComparer.Ordinal);
    private Named? _own;
    private HashSet<string>? _poisoned;
    private HashSet<string>? _categories;

    /// <summary>Declarations by name, those of one name in text order.</summary>
    private sealed class Named(Dictionary<string, DeclarationSymbol[]> all)
    {
        public Dictionary<string, DeclarationSymbol[]> All { get; } = all;

        public Dictionary<string, DeclarationSymbol[]>.AlternateLookup<ReadOnlySpan<char>> ByText { get; } =
            all.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The declarations of this file by name.</summary>
    public Dictionary<string, DeclarationSymbol[]> Own => OwnNames.All;

    /// <summary>Everything a name can mean, nearest first; the place of use picks what fits.</summary>
    public DeclarationSymbol[] Candidates(ReadOnlySpan<char> name)
    {
        OwnNames.ByText.TryGetValue(name, out var found);
        foreach (var import in file.Imports)
        {
            if (
                import.Alias is null
                && !import.File.IsStandard
                && import.File.Names.OwnNames.ByText.TryGetValue(name, out var theirs)
            )
                found = Join(found, Public(theirs));
        }
        return Join(found, StandardLibrary.Instance.Find(name));
    }

    public ImportedFile? Alias(ReadOnlySpan<char> name)
    {
        foreach (var import in file.Imports)
        {
            if (import.Alias is { } alias && name.SequenceEqual(alias))
                return import;
        }
        return null;
    }

    /// <summary>A declaration of an imported file that this one may not use because it is not public.</summary>
    public DeclarationSymbol? Hidden(ReadOnlySpan<char> name)
    {
        foreach (var import in file.Imports)
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
    public bool IsPoisoned(string name) => file.LacksImport || (_poisoned ??= FindPoisoned()).Contains(name);

    /// <summary>Whether some term belongs to the category.</summary>
    public bool HasCategory(string name) =>
        StandardLibrary.Instance.HasCategory(name) || (_categories ??= FindCategories()).Contains(name);

    /// <summary>All schemas of an owner (<c>material</c>, <c>cell.positive</c>) put together, or null without any.</summary>
    public Schema? SchemaOf(string owner)
    {
        if (!AddsTo(owner))
            return StandardLibrary.Instance.SchemaOf(owner);
        return _schemas.TryGetValue(owner, out var schema)
            ? schema
            : _schemas.GetOrAdd(owner, MergeSchemas(owner));
    }

    /// <summary>Whether this file or one that it imports says something of the name.</summary>
    private bool AddsTo(string owner)
    {
        if (Own.ContainsKey(owner))
            return true;
        foreach (var import in file.Imports)
        {
            if (!import.File.IsStandard && import.File.Names.Own.ContainsKey(owner))
                return true;
        }
        return false;
    }

    /// <summary>Every visible name, for suggestions.</summary>
    public IEnumerable<string> Visible() =>
        Own
            .Keys.Concat(
                file.Imports.Where(import => import.Alias is null)
                    .SelectMany(import => import.File.Declarations)
                    .Where(declaration => declaration.IsPublic)
                    .Select(declaration => declaration.Name)
            )
            .Concat(StandardLibrary.Instance.Names);

    private Named OwnNames => _own ??= new(Group());

    private static DeclarationSymbol[] Public(DeclarationSymbol[] declarations) =>
        Array.TrueForAll(declarations, static declaration => declaration.IsPublic)
            ? declarations
            : Array.FindAll(declarations, static declaration => declaration.IsPublic);

    private static DeclarationSymbol[] Join(DeclarationSymbol[]? nearer, DeclarationSymbol[] farther) =>
        nearer is null or [] ? farther
        : farther is [] ? nearer
        : [.. nearer.Union(farther)];

    private Dictionary<string, DeclarationSymbol[]> Group() =>
        file
            .Declarations.GroupBy(declaration => declaration.Name)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private HashSet<string> FindPoisoned()
    {
        var names = new HashSet<string>();
        foreach (var statement in file.Tree.Root.Statements)
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
        file
            .Declarations.Concat(file.Imports.SelectMany(import => import.File.Declarations))
            .OfType<TermSymbol>()
            .Select(term => term.Category)
            .ToHashSet();

    private Schema? MergeSchemas(string owner) => Schema.Merged(owner, Candidates(owner));
}
