using CellDsl.Contracts;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Planning.Machines;
using CellDsl.Runtime.Loading;

namespace CellDsl.Debugger;

/// <summary>A compiled program together with what it was made from.</summary>
/// <param name="Loaded">Owned: it goes with the debuggee.</param>
/// <param name="Resolver">The one with which the files were found.</param>
public sealed record Debuggee(
    LoadedProgram Loaded,
    Compilation Compilation,
    PlanResult Planned,
    ISourceResolver Resolver
) : IDisposable
{
    private readonly SourceNames _names = new(Compilation.Roots[0].Source);

    public IProgram Program => Loaded.Program;

    public Machine MachineOf(int index) => Planned.Machines[index];

    /// <summary>The text that a place of a plan or a machine names; null for the standard vocabulary.</summary>
    public SourceText? SourceOf(string name) =>
        Compilation.Files.Select(file => file.Source).FirstOrDefault(source => _names.NameOf(source) == name);

    /// <summary>The name by which plan and machines speak of a file on this disk; null where the program does not read it.</summary>
    public string? NameOf(string path)
    {
        string full = Path.GetFullPath(path);
        return Compilation
            .Files.Where(file => string.Equals(Path.GetFullPath(file.Source.Path), full, PathComparison))
            .Select(file => _names.NameOf(file.Source))
            .FirstOrDefault();
    }

    public void Dispose() => Loaded.Dispose();

    // Editors spell drive letters as they like.
    private static StringComparison PathComparison =>
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}

/// <summary>What an editor wants to debug.</summary>
/// <param name="Program">Path of the <c>.cell</c> file.</param>
/// <param name="Experiment">Null for the file's first.</param>
public sealed record LaunchRequest(string Program, string? Experiment);
