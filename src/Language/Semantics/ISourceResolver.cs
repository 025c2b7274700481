using CellDsl.Language.Text;

namespace CellDsl.Language.Semantics;

/// <summary>Finds imported files; reading them is the caller's business.</summary>
public interface ISourceResolver
{
    /// <summary>
    /// The file that <c>import "<paramref name="importPath"/>"</c> means in <paramref name="importingPath"/>, or null. Equal
    /// files must come back with equal paths. <c>std</c> never gets here.
    /// </summary>
    SourceText? Resolve(string importingPath, string importPath);
}
