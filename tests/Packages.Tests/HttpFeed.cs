using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CellDsl.Packages.Archives;

namespace CellDsl.Packages.Tests;

/// <summary>
/// A NuGet feed with an address, as small as the protocol's version 3 allows: index, package content, registrations, and the
/// publishing of version 2. It listens on this machine alone.
/// </summary>
internal sealed class HttpFeed : IDisposable
{
    private const string Key = "secret";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<(string Name, string Version), (byte[] Bytes, bool Listed)> _packages = [];
    private readonly Lock _lock = new();

    public HttpFeed()
    {
        Base = Listen();
        _ = Task.Run(Serve);
    }

    public string Base { get; }

    public string Index => Base + "index.json";

    public void Dispose() => _listener.Close();

    private string Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            string address = $"http://127.0.0.1:{port}/";
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(address);
                _listener.Start();
                return address;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Somebody took the port in between.
            }
        }
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var (status, body) = await Answer(context.Request);
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<(int Status, byte[] Body)> Answer(HttpListenerRequest request)
    {
        string[] parts = (request.Url?.AbsolutePath ?? "").Trim('/').Split('/');
        switch (request.HttpMethod, parts)
        {
            case ("GET", ["index.json"]):
                return Json(
                    new
                    {
                        version = "3.0.0",
                        resources = new[]
                        {
                            Resource("flat/", "PackageBaseAddress/3.0.0"),
                            Resource("reg/", "RegistrationsBaseUrl/3.6.0"),
                            Resource("push", "PackagePublish/2.0.0"),
                        },
                    }
                );
            case ("GET", ["flat", var name, "index.json"]) when Versions(name) is { Count: > 0 } versions:
                return Json(new { versions });
            case ("GET", ["flat", var name, var version, var file]) when Find(name, version) is { } found:
                return file.EndsWith(".nuspec", StringComparison.Ordinal)
                    ? (200, SafeZip(found.Bytes)[$"{name}.nuspec"])
                    : (200, found.Bytes);
            case ("GET", ["reg", var name, "index.json"]) when Versions(name) is { Count: > 0 } versions:
                return Registration(name, versions);
            case ("PUT", ["push", ..]):
                if (request.Headers["X-NuGet-ApiKey"] != Key)
                    return (403, []);
                using (var body = new MemoryStream())
                {
                    await request.InputStream.CopyToAsync(body);
                    Take(body.ToArray());
                }
                return (201, []);
            case ("DELETE", ["push", var name, var version]) when Find(name, version) is { } found:
                lock (_lock)
                    _packages[(name, version)] = (found.Bytes, false);
                return (204, []);
            default:
                return (404, []);
        }
    }

    private (int, byte[]) Registration(string name, List<string> versions) =>
        Json(
            new
            {
                count = 1,
                items = new[]
                {
                    new Dictionary<string, object>
                    {
                        ["@id"] = $"{Base}reg/{name}/page.json",
                        ["count"] = versions.Count,
                        ["lower"] = versions[0],
                        ["upper"] = versions[^1],
                        ["items"] = versions.Select(version => new Dictionary<string, object>
                        {
                            ["@id"] = $"{Base}reg/{name}/{version}.json",
                            ["packageContent"] = $"{Base}flat/{name}/{version}/{name}.{version}.nupkg",
                            ["catalogEntry"] = new Dictionary<string, object>
                            {
                                ["@id"] = $"{Base}catalog/{name}.{version}.json",
                                ["id"] = name,
                                ["version"] = version,
                                ["listed"] = Find(name, version)?.Listed ?? false,
                            },
                        }),
                    },
                },
            }
        );

    /// <summary>The package in a body of several parts.</summary>
    private void Take(byte[] body)
    {
        int start = body.AsSpan().IndexOf("PK\u0003\u0004"u8);
        // The archive ends with its directory's last record, which is 22 bytes long.
        int end = body.AsSpan().LastIndexOf("PK\u0005\u0006"u8) + 22;
        byte[] bytes = body[start..end];
        var package = PackageFile.Read(bytes, "the body");
        lock (_lock)
            _packages[(package.Facts.Name, package.Facts.Version.ToNormalizedString())] = (bytes, true);
    }

    private (byte[] Bytes, bool Listed)? Find(string name, string version)
    {
        lock (_lock)
            return _packages.TryGetValue((name, version), out var found) ? found : null;
    }

    private List<string> Versions(string name)
    {
        lock (_lock)
            return
            [
                .. _packages
                    .Keys.Where(each => each.Name == name)
                    .Select(each => each.Version)
                    .Order(StringComparer.Ordinal),
            ];
    }

    private Dictionary<string, string> Resource(string path, string type) =>
        new() { ["@id"] = Base + path, ["@type"] = type };

    private static SortedDictionary<string, byte[]> SafeZip(byte[] bytes) =>
        SafeArchive.Read(bytes, "the package");

    private static (int, byte[]) Json(object value) =>
        (200, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)));
}
