using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CellDsl.Compiler.CSharp;

/// <summary>
/// The one class that knows Roslyn: until it is called, none of Roslyn is loaded. Always a release build, since all that
/// a debugger wants to see lives in the state.
/// </summary>
internal static class RoslynEmitter
{
    private const string ContractsResource = "CellDsl.Contracts.ref.dll";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static readonly CSharpParseOptions Parsing = new(
        LanguageVersion.CSharp14,
        DocumentationMode.None
    );

    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: false,
        deterministic: true,
        nullableContextOptions: NullableContextOptions.Annotations
    );

    // Only what generated code speaks of: the whole framework would cost more than the compilation.
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
        [
            Net100.References.SystemRuntime,
            Net100.References.SystemMemory,
            MetadataReference.CreateFromImage(ReadContracts()),
        ]
    );

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (byte[] Assembly, byte[] Symbols) Emit(CompilationUnit unit)
    {
        var (assembly, symbols, _) = EmitWithWarnings(unit);
        return (assembly, symbols);
    }

    /// <summary>Emits, and tells what Roslyn thinks of the generated text.</summary>
    internal static (byte[] Assembly, byte[] Symbols, ImmutableArray<string> Warnings) EmitWithWarnings(
        CompilationUnit unit
    )
    {
        var texts = unit.Files.Select(file => (file.Path, Text: Text(file.Text))).ToList();
        var compilation = CSharpCompilation.Create(
            unit.Name,
            texts.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path)),
            References.Value,
            Compiling
        );
        var plan = new ResourceDescription(
            ProgramWriter.PlanResource,
            () => new MemoryStream(Utf8.GetBytes(unit.Plan), writable: false),
            isPublic: true
        );

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            symbols,
            manifestResources: [plan],
            options: new EmitOptions(
                debugInformationFormat: DebugInformationFormat.PortablePdb,
                pdbFilePath: unit.Name + ".pdb",
                pdbChecksumAlgorithm: System.Security.Cryptography.HashAlgorithmName.SHA256
            )
        );
        if (!result.Success)
            throw Fault(result.Diagnostics);
        var (image, debug) = Finish(assembly.ToArray(), symbols.ToArray(), unit);
        return (
            image,
            debug,
            [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(Describe)]
        );
    }

    private static (byte[] Assembly, byte[] Symbols) Finish(
        byte[] assembly,
        byte[] symbols,
        CompilationUnit unit
    )
    {
        var sources = unit
            .Files.Select(file => (file.Path, file.Text))
            .Concat(unit.Sources.Select(source => (Path: CodeWriter.FileName(source.Path), source.Text)))
            .DistinctBy(source => source.Path, StringComparer.Ordinal)
            .ToList();
        using var reader = new PEReader([.. assembly]);
        var (rewritten, id, checksum) = SymbolWriter.Rewrite(symbols, reader.GetMetadataReader(), sources);
        AssemblyStamp.Apply(assembly, id, checksum);
        return (assembly, rewritten);
    }

    private static SourceText Text(string text) => SourceText.From(text, Utf8, SourceHashAlgorithm.Sha256);

    private static InternalCompilerException Fault(ImmutableArray<Diagnostic> diagnostics) =>
        new(
            "the generated C# does not compile: "
                + string.Join(
                    "; ",
                    diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(3).Select(Describe)
                )
        );

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var (line, column) = (place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{diagnostic.Id} at {place.Path}({line},{column}): {message}"
        );
    }

    private static byte[] ReadContracts()
    {
        using var stream =
            typeof(RoslynEmitter).Assembly.GetManifestResourceStream(ContractsResource)
            ?? throw new InternalCompilerException($"the resource {ContractsResource} is missing");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
