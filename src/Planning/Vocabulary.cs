using CellDsl.Language.Semantics;
using CellDsl.Language.Semantics.Symbols;

namespace CellDsl.Planning;

/// <summary>What the names in a plan stand for: its symbols are names, as its JSON is to be read without its sources.</summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, List<DeclarationSymbol>> _byName = [];

    private Vocabulary(IEnumerable<SourceFile> files)
    {
        foreach (var declaration in files.SelectMany(file => file.Declarations))
        {
            if (!_byName.TryGetValue(declaration.Name, out var named))
                _byName[declaration.Name] = named = [];
            named.Add(declaration);
        }
    }

    /// <summary>All declarations of a program's files, then those of the standard vocabulary.</summary>
    public static Vocabulary Of(Compilation compilation) =>
        new(
            compilation.Files.Concat(
                StandardLibrary
                    .Instance.Modules.Order(StringComparer.Ordinal)
                    .Select(StandardLibrary.Instance.Module)
                    .OfType<SourceFile>()
            )
        );

    /// <summary>The declaration of a kind and name, the program's own first; null where there is none.</summary>
    public T? Find<T>(string name)
        where T : DeclarationSymbol =>
        _byName.TryGetValue(name, out var named) ? named.OfType<T>().FirstOrDefault() : null;
}
