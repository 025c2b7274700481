using System.Reflection;
using System.Runtime.Loader;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Loading;

/// <summary>Where one program lives until it is unloaded. The contract is shared with the host, whatever its version.</summary>
internal sealed class ProgramContext() : AssemblyLoadContext("cell program", isCollectible: true)
{
    private static readonly Assembly Contracts = typeof(IProgram).Assembly;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == Contracts.GetName().Name ? Contracts : null;
}
