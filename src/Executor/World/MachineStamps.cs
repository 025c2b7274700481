using System.Diagnostics;

namespace CellDsl.Executor.World;

/// <summary>The clocks of the machine that this process runs on.</summary>
internal static class MachineStamps
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    // Elsewhere than on Linux a run that comes back trusts the calendar.
    private static readonly string Boot = File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : "";

    public static Stamp Now => new(Boot, Monotonic, DateTimeOffset.UtcNow);

    public static long Monotonic => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
