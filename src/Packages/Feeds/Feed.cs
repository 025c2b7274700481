using System.Net.Sockets;
using CellDsl.Language.Diagnostics;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace CellDsl.Packages.Feeds;

/// <summary>A version in a feed.</summary>
/// <param name="IsWithdrawn">Its author took it back: it stays for who has locked it and is not chosen anew.</param>
/// <param name="Reason">Why, where it is known.</param>
public sealed record FeedVersion(NuGetVersion Version, bool IsWithdrawn, string? Reason);

/// <summary>A NuGet feed: a folder, or an address. Whatever goes wrong with it is told as a finding.</summary>
public sealed class Feed
{
    private static readonly SourceCacheContext s_cache = new() { NoCache = true, DirectDownload = true };

    private readonly SourceRepository _repository;

    private Feed(string name, SourceRepository repository, string? folder)
    {
        Name = name;
        Folder = folder;
        _repository = repository;
    }

    /// <summary>As in <c>cell.toml</c> or on the command line.</summary>
    public string Name { get; }

    /// <summary>The folder of a feed that is one.</summary>
    public string? Folder { get; }

    /// <param name="where">A folder, an address, or the name of a source in NuGet's own configuration, which knows passwords.</param>
    /// <param name="root">The folder from which relative ones are meant.</param>
    public static Feed Open(string where, string root)
    {
        if (where.Contains("://", StringComparison.Ordinal))
            return new(where, Repository.Factory.GetCoreV3(where), null);
        string folder = Path.GetFullPath(where, root);
        if (!Directory.Exists(folder) && Configured(where, root) is { } source)
            return new(where, Repository.Factory.GetCoreV3(source), source.IsLocal ? source.Source : null);
        return new(where, Repository.Factory.GetCoreV3(folder, FeedType.FileSystemV2), folder);
    }

    public IReadOnlyList<FeedVersion> Versions(string name) =>
        Asked(async () =>
        {
            if (Folder is { } folder)
            {
                var found = await Resource<FindPackageByIdResource>()
                    .GetAllVersionsAsync(name, s_cache, NullLogger.Instance, default);
                return (IReadOnlyList<FeedVersion>)
                    [
                        .. found.Select(version =>
                        {
                            string? reason = WithdrawalMark.Read(folder, name, version);
                            return new FeedVersion(version, reason is not null, reason);
                        }),
                    ];
            }
            var listed = await Resource<PackageMetadataResource>()
                .GetMetadataAsync(name, true, true, s_cache, NullLogger.Instance, default);
            var versions = new List<FeedVersion>();
            foreach (var each in listed)
            {
                string? reason = (await each.GetDeprecationMetadataAsync())?.Message;
                versions.Add(new(each.Identity.Version, !each.IsListed || reason is not null, reason));
            }
            return versions;
        });

    public IReadOnlyList<(string Name, VersionRange Range)> DependenciesOf(
        string name,
        NuGetVersion version
    ) =>
        Asked(async () =>
        {
            var info = await Resource<FindPackageByIdResource>()
                .GetDependencyInfoAsync(name, version, s_cache, NullLogger.Instance, default);
            return (IReadOnlyList<(string, VersionRange)>)
                [
                    .. info
                        .DependencyGroups.SelectMany(group => group.Packages)
                        .Select(each => (each.Id, each.VersionRange)),
                ];
        });

    /// <summary>The package's bytes, or null where the feed does not have it.</summary>
    public byte[]? Fetch(string name, NuGetVersion version, string? wanted = null) =>
        Asked(
            async () =>
            {
                using var bytes = new MemoryStream();
                bool found = await Resource<FindPackageByIdResource>()
                    .CopyNupkgToStreamAsync(name, version, bytes, s_cache, NullLogger.Instance, default);
                return found ? bytes.ToArray() : null;
            },
            wanted
        );

    /// <summary>Sends a package to a feed with an address.</summary>
    public void Push(string path, string? key) =>
        Asked(async () =>
        {
            await Resource<PackageUpdateResource>()
                .PushAsync(
                    [path],
                    symbolSource: null,
                    timeoutInSecond: 300,
                    disableBuffering: false,
                    getApiKey: _ => key,
                    getSymbolApiKey: _ => null,
                    noServiceEndpoint: false,
                    skipDuplicate: false,
                    allowSnupkg: false,
                    allowInsecureConnections: true,
                    log: NullLogger.Instance
                );
            return true;
        });

    /// <summary>Withdraws a version of a feed with an address; what that does is the feed's choice, usually to unlist it.</summary>
    public void Unlist(string name, NuGetVersion version, string? key) =>
        Asked(async () =>
        {
            await Resource<PackageUpdateResource>()
                .Delete(
                    name,
                    version.ToNormalizedString(),
                    _ => key,
                    _ => true,
                    noServiceEndpoint: false,
                    allowInsecureConnections: true,
                    NullLogger.Instance
                );
            return true;
        });

    private T Resource<T>()
        where T : class, INuGetResource =>
        _repository.GetResource<T>() ?? throw new FatalProtocolException("it offers no such service");

    private T Asked<T>(Func<Task<T>> question, string? wanted = null)
    {
        if (Folder is { } folder && !Directory.Exists(folder))
            throw Unreachable("there is no such folder", wanted);
        try
        {
            return question().GetAwaiter().GetResult();
        }
        catch (Exception exception)
            when (exception
                    is FatalProtocolException
                        or AggregateException
                        or HttpRequestException
                        or SocketException
                        or IOException
                        or TaskCanceledException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or NuGet.Packaging.Core.PackagingException
                        or System.Xml.XmlException
            )
        {
            throw Unreachable(Innermost(exception), wanted);
        }
    }

    private PackageException Unreachable(string why, string? wanted) =>
        new(Rules.FeedUnreachableFor(Name, why, wanted));

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        string text = exception.Message.Split('\n')[0].Trim().TrimEnd('.');
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : exception.GetType().Name;
    }

    private static PackageSource? Configured(string name, string root)
    {
        try
        {
            var provider = new PackageSourceProvider(Settings.LoadDefaultSettings(root));
            return provider.LoadPackageSources().FirstOrDefault(source => source.Name == name);
        }
        catch (NuGetConfigurationException)
        {
            return null;
        }
    }
}
