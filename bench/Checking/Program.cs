using System.Diagnostics;
using System.Globalization;
using CellDsl.Bench.Checking;
using CellDsl.Cli.Files;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;

string module = Module.OfLines(10_000);
int lines = module.AsSpan().Count('\n');
Planner.Plan(LoadModule());
using (var process = Process.GetCurrentProcess())
{
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"memory after the module of {lines} lines was checked and planned once: {process.PeakWorkingSet64 / 1e6:0} MB at most"
        )
    );
}

// Every pass reads and binds anew, as an editor or a second `cell check` in one process would.
string[] examples = [.. Repository.Files("*.cell", "examples").OrderByDescending(Lines)];
Console.WriteLine(
    "warm, median of 21 passes; checked: parsed, bound, all findings; planned: with its plan and machines"
);
Measure($"largest example, {Name(examples[0])} ({Lines(examples[0])} lines)", () => Load(examples[0]));
string[] programs =
[
    .. examples.Where(file => File.ReadAllText(file).Contains("\nexperiment ", StringComparison.Ordinal)),
];
Measure(
    $"largest example with an experiment, {Name(programs[0])} ({Lines(programs[0])} lines)",
    () => Load(programs[0])
);
string low = Repository.File("examples/ltvo/low_pressure.cell");
Measure($"{Name(low)} with its imports", () => Load(low));
Measure($"synthetic module of {lines} lines", LoadModule);

Compilation LoadModule() =>
    Compilation.Create([new SourceText("module.cell", module)], new DiskSourceResolver());

static Compilation Load(string file)
{
    var resolver = new DiskSourceResolver();
    return Compilation.Create([resolver.Root(file)], resolver);
}

static void Measure(string what, Func<Compilation> load)
{
    double check = Median(() => load().Diagnostics.Length);
    double plan = Median(() =>
    {
        var compilation = load();
        return compilation.Diagnostics.Length + Planner.Plan(compilation).Diagnostics.Length;
    });
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: checked in {check:0.0} ms, checked and planned in {plan:0.0} ms"
        )
    );
}

static double Median(Func<int> work)
{
    for (int i = 0; i < 20; i++)
        work();
    var times = new double[21];
    for (int i = 0; i < times.Length; i++)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
    Array.Sort(times);
    return times[times.Length / 2];
}

static int Lines(string file) => File.ReadLines(file).Count();

static string Name(string file) => Path.GetRelativePath(Repository.Root, file);
