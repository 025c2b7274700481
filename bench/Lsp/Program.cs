using System.Globalization;
using CellDsl.Lsp.Bench;

if (args is not [var command, ..])
{
    Console.Error.WriteLine(
        "usage: CellDsl.Lsp.Bench COMMAND [SAMPLES]   as in: …/publish/CellDsl.Cli/release/cell 300"
    );
    return 2;
}
int samples = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
if (File.Exists("/proc/loadavg"))
    Console.WriteLine(
        $"Load of the machine: {File.ReadAllText("/proc/loadavg").Trim()} on {Environment.ProcessorCount} processors."
    );
Console.WriteLine($"Through the wire, {samples} samples after {Scenario.WarmUps} to warm up; milliseconds.");
Console.WriteLine();
Console.WriteLine(
    "| files | lines | first findings | memory busy / idle | keystroke p50 / p95 / p99 | completion | hover | rename |"
);
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var (files, lines) in ((int, int)[])[(1, 100), (1, 1_000), (1, 10_000), (200, 100)])
    Console.WriteLine(Scenario.Run(command, files, lines, samples));
return 0;
