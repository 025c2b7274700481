using System.Reflection;
using CellDsl.Contracts;

namespace CellDsl.Runtime.Loading;

/// <summary>Loads what <c>cell build</c> wrote. Needs no compiler.</summary>
public static class ProgramLoader
{
    /// <summary>Loads an assembly, and its symbols where they lie beside it.</summary>
    /// <exception cref="ProgramLoadException">The file is missing, or not a program that this version can run.</exception>
    public static LoadedProgram LoadFile(string path)
    {
        byte[] assembly;
        byte[]? symbols;
        try
        {
            assembly = File.ReadAllBytes(path);
            var beside = Path.ChangeExtension(path, ".pdb");
            symbols = File.Exists(beside) ? File.ReadAllBytes(beside) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProgramLoadException($"{path} cannot be read: {e.Message}", e);
        }
        return Load(assembly, symbols, Path.GetFileName(path));
    }

    /// <param name="symbols">The portable symbols, or null to run without.</param>
    /// <param name="name">What to call the program in messages.</param>
    /// <exception cref="ProgramLoadException">This is not a program that this version can run.</exception>
    public static LoadedProgram Load(
        ReadOnlyMemory<byte> assembly,
        ReadOnlyMemory<byte>? symbols = null,
        string name = "The program"
    )
    {
        var context = new ProgramContext();
        try
        {
            return new(context, Create(LoadInto(context, assembly, symbols), name));
        }
        catch (Exception e)
        {
            context.Unload();
            if (e is ProgramLoadException)
                throw;
            throw new ProgramLoadException($"{name} is not a program made by `cell build`: {e.Message}", e);
        }
    }

    private static Assembly LoadInto(
        ProgramContext context,
        ReadOnlyMemory<byte> assembly,
        ReadOnlyMemory<byte>? symbols
    )
    {
        using var image = new MemoryStream(assembly.ToArray(), writable: false);
        if (symbols is not { } bytes)
            return context.LoadFromStream(image);
        using var symbolImage = new MemoryStream(bytes.ToArray(), writable: false);
        return context.LoadFromStream(image, symbolImage);
    }

    // The version is read as data: code for another contract must not run at all.
    private static IProgram Create(Assembly assembly, string name)
    {
        var attribute =
            assembly
                .GetCustomAttributesData()
                .FirstOrDefault(data => data.AttributeType == typeof(CellProgramAttribute))
            ?? throw new ProgramLoadException($"{name} is an assembly, but not one made by `cell build`.");
        var version = attribute
            .NamedArguments.Where(argument =>
                argument.MemberName == nameof(CellProgramAttribute.ContractVersion)
            )
            .Select(argument => argument.TypedValue.Value)
            .FirstOrDefault();
        if (version is not ContractVersion.Current)
            throw new ProgramLoadException(
                $"{name} was built for version {version ?? "0"} of the runtime contract, but this is version "
                    + $"{ContractVersion.Current}: build it again, or run it with the tool that built it."
            );
        return
            attribute.ConstructorArguments is [{ Value: Type type }]
            && Activator.CreateInstance(type) is IProgram program
            ? program
            : throw new ProgramLoadException($"{name} does not say which of its types is the program.");
    }
}
