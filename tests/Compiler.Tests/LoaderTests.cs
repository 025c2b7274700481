using System.Runtime.CompilerServices;
using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Planning.Plans;
using CellDsl.Runtime.Loading;
using static CellDsl.Compiler.Tests.Fixtures;

namespace CellDsl.Compiler.Tests;

public sealed class LoaderTests
{
    [Fact]
    public void A_program_tells_who_made_it_from_what()
    {
        var plan = PlanOf();
        var compiled = CSharpBackend.Emit(plan, [LifeProtocol.Machine()], [LifeProtocol.Source]);
        using var loaded = ProgramLoader.Load(compiled.Assembly, compiled.Symbols);
        Assert.Equal(PlanJson.Write(plan), loaded.Program.Plan);
        Assert.Equal(
            new(ContractVersion.Current, CSharpBackend.ToolVersion, PlanHash.Of(plan), "00ff"),
            loaded.Program.Info
        );
        Assert.Equal("life", Assert.Single(loaded.Program.Machines).Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => loaded.Program.Visit(1, new DriverFactory()));
    }

    [Fact]
    public void A_program_that_was_let_go_is_gone()
    {
        var (context, loaded) = LoadAndRelease();
        Assert.Throws<ObjectDisposedException>(() => loaded.Program);
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Context, LoadedProgram Loaded) LoadAndRelease()
    {
        var loaded = ProgramLoader.Load(Compile(LifeProtocol.Machine()).Assembly);
        var reference = new WeakReference(loaded.Program.GetType().Assembly);
        Assert.True(loaded.Program.Visit(0, new DriverFactory()).Start(1, 1) == TickResult.Moved);
        loaded.Dispose();
        return (reference, loaded);
    }

    [Fact]
    public void Another_version_of_the_contract_is_refused_before_it_runs()
    {
        var unit = CSharpBackend.Generate(PlanOf(), [], NoSources, "old");
        var old = unit.Files.Select(file =>
            file with
            {
                Text = file.Text.Replace(
                    "ContractVersion = 1",
                    "ContractVersion = 99",
                    StringComparison.Ordinal
                ),
            }
        );
        var (assembly, _) = RoslynEmitter.Emit(unit with { Files = [.. old] });
        var fault = Assert.Throws<ProgramLoadException>(() => ProgramLoader.Load(assembly, name: "old.dll"));
        Assert.Equal(
            "old.dll was built for version 99 of the runtime contract, but this is version 1: build it again, or run it "
                + "with the tool that built it.",
            fault.Message
        );
    }

    [Fact]
    public void What_is_no_program_is_refused_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith(
            "text.dll is not a program made by `cell build`",
            Fault(folder.Write("text.dll", "no assembly")),
            StringComparison.Ordinal
        );
        Assert.Contains("cannot be read", Fault(folder.File("missing.dll")), StringComparison.Ordinal);
        Assert.EndsWith(
            "is an assembly, but not one made by `cell build`.",
            Fault(typeof(LoaderTests).Assembly.Location),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Symbols_are_taken_from_beside_the_assembly()
    {
        using var folder = new TemporaryFolder();
        var compiled = Compile(LifeProtocol.Machine());
        File.WriteAllBytes(folder.File("life.dll"), compiled.Assembly.Span);
        File.WriteAllBytes(folder.File("life.pdb"), compiled.Symbols.Span);
        using var loaded = ProgramLoader.LoadFile(folder.File("life.dll"));
        Assert.Single(loaded.Program.Machines);
    }

    private static string Fault(string path) =>
        Assert.Throws<ProgramLoadException>(() => ProgramLoader.LoadFile(path)).Message;
}
