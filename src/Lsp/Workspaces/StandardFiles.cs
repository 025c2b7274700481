using CellDsl.Language.Semantics;
using CellDsl.Language.Text;

namespace CellDsl.Lsp.Workspaces;

/// <summary>
/// The standard vocabulary as files, so that an editor can go there. They are written to the user's cache when first
/// asked for.
/// </summary>
public sealed class StandardFiles(string folder)
{
    private const string Prefix = "std/";
    private const string Extension = ".cell";

    private readonly Lock _lock = new();

    /// <summary>Below the user's cache, or the system's folder for temporary files.</summary>
    public static StandardFiles OfUser()
    {
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (cache.Length == 0)
            cache = Path.GetTempPath();
        return new(Path.Combine(cache, "cell", "vocabulary").Replace('\\', '/'));
    }

    /// <summary>Whether a text is one of the vocabulary's own.</summary>
    public static bool IsStandard(SourceText source) =>
        source.Path.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The module that a path of this folder shows, or null for every other path.</summary>
    public SourceFile? ModuleAt(string path) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal)
        && path.EndsWith(Extension, StringComparison.Ordinal)
            ? StandardLibrary.Instance.Module(path[(folder.Length + 1)..^Extension.Length])
            : null;

    /// <summary>The path of a module's file, which is there when this returns and the folder can be written.</summary>
    public string PathOf(SourceText source)
    {
        string path = $"{folder}/{source.Path[Prefix.Length..]}";
        lock (_lock)
        {
            try
            {
                if (!File.Exists(path) || File.ReadAllText(path) != source.Text)
                {
                    Directory.CreateDirectory(folder);
                    File.WriteAllText(path, source.Text);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The place is right all the same; the editor will say that it finds no file.
            }
        }
        return path;
    }
}
