using System.Collections.Frozen;
using System.Reflection;
using CellDsl.Language.Diagnostics;
using CellDsl.Language.Semantics.Symbols;
using CellDsl.Language.Syntax;
using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>
/// The standard vocabulary, shared by all compilations of a process. A quick look over the lines finds which module
/// declares a name; a module is parsed when one of its names is used, and a declaration is bound when it is used.
/// </summary>
public sealed class StandardLibrary
{
    private const string Folder = "std/";
    private const string Extension = ".cell";

    private static readonly Lazy<StandardLibrary> s_instance = new(static () => new(ReadModules()));

    private readonly FrozenDictionary<string, Lazy<SourceFile>> _modules;
    private readonly FrozenDictionary<string, Named> _byName;
    private readonly FrozenDictionary<string, Named>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenSet<string> _categories;

    private StandardLibrary(IReadOnlyList<SourceText> sources)
    {
        var names = new Dictionary<string, List<string>>();
        var categories = new HashSet<string>();
        foreach (var source in sources)
            Index(source, names, categories);
        _modules = sources.ToFrozenDictionary(
            source => ModuleOf(source.Path),
            source => new Lazy<SourceFile>(() => new SourceFile(source, isStandard: true))
        );
        _byName = names.ToFrozenDictionary(pair => pair.Key, pair => new Named(this, pair.Key, pair.Value));
        _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _categories = categories.ToFrozenSet();
    }

    public static StandardLibrary Instance => s_instance.Value;

    /// <summary>The modules' names, as <c>import std.chemicals</c> uses them, without <c>std.</c>.</summary>
    public IEnumerable<string> Modules => _modules.Keys;

    /// <summary>Every declared name.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>A module by name, or null.</summary>
    public SourceFile? Module(string name) => _modules.TryGetValue(name, out var file) ? file.Value : null;

    /// <summary>What is wrong with a module itself; a program that uses it does not hear of it.</summary>
    public IReadOnlyList<Diagnostic> Check(string module) => Module(module) is { } file ? file.Found : [];

    /// <summary>Whether a place lies in the vocabulary itself.</summary>
    internal static bool Holds(Location place) =>
        place.Source.Path.StartsWith(Folder, StringComparison.Ordinal)
        && Instance.Module(ModuleOf(place.Source.Path))?.Source == place.Source;

    internal bool HasCategory(string name) => _categories.Contains(name);

    /// <summary>What the vocabulary calls by a name.</summary>
    internal DeclarationSymbol[] Find(ReadOnlySpan<char> name) =>
        _lookup.TryGetValue(name, out var named) ? named.Declarations : [];

    /// <summary>The vocabulary's schemas of an owner put together, or null.</summary>
    internal Schema? SchemaOf(ReadOnlySpan<char> owner) =>
        _lookup.TryGetValue(owner, out var named) ? named.Schema : null;

    /// <summary>What one name stands for, found when it is first used.</summary>
    private sealed class Named(StandardLibrary library, string name, List<string> modules)
    {
        private Schema? _schema;
        private bool _hasSchema;

        public DeclarationSymbol[] Declarations =>
            field ??= [
                .. modules
                    .SelectMany(module => library._modules[module].Value.Declarations)
                    .Where(declaration => declaration.Name == name),
            ];

        public Schema? Schema
        {
            get
            {
                // Racing threads put together schemas that say the same.
                if (!Volatile.Read(ref _hasSchema))
                {
                    _schema = Symbols.Schema.Merged(name, Declarations);
                    Volatile.Write(ref _hasSchema, true);
                }
                return _schema;
            }
        }
    }

    private static List<SourceText> ReadModules()
    {
        var assembly = typeof(StandardLibrary).Assembly;
        var sources = new List<SourceText>();
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            using var stream = Open(assembly, name);
            using var reader = new StreamReader(stream);
            sources.Add(new(name, reader.ReadToEnd()));
        }
        return sources;
    }

    private static Stream Open(Assembly assembly, string name) =>
        assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly lists {name} and does not hold it.");

    private static string ModuleOf(string path) => path[Folder.Length..^Extension.Length];

    // Modules are formatted: a declaration at the top starts its line. A test compares this with the parser's view.
    private static void Index(
        SourceText source,
        Dictionary<string, List<string>> names,
        HashSet<string> categories
    )
    {
        string module = ModuleOf(source.Path);
        foreach (var line in source.Text.AsSpan().EnumerateLines())
        {
            var rest = line;
            var word = NextWord(ref rest);
            if (word is "public")
                word = NextWord(ref rest);
            if (word.IsEmpty || SyntaxFacts.WordKind(word) != SyntaxKind.DeclarationWord)
                continue;
            string name = NextWord(ref rest, dots: true).ToString();
            if (name.Length == 0)
                continue;
            if (!names.TryGetValue(name, out var modules))
                names.Add(name, modules = []);
            if (!modules.Contains(module))
                modules.Add(module);
            if (word is DeclarationWords.Term && rest.TrimStart().StartsWith(":"))
            {
                rest = rest.TrimStart()[1..].TrimStart();
                categories.Add(NextWord(ref rest).ToString());
            }
        }
    }

    private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> line, bool dots = false)
    {
        int start = 0;
        while (start < line.Length && line[start] == ' ')
            start++;
        int end = start;
        while (
            end < line.Length
            && (char.IsLetterOrDigit(line[end]) || line[end] == '_' || (dots && line[end] == '.'))
        )
            end++;
        var word = line[start..end];
        line = line[end..];
        return word;
    }
}
