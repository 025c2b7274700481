using System.Diagnostics;
using System.Globalization;

namespace CellDsl.Bench;

/// <summary>
/// The goals of the project, measured side by side in one process. Rounds alternate, the median counts. Reading and
/// checking run on one thread, so that the processor's time counts there and what else the machine does matters less. Roslyn
/// emits on several, so that there both are told: the wall's time is the goal, and means little on a busy machine.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 15;

    public static void Print()
    {
        var project = Corpus.CheckedProject();
        double cellBytes = Corpus.Bytes(Corpus.Procedures);
        double sharpBytes = Corpus.Bytes(Corpus.CSharp);
        double projectBytes = Corpus.Bytes(project.Roots);

        var seconds = Alternate(
            12,
            ProcessorTime,
            () => Workloads.ParseCSharp(Corpus.CSharp),
            () => Workloads.ParseProcedures(Corpus.Procedures),
            () => Workloads.Check(project)
        );
        double roslyn = sharpBytes / seconds[0] / 1e6;
        double parse = cellBytes / seconds[1] / 1e6;
        double check = projectBytes / seconds[2] / 1e6;
        Line("Roslyn's C# parser", roslyn, "MB/s", null);
        Line("Cell: parse", parse, "MB/s", $"{Number(parse / roslyn)} times Roslyn's (goal: at least 5)");
        Line(
            "Cell: parse and check",
            check,
            "MB/s",
            $"{Number(check / roslyn)} times Roslyn's (goal: at least 1.5)"
        );

        var workload = new BuildWorkload();
        // Planning is a hundred methods that each run a few times: they take longer to be compiled well.
        var built = Alternate(60, TimeOnTheWall, workload.Emit, workload.Build);
        var worked = Alternate(0, ProcessorTime, workload.Emit, workload.Build);
        Line("Roslyn: parse and emit", built[0] * 1000, "ms", null);
        Line(
            "Cell: text to assembly",
            built[1] * 1000,
            "ms",
            $"{Number(built[1] / built[0])} times Roslyn's (goal: at most 1.15); of processor time {Number(worked[1] / worked[0])}"
        );
    }

    private static TimeSpan ProcessorTime() => Environment.CpuUsage.TotalTime;

    private static TimeSpan TimeOnTheWall() => Stopwatch.GetElapsedTime(0);

    /// <summary>The median time of each workload in seconds.</summary>
    private static double[] Alternate(int warmUps, Func<TimeSpan> clock, params Func<int>[] workloads)
    {
        var times = workloads.Select(_ => new List<double>()).ToArray();
        int sink = 0;
        for (int round = 0; round < warmUps + Rounds; round++)
        {
            for (int i = 0; i < workloads.Length; i++)
            {
                GC.Collect();
                var start = clock();
                sink ^= workloads[i]();
                if (round >= warmUps)
                    times[i].Add((clock() - start).TotalSeconds);
            }
        }
        GC.KeepAlive(sink);
        return [.. times.Select(Median)];
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Line(string what, double value, string unit, string? comparison) =>
        Console.WriteLine(
            $"{what, -28}{Number(value), 9} {unit}{(comparison is null ? "" : $"   {comparison}")}"
        );

    private static string Number(double value) =>
        value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
