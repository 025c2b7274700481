using BenchmarkDotNet.Running;
using CellDsl.Bench;

// `--ratios` compares with Roslyn in one process within a minute; anything else goes to BenchmarkDotNet.
if (args is ["--ratios"])
    Ratios.Print();
else
    BenchmarkSwitcher.FromAssembly(typeof(ParseBenchmark).Assembly).Run(args);
