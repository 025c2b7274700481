using System.Security.Cryptography;
using System.Text;
using CellDsl.Language.Text;

namespace CellDsl.Compiler.CSharp;

/// <summary>Everything that one assembly is made of.</summary>
/// <param name="Sources">The <c>.cell</c> files, to be embedded into the symbols.</param>
/// <param name="Plan">The plan's canonical JSON, to be embedded into the assembly.</param>
internal sealed record CompilationUnit(
    string Name,
    IReadOnlyList<GeneratedFile> Files,
    IReadOnlyList<SourceText> Sources,
    string Plan
)
{
    /// <summary>
    /// SHA-256, hexadecimal, over all of it, and over the compiler: its build, Roslyn and the references. The generated
    /// text stands for the plan's machines.
    /// </summary>
    public string Key()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Parts())
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<string> Parts()
    {
        yield return typeof(CompilationUnit).Assembly.ManifestModule.ModuleVersionId.ToString();
        foreach (var reference in Tools)
            yield return reference;
        yield return Name;
        yield return Plan;
        foreach (var file in Files)
        {
            yield return file.Path;
            yield return file.Text;
        }
        foreach (var source in Sources)
        {
            yield return source.Path;
            yield return source.Text;
        }
    }

    // By name, so that asking does not load them.
    private static IEnumerable<string> Tools =>
        typeof(CompilationUnit)
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.ToString())
            .Order(StringComparer.Ordinal);
}
