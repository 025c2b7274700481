using NuGet.Versioning;

namespace CellDsl.Packages.Projects;

/// <summary>
/// Packages that this machine has fetched before, so that no network is needed again. What is taken out is compared with
/// the hash that is asked for; what does not agree is as good as missing.
/// </summary>
public sealed class PackageStore(string folder)
{
    public byte[]? Find(string name, NuGetVersion version, string hash)
    {
        try
        {
            string path = PathOf(name, version);
            if (!File.Exists(path))
                return null;
            byte[] bytes = File.ReadAllBytes(path);
            return Archives.PackageFile.HashOf(bytes) == hash ? bytes : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Add(string name, NuGetVersion version, byte[] bytes)
    {
        try
        {
            string path = PathOf(name, version);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            string temporary = Path.Combine(folder, Path.GetRandomFileName() + ".tmp");
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It will be fetched again; that is all that is lost.
        }
    }

    private string PathOf(string name, NuGetVersion version)
    {
        string normal = version.ToNormalizedString();
        return Path.Combine(folder, name, normal, $"{name}.{normal}.nupkg");
    }
}
