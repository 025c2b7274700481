using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellDsl.Executor.Records;

/// <summary>The procedure in the folder of a run: its files, and under which names the program knows them.</summary>
internal static class SourceArchive
{
    private const string List = "names.json";

    public static void Write(string folder, IReadOnlyList<(string Name, string Text)> sources)
    {
        Directory.CreateDirectory(folder);
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in sources)
        {
            string file = string.Join('/', name.Split('/').Where(part => part is not (".." or "." or "")));
            for (int n = 2; names.ContainsKey(file); n++)
                file = $"{n}/{file}";
            names[file] = name;
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            File.WriteAllText(path, text, new UTF8Encoding(false));
        }
        File.WriteAllBytes(
            Path.Combine(folder, List),
            JsonSerializer.SerializeToUtf8Bytes(
                names,
                SourceArchiveContext.Default.SortedDictionaryStringString
            )
        );
    }

    /// <summary>SHA-256 over all sources with their names, as the compiler takes it; null where the list is gone.</summary>
    public static string? Hash(string folder)
    {
        string list = Path.Combine(folder, List);
        if (!File.Exists(list))
            return null;
        var names =
            JsonSerializer.Deserialize(
                File.ReadAllBytes(list),
                SourceArchiveContext.Default.SortedDictionaryStringString
            ) ?? [];
        var text = new StringBuilder();
        foreach (var (file, name) in names.OrderBy(n => n.Value, StringComparer.Ordinal))
        {
            string path = Path.Combine(folder, file);
            if (!File.Exists(path))
                return null;
            text.Append(name).Append('\0').Append(File.ReadAllText(path)).Append('\0');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class SourceArchiveContext : JsonSerializerContext;
