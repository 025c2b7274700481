using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CellDsl.Compiler.CSharp;

/// <summary>
/// Compiled programs on disk, each in one file named by the hash of all it was made of. An entry carries the hash of its
/// own bytes: a damaged one is dropped and made again. A cache that cannot be read or written is as good as empty.
/// </summary>
/// <param name="folder">Created when first written to.</param>
/// <param name="mostBytes">Beyond it, entries that were not used for longest go.</param>
public sealed class AssemblyCache(string folder, long mostBytes = AssemblyCache.DefaultMostBytes)
{
    private const long DefaultMostBytes = 256L << 20;
    private const string Extension = ".cellasm";
    private const string FolderVariable = "CELL_CACHE";

    private static ReadOnlySpan<byte> Magic => "CELLASM1"u8;

    // Magic, SHA-256 of the rest, length of the assembly.
    private const int HeaderSize = 8 + 32 + 4;

    public string Folder { get; } = folder;

    /// <summary>
    /// Where programs are kept unless said otherwise: <c>CELL_CACHE</c>, else the user's cache folder as the operating
    /// system (XDG on Unix) names it.
    /// </summary>
    public static string DefaultFolder
    {
        get
        {
            if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } chosen)
                return Path.Combine(chosen, "assemblies");
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var root =
                OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg)
                    ? xdg
                : Path.Combine(home, ".cache");
            return Path.Combine(root, "cell", "assemblies");
        }
    }

    internal (ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols)? Find(string key)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path))
                return null;
            var entry = Read(File.ReadAllBytes(path));
            if (entry is null)
                File.Delete(path);
            else
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal void Store(string key, byte[] assembly, byte[] symbols)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            // Readers see a whole entry or none.
            var temporary = Path.Combine(Folder, Path.GetRandomFileName() + ".tmp");
            try
            {
                File.WriteAllBytes(temporary, Write(assembly, symbols));
                File.Move(temporary, PathOf(key), overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
            Prune(keep: key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run compiles again; that is all that is lost.
        }
    }

    private string PathOf(string key) => Path.Combine(Folder, key + Extension);

    private void Prune(string keep)
    {
        var entries = new DirectoryInfo(Folder)
            .GetFiles("*" + Extension)
            .OrderByDescending(file => file.Name == keep + Extension)
            .ThenByDescending(file => file.LastWriteTimeUtc)
            .ThenBy(file => file.Name, StringComparer.Ordinal);
        long total = 0;
        bool first = true;
        foreach (var entry in entries)
        {
            total += entry.Length;
            if (total > mostBytes && !first)
                entry.Delete();
            first = false;
        }
    }

    private static byte[] Write(byte[] assembly, byte[] symbols)
    {
        var entry = new byte[HeaderSize + assembly.Length + symbols.Length];
        Magic.CopyTo(entry);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(40), assembly.Length);
        assembly.CopyTo(entry.AsSpan(HeaderSize));
        symbols.CopyTo(entry.AsSpan(HeaderSize + assembly.Length));
        SHA256.HashData(entry.AsSpan(40), entry.AsSpan(8, 32));
        return entry;
    }

    private static (ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols)? Read(byte[] entry)
    {
        if (entry.Length < HeaderSize || !entry.AsSpan(0, 8).SequenceEqual(Magic))
            return null;
        if (!SHA256.HashData(entry.AsSpan(40)).AsSpan().SequenceEqual(entry.AsSpan(8, 32)))
            return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(entry.AsSpan(40));
        return (entry.AsMemory(HeaderSize, length), entry.AsMemory(HeaderSize + length));
    }
}
