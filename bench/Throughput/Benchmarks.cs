using BenchmarkDotNet.Attributes;
using CellDsl.Language.Text;

namespace CellDsl.Bench;

/// <summary>Parsing two megabytes of procedures and of C#.</summary>
[MemoryDiagnoser]
public class ParseBenchmark
{
    private readonly IReadOnlyList<SourceText> _csharp = Corpus.CSharp;
    private readonly IReadOnlyList<SourceText> _procedures = Corpus.Procedures;

    [Benchmark(Baseline = true)]
    public int Roslyn() => Workloads.ParseCSharp(_csharp);

    [Benchmark]
    public int Cell() => Workloads.ParseProcedures(_procedures);
}

/// <summary>Parsing and checking two megabytes of procedures beside Roslyn's parser alone.</summary>
[MemoryDiagnoser]
public class CheckBenchmark
{
    private readonly IReadOnlyList<SourceText> _csharp = Corpus.CSharp;
    private readonly Project _project = Corpus.CheckedProject();

    [Benchmark(Baseline = true)]
    public int RoslynParse() => Workloads.ParseCSharp(_csharp);

    [Benchmark]
    public int CellCheck() => Workloads.Check(_project);
}
