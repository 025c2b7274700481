using CellDsl.Compiler.CSharp;
using CellDsl.Contracts;
using CellDsl.Planning.Machines;
using CellDsl.Runtime.Loading;
using CsCheck;
using static CellDsl.Compiler.Tests.Fixtures;

namespace CellDsl.Compiler.Tests;

/// <summary>What holds for every machine that the intermediate form allows.</summary>
public sealed class RandomMachineTests
{
    // One assembly holds many machines: the compiler is what takes time.
    private const int Batch = 15;
    internal const int Batches = 3;
    internal const int Ticks = 120;

    internal static readonly double[] Arguments = [1.5, -2];

    [Fact]
    public void Every_machine_compiles_without_a_warning() =>
        Gen.Int[0, 1 << 20]
            .Holds(
                seed =>
                {
                    var unit = CSharpBackend.Generate(PlanOf(), Machines(seed), NoSources, "random");
                    Assert.Empty(RoslynEmitter.EmitWithWarnings(Fixtures.CheckedForNulls(unit)).Warnings);
                },
                iter: Batches,
                threads: 1
            );

    [Fact]
    public void Nothing_happens_between_the_guards_and_before_the_deadline() =>
        Gen.Int[0, 1 << 20].Holds(seed => ForEach(seed, WatchGuards), iter: Batches, threads: 1);

    [Fact]
    public void Every_state_survives_as_bytes_at_any_moment() =>
        Gen.Int[0, 1 << 20].Holds(seed => ForEach(seed, WriteAndRead), iter: Batches, threads: 1);

    private static Machine[] Machines(int seed) =>
        [.. Enumerable.Range(0, Batch).Select(i => RandomMachine.Of((seed * Batch) + i))];

    internal static void ForEach(int seed, Action<Machine, Func<IDriver>, int> test)
    {
        var machines = Machines(seed);
        var compiled = CSharpBackend.Emit(PlanOf(), machines, NoSources);
        using var loaded = ProgramLoader.Load(compiled.Assembly);
        for (int i = 0; i < machines.Length; i++)
        {
            int machine = i;
            var program = loaded.Program;
            test(machines[i], () => program.Visit(machine, new DriverFactory()), (seed * Batch) + i);
        }
    }

    private static void WatchGuards(Machine machine, Func<IDriver> make, int seed)
    {
        var driver = make();
        var random = new Random(seed);
        driver.Start(Arguments);
        for (int i = 0; i < Ticks; i++)
        {
            var result = driver.Tick();
            if (result == TickResult.Moved)
                continue;
            if (result != TickResult.Stay)
                break;
            var before = driver.Guards();
            long deadline = driver.NextDeadline();
            Assert.True(deadline > driver.Now.Time);
            var next = RandomMachine.Next(random, driver.Now);
            // A deadline supposes that no interruption comes.
            next.WallTime = driver.Now.WallTime + (next.Time - driver.Now.Time);
            driver.Now = next;
            var after = driver.Guards();
            if (next.Time < deadline && SameSide(before, after))
                Assert.Equal(TickResult.Stay, driver.Tick());
        }
    }

    private static bool SameSide(double[] before, double[] after) =>
        before.Zip(after).All(pair => pair.First > 0 ? pair.Second > 0 : pair.First < 0 && pair.Second < 0);

    private static void WriteAndRead(Machine machine, Func<IDriver> make, int seed)
    {
        var (driver, other) = (make(), make());
        var random = new Random(seed);
        driver.Start(Arguments);
        for (int i = 0; i < 20; i++)
        {
            driver.Now = RandomMachine.Next(random, driver.Now);
            var bytes = driver.Write();
            other.Read(bytes);
            other.Now = driver.Now;
            Assert.Equal(bytes, other.Write());
            Assert.Equal(driver.Tick(), other.Tick());
            Assert.Equal(driver.Write(), other.Write());
        }
    }
}
