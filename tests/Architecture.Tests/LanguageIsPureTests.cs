using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CellDsl.Language.Text;

namespace CellDsl.Architecture.Tests;

/// <summary>Invariant 1: <c>Language</c> references no package but Pidgin, does no I/O and sees no clock.</summary>
public class LanguageIsPureTests
{
    /// <summary>What reading the embedded standard vocabulary and building text need.</summary>
    private static readonly HashSet<string> AllowedOfSystemIo =
    [
        "Stream",
        "StreamReader",
        "StringReader",
        "StringWriter",
        "TextReader",
        "TextWriter",
        "UnmanagedMemoryStream",
    ];

    private static readonly HashSet<string> ForbiddenTypes =
    [
        "System.Console",
        "System.Random",
        "System.TimeProvider",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Threading.Timer",
    ];

    private static readonly HashSet<string> ForbiddenMembers = ["get_Now", "get_UtcNow", "get_Today"];

    [Fact]
    public void It_references_the_framework_and_Pidgin()
    {
        var foreign = typeof(SourceText)
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.Name ?? "")
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "Pidgin");
        Offenders.None(foreign);
    }

    [Fact]
    public void It_touches_no_file_no_clock_and_no_process()
    {
        using var stream = File.OpenRead(typeof(SourceText).Assembly.Location);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();

        var types = metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .ToList();
        Offenders.None(
            types.Where(type => type.Space == "System.IO" && !AllowedOfSystemIo.Contains(type.Name))
        );
        Offenders.None(types.Where(type => type.Space.StartsWith("System.Net", StringComparison.Ordinal)));
        Offenders.None(types.Select(type => $"{type.Space}.{type.Name}").Where(ForbiddenTypes.Contains));

        var members = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Select(member =>
                (Type: TypeName(metadata, member.Parent), Name: metadata.GetString(member.Name))
            )
            .ToList();
        Offenders.None(members.Where(member => ForbiddenMembers.Contains(member.Name)));
        // Compiled iterators ask for the thread's number; nothing else of the environment is theirs to know.
        Offenders.None(
            members.Where(member =>
                member is { Type: "System.Environment", Name: not "get_CurrentManagedThreadId" }
            )
        );
    }

    private static string TypeName(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind is not HandleKind.TypeReference)
            return "";
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
