using System.Text;

namespace CellDsl.Packages.Tests;

/// <summary>A laboratory's machine: a folder to work in and a cache of its own, in which the command is called.</summary>
internal sealed class Lab : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public Lab()
    {
        Directory.CreateDirectory(File("work"));
        _environment = new()
        {
            ["CELL_CACHE"] = File("cache"),
            ["XDG_CACHE_HOME"] = File("cache"),
            // NuGet reads its configuration from the home of the user.
            ["HOME"] = File("home"),
            ["DOTNET_CLI_HOME"] = File("home"),
        };
        Directory.CreateDirectory(File("home"));
    }

    /// <summary>Where the command is called.</summary>
    public string Work => File("work");

    /// <summary>What this machine keeps of packages and programs.</summary>
    public string Cache => File("cache");

    public string File(string name) => System.IO.Path.Combine(_folder.Path, name);

    public string Read(string name) => System.IO.File.ReadAllText(System.IO.Path.Combine(Work, name));

    public byte[] Bytes(string name) => System.IO.File.ReadAllBytes(System.IO.Path.Combine(Work, name));

    public void Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Work, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? Work);
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    /// <summary>Copies the files of a folder of the repository, not of those below it.</summary>
    public void Take(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Repository.File(folder)))
            System.IO.File.Copy(file, System.IO.Path.Combine(Work, System.IO.Path.GetFileName(file)));
    }

    public Lab With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public Task<CellResult> Run(params string[] arguments) => RunIn(Work, arguments);

    public Task<CellResult> RunIn(string folder, params string[] arguments) =>
        CellProcess.Run(folder, arguments, null, _environment);

    /// <summary>Runs a command that must succeed; what it printed.</summary>
    public async Task<string> Clean(params string[] arguments)
    {
        var result = await Run(arguments);
        Assert.True(result.ExitCode == 0, $"cell {string.Join(' ', arguments)}: {result}");
        return result.Output;
    }

    /// <summary>Runs a command that must refuse, with the code; all that it printed.</summary>
    public async Task<string> Refused(string code, params string[] arguments)
    {
        var result = await Run(arguments);
        string all = result.Output + result.Error;
        Assert.True(result.ExitCode is 1 or 2, $"cell {string.Join(' ', arguments)}: {result}");
        Assert.Contains($"[{code}]", all, StringComparison.Ordinal);
        Assert.Contains("help: ", all, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", all, StringComparison.Ordinal);
        return all;
    }

    public void Dispose() => _folder.Dispose();
}
