using System.Reflection;
using System.Runtime.Loader;
using CellDsl.Compiler.CSharp;
using static CellDsl.Compiler.Tests.Fixtures;

namespace CellDsl.Compiler.Tests;

public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_run_finds_the_first()
    {
        var first = Compile("life");
        var second = Compile("life");
        Assert.Equal((false, true), (first.FromCache, second.FromCache));
        Assert.True(first.Assembly.Span.SequenceEqual(second.Assembly.Span));
        Assert.True(first.Symbols.Span.SequenceEqual(second.Symbols.Span));
        Assert.False(Compile("other").FromCache);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(-1)]
    public void A_damaged_entry_is_made_again(int damaged)
    {
        var whole = Compile("life");
        var entry = Assert.Single(Entries);
        var bytes = File.ReadAllBytes(entry);
        bytes[damaged < 0 ? bytes.Length + damaged : damaged] ^= 1;
        File.WriteAllBytes(entry, bytes);
        var again = Compile("life");
        Assert.False(again.FromCache);
        Assert.True(whole.Assembly.Span.SequenceEqual(again.Assembly.Span));
        Assert.True(Compile("life").FromCache);
    }

    [Fact]
    public void A_cut_off_entry_is_made_again()
    {
        Compile("life");
        File.WriteAllBytes(Assert.Single(Entries), File.ReadAllBytes(Assert.Single(Entries))[..30]);
        Assert.False(Compile("life").FromCache);
    }

    [Fact]
    public void What_was_not_used_for_longest_goes_first()
    {
        var size = new FileInfo(Entry("one")).Length;
        File.SetLastWriteTimeUtc(Entry("one"), DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(Entry("two"), DateTime.UnixEpoch.AddHours(1));
        // A use makes it young again.
        Assert.True(Compile("one").FromCache);
        Compile("three", most: (2 * size) + 100);
        Assert.True(Compile("one").FromCache);
        Assert.True(Compile("three").FromCache);
        Assert.False(Compile("two").FromCache);
    }

    [Fact]
    public void An_entry_larger_than_the_cache_is_kept_until_the_next()
    {
        Compile("one", most: 1);
        Compile("two", most: 1);
        Assert.Single(Entries);
        Assert.True(Compile("two").FromCache);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_does_no_harm()
    {
        var cache = new AssemblyCache(_folder.Write("file", "not a folder"));
        var compiled = CSharpBackend.Emit(PlanOf(), [], NoSources, new("life", cache));
        Assert.False(compiled.FromCache);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Roslyn_stays_away_when_the_cache_has_the_program()
    {
        var (cold, compiled) = Probe();
        Assert.Contains("Microsoft.CodeAnalysis", compiled);
        Assert.False(cold);
        var (warm, found) = Probe();
        Assert.True(warm);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", found);
        Assert.DoesNotContain("Microsoft.CodeAnalysis.CSharp", found);
        Assert.DoesNotContain("Basic.Reference.Assemblies.Net100", found);
    }

    /// <summary>Compiles in a load context of its own: whether the cache had it, and what was loaded.</summary>
    private (bool FromCache, IReadOnlyList<string?> Loaded) Probe()
    {
        var context = new ProbeContext();
        var probe = context
            .LoadFromAssemblyPath(typeof(CacheTests).Assembly.Location)
            .GetType(typeof(CacheTests).FullName ?? "")
            ?.GetMethod(nameof(CompileInto), BindingFlags.Static | BindingFlags.NonPublic);
        Assert.NotNull(probe);
        var fromCache = Assert.IsType<bool>(probe.Invoke(null, [_folder.Path]));
        var loaded = context.Assemblies.Select(assembly => assembly.GetName().Name).ToList();
        context.Unload();
        return (fromCache, loaded);
    }

    private static bool CompileInto(string folder) =>
        CSharpBackend
            .Emit(PlanOf(), [LifeProtocol.Machine()], [LifeProtocol.Source], new("probe", new(folder)))
            .FromCache;

    private CompiledProgram Compile(string name, long most = 1 << 20) =>
        CSharpBackend.Emit(PlanOf(), [], NoSources, new(name, new(_folder.Path, most)));

    private string Entry(string name)
    {
        var before = Entries.ToHashSet();
        Compile(name);
        return _entries.TryGetValue(name, out var known)
            ? known
            : _entries[name] = Assert.Single(Entries, entry => !before.Contains(entry));
    }

    private readonly Dictionary<string, string> _entries = [];

    private string[] Entries => Directory.GetFiles(_folder.Path, "*.cellasm");

    private sealed class ProbeContext() : AssemblyLoadContext("probe", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
