using CellDsl.Executor.Journal;
using CellDsl.Executor.Tests.World;
using CellDsl.Runtime.Records;

namespace CellDsl.Executor.Tests.Running;

/// <summary>
/// Runs in a simulated world with faults from a seed. <c>CELL_FAULT_SEEDS=10000</c> tries so many seeds, and
/// <c>CELL_FAULT_SEED=417</c> that one alone.
/// </summary>
public sealed class FaultTests
{
    private const long Minute = 60_000_000_000;

    private static readonly Lazy<SimulatedLife> Undisturbed = new(() => Lived(0, _ => { }));

    [Fact]
    public void Without_faults_it_runs_as_planned()
    {
        var life = Undisturbed.Value;
        Assert.Equal(1, life.Processes);
        Holds(life, "undisturbed");
        Assert.Equal(8, Steps(life).Count);
        Assert.DoesNotContain(life.Entries, e => e is Interrupted or WatchdogTripped or Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Killed_at_any_call_to_the_disk(bool losesPower)
    {
        long calls = Undisturbed.Value.Disk.Calls;
        for (long at = 1; at <= calls; at++)
        {
            var life = Lived(
                (int)at,
                l =>
                {
                    l.Disk.Faults = new() { KillAt = at, LosesPower = losesPower };
                    l.Downtime = () => l.World.Chance.NextInt64(5 * 60) * Minute;
                }
            );
            Holds(life, $"killed at call {at}");
            SameSteps(life, $"killed at call {at}");
            Assert.Equal(2, life.Processes);
        }
    }

    public static TheoryData<int> Seeds
    {
        get
        {
            if (int.TryParse(Environment.GetEnvironmentVariable("CELL_FAULT_SEED"), out int one))
                return [one];
            int count = int.TryParse(Environment.GetEnvironmentVariable("CELL_FAULT_SEEDS"), out int n)
                ? n
                : 100;
            // A hundred seeds a test: ten thousand lines of results would help nobody.
            return [.. Enumerable.Range(0, (count + 99) / 100).Select(i => -1 - i)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_goes_wrong(int seed)
    {
        int first = seed >= 0 ? seed : (-1 - seed) * 100;
        int last = seed >= 0 ? seed : first + 99;
        for (int s = first; s <= last; s++)
        {
            string name = $"CELL_FAULT_SEED={s}";
            SimulatedLife life;
            try
            {
                life = Lived(s, Trouble);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException(name, e);
            }
            Holds(life, name);
            if (!life.Witness.TrippedLimit)
                SameSteps(life, name);
        }
    }

    /// <summary>Each seed has a few kinds of trouble, not all of them: what hides behind another fault comes out in time.</summary>
    private static void Trouble(SimulatedLife life)
    {
        var world = life.World;
        double Often(double most) => world.Happens(0.4) ? most * world.Chance.NextDouble() : 0;
        life.Link = new()
        {
            Lost = Often(0.05),
            Ambiguous = Often(0.5),
            Doubled = Often(0.5),
            Stale = Often(0.05),
            Delayed = Often(0.02),
            Kill = Often(0.004),
            Outage = Often(0.002),
            Frozen = Often(0.001),
        };
        life.Disk.Faults = new()
        {
            KillAt = world.Happens(0.5) ? world.Chance.Next(1, 400) : 0,
            Full = Often(0.01),
            SyncFails = Often(0.02),
            LosesPower = world.Happens(0.5),
        };
        life.Downtime = () => world.Chance.NextInt64(world.Happens(0.5) ? Minute : 300 * Minute);
        life.BetweenProcesses = () =>
        {
            if (world.Happens(0.3))
                world.Reboot();
            if (world.Happens(0.2))
                world.SetCalendar(TimeSpan.FromMinutes(world.Chance.Next(-600, 600)));
        };
    }

    private static SimulatedLife Lived(int seed, Action<SimulatedLife> faults)
    {
        var life = new SimulatedLife(Programs.TwoCycles.Program, seed);
        faults(life);
        life.Live();
        return life;
    }

    private static IReadOnlyList<StepResult> Steps(SimulatedLife life) => life.Outcome?.Results?.Steps ?? [];

    private static void SameSteps(SimulatedLife life, string name)
    {
        var expected = Steps(Undisturbed.Value).Select(s => (s.Step, s.Cycle)).ToList();
        var actual = Steps(life).Select(s => (s.Step, s.Cycle)).ToList();
        Assert.True(expected.SequenceEqual(actual), $"{name}: {string.Join(' ', actual)}");
    }

    private static void Holds(SimulatedLife life, string name)
    {
        Assert.True(life.Witness.Wrongs.Count == 0, $"{name}: {string.Join("; ", life.Witness.Wrongs)}");
        ChargeIsCounted(life, name);
        TimeIsCounted(life, name);
        RowsGoOn(life, name);
    }

    /// <summary>What the run counted is what went through the instrument.</summary>
    private static void ChargeIsCounted(SimulatedLife life, string name)
    {
        var last = life.Entries.OfType<Decided>().Select(d => d.Standing).Last();
        foreach (var standing in life.Entries.OfType<Interrupted>().Select(i => i.Standing))
            last = standing.Clock > last.Clock ? standing : last;
        Assert.True(
            Near(last.Seen.ChargeIn, last.Counters.ChargeIn),
            $"{name}: charge in {last.Seen.ChargeIn} of {last.Counters.ChargeIn}"
        );
        Assert.True(Near(last.Seen.ChargeOut, last.Counters.ChargeOut), $"{name}: charge out");

        static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
    }

    /// <summary>Program time is wall time less what the gaps say.</summary>
    private static void TimeIsCounted(SimulatedLife life, string name)
    {
        var last = life.Entries.OfType<Decided>().Last();
        long stood = life.Entries.OfType<Interrupted>().Sum(i => i.StoodStill);
        Assert.True(
            last.Standing.Seen.WallTime - last.Standing.Seen.Time == stood,
            $"{name}: {last.Standing.Seen.WallTime} ns of wall time, {last.Standing.Seen.Time} ns of program time, {stood} ns of gaps"
        );
    }

    /// <summary>Rows are in order, nothing in them goes back, and none is missing but where a gap is recorded.</summary>
    private static void RowsGoOn(SimulatedLife life, string name)
    {
        // An interval, a look, and what a delayed reply may take, s.
        const double Longest = 60 + 20 + 5.1;
        double[]? before = null;
        var gaps = life.Entries.OfType<Interrupted>().Select(i => i.Standing.Seen.Time * 1e-9).ToList();
        foreach (string line in life.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] cells = line.Split(',');
            double[] row =
            [
                .. new[] { 0, 3, 4, 11, 12, 17, 18 }.Select(i =>
                    double.Parse(cells[i], System.Globalization.CultureInfo.InvariantCulture)
                ),
            ];
            if (before is not null)
            {
                for (int i = 0; i < row.Length; i++)
                    Assert.True(
                        row[i] >= before[i] - 1e-9,
                        $"{name}: {line} goes back in column {i}, from {before[i]}"
                    );
                bool inGap =
                    gaps.Exists(g => g > before[0] - 1e-6 && g <= row[0] + 1e-6) || life.LosesContact;
                // Short losses of contact are no gap: the instrument works on, and rows come late.
                Assert.True(
                    row[0] - before[0] <= Longest || inGap,
                    $"{name}: a row is missing before {line}"
                );
            }
            before = row;
        }
        Assert.NotNull(before);
    }
}
