using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CellDsl.Language.Packages;

/// <summary>A package that a project uses, at the version that was chosen, with the hashes of what was chosen.</summary>
/// <param name="Hash">Of the package file: <c>sha512-</c> and Base64, as NuGet writes it.</param>
/// <param name="Dependencies">Names of the packages that it uses itself, with the versions chosen.</param>
/// <param name="Sources">Its <c>.cell</c> files by path, each with the hash of its text (<see cref="PackageLock.HashOf"/>).</param>
public sealed record LockedPackage(
    string Name,
    string Version,
    string Hash,
    ImmutableSortedDictionary<string, string> Dependencies,
    ImmutableSortedDictionary<string, string> Sources
)
{
    /// <summary>Where it is restored to, below the project's folder.</summary>
    public string Folder => $"{PackageLock.RestoredFolder}/{Name}/{Version}";
}

/// <summary>
/// The lock file <c>cell.lock</c> of a project: every package that it uses, directly or not. It is text to commit: who has
/// it gets the same packages, byte for byte.
/// </summary>
public sealed record PackageLock(ImmutableArray<LockedPackage> Packages)
{
    public const string FileName = "cell.lock";
    public const string Format = "cell-lock/1";

    /// <summary>Where packages are restored to, below the project's folder.</summary>
    public const string RestoredFolder = ".cell/packages";

    public static PackageLock Empty { get; } = new([]);

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public LockedPackage? Find(string name) => Packages.FirstOrDefault(package => package.Name == name);

    /// <summary>The package that an import names, the longest name first, or null.</summary>
    public LockedPackage? FindImported(string path) =>
        Packages
            .Where(package =>
                path == package.Name || path.StartsWith(package.Name + ".", StringComparison.Ordinal)
            )
            .MaxBy(package => package.Name.Length);

    /// <summary><c>sha256-</c> and the hash of a text in UTF-8, in hexadecimal.</summary>
    public static string HashOf(string text) =>
        "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The file's text: packages by name, so that equal locks are equal bytes.</summary>
    public string Write()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Layout))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteStartArray("packages");
            foreach (var package in Packages.OrderBy(package => package.Name, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("name", package.Name);
                json.WriteString("version", package.Version);
                json.WritePropertyName("hash");
                // Base64's + needs no escape in a file of its own.
                json.WriteRawValue($"\"{package.Hash}\"");
                WriteMap(json, "dependencies", package.Dependencies);
                WriteMap(json, "sources", package.Sources);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan) + "\n";
    }

    /// <summary>Reads a lock file.</summary>
    /// <param name="fault">What is wrong with it, as the end of a sentence; null where nothing is.</param>
    public static PackageLock Read(string text, out string? fault)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            string format = Text(root, "format");
            if (format != Format)
                throw new FormatException(
                    $"is written in the format `{format}`, and this is made for `{Format}`"
                );
            var packages = ImmutableArray.CreateBuilder<LockedPackage>();
            foreach (var item in Member(root, "packages", JsonValueKind.Array).EnumerateArray())
                packages.Add(ReadPackage(item));
            fault =
                packages.Select(package => package.Name).Distinct().Count() == packages.Count
                    ? null
                    : "names a package twice";
            return fault is null ? new(packages.ToImmutable()) : Empty;
        }
        catch (JsonException exception)
        {
            fault = $"is not JSON, from line {(exception.LineNumber ?? 0) + 1} on";
        }
        catch (FormatException exception)
        {
            fault = exception.Message;
        }
        return Empty;
    }

    private static LockedPackage ReadPackage(JsonElement item)
    {
        string name = Text(item, "name");
        string version = Text(item, "version");
        if (PackageName.Fault(name) is { } fault)
            throw new FormatException($"names a package `{name}`, which {fault}");
        if (!IsVersion(version))
            throw new FormatException($"gives `{name}` the version `{version}`, which is none");
        var sources = ReadMap(item, "sources");
        return sources.Keys.FirstOrDefault(path => !IsInside(path)) is { } outside
            ? throw new FormatException($"names a file `{outside}` outside its package")
            : new(name, version, Text(item, "hash"), ReadMap(item, "dependencies"), sources);
    }

    /// <summary>It becomes part of a path.</summary>
    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= 64
        && char.IsAsciiDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        && !text.Contains("..", StringComparison.Ordinal)
        && !text.EndsWith('.');

    private static bool IsInside(string path) =>
        path.Length > 0
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains(':', StringComparison.Ordinal)
        && Array.TrueForAll(path.Split('/'), part => part is not ("" or "." or ".."));

    private static void WriteMap(
        Utf8JsonWriter json,
        string name,
        ImmutableSortedDictionary<string, string> map
    )
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, string> ReadMap(JsonElement item, string name)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in Member(item, name, JsonValueKind.Object).EnumerateObject())
            map[property.Name] = Text(item.GetProperty(name), property.Name);
        return map.ToImmutable();
    }

    private static string Text(JsonElement element, string name) =>
        Member(element, name, JsonValueKind.String).GetString() ?? "";

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var member)
        && member.ValueKind == kind
            ? member
            : throw new FormatException($"lacks `{name}`, or gives something else for it");
}
