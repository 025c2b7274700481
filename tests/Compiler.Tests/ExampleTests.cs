using CellDsl.Compiler.CSharp;
using CellDsl.Language.Semantics;
using CellDsl.Language.Text;
using CellDsl.Planning;
using CellDsl.Runtime.Loading;

namespace CellDsl.Compiler.Tests;

/// <summary>The examples that we ship, from text to running machine.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples =>
        [.. Repository.Examples().Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_compiles_without_a_warning_and_does_as_its_plan_says(string example)
    {
        var planned = Plan(example);
        var unit = CSharpBackend.Generate(planned.Plan, planned.Machines, planned.Sources, "example");
        var (assembly, _, warnings) = RoslynEmitter.EmitWithWarnings(Fixtures.CheckedForNulls(unit));
        Assert.Empty(warnings);
        using var loaded = ProgramLoader.Load(assembly);
        for (int i = 0; i < planned.Machines.Length; i++)
        {
            int machine = i;
            var program = loaded.Program;
            InterpretedMachineTests.Compare(
                planned.Machines[i],
                () => program.Visit(machine, new DriverFactory()),
                seed: i
            );
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_folder_does_not_go_into_the_bytes(string example)
    {
        var here = CSharpBackend.Emit(Plan(example));
        var there = CSharpBackend.Emit(Plan(example, "/elsewhere/deep/down"));
        Assert.True(here.Assembly.Span.SequenceEqual(there.Assembly.Span));
        Assert.True(here.Symbols.Span.SequenceEqual(there.Symbols.Span));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_place_that_a_machine_names_is_in_an_embedded_source(string example)
    {
        var planned = Plan(example);
        var sources = planned.Sources.ToDictionary(source => source.Path);
        foreach (var step in planned.Machines.SelectMany(machine => machine.Steps))
        {
            Assert.True(sources.TryGetValue(step.Source.Path, out var source), step.Source.Path);
            int start = source.OffsetAt(new(step.Source.Line - 1, step.Source.Column - 1));
            int end = source.OffsetAt(new(step.Source.EndLine - 1, step.Source.EndColumn - 1));
            Assert.True(start < end);
        }
    }

    [Theory]
    [InlineData("examples/quickstart.cell", 1)]
    [InlineData("examples/ltvo/protocols.cell", 2)]
    public void The_examples_do_hold_machines(string example, int least) =>
        Assert.True(Plan(example).Machines.Length >= least);

    /// <summary>
    /// Plans an example as if its folder lay somewhere else. Whether it is free of errors is for the tests of the rules;
    /// here counts what is planned.
    /// </summary>
    private static PlanResult Plan(string example, string root = "")
    {
        var files = new Files(root);
        return Planner.Plan(Compilation.Create([files.Read(example)], files));
    }

    private sealed class Files(string root) : ISourceResolver
    {
        private readonly Dictionary<string, SourceText> _read = [];

        public SourceText Read(string path)
        {
            if (!_read.TryGetValue(path, out var source))
                _read[path] = source = new(root + "/" + path, File.ReadAllText(Repository.File(path)));
            return source;
        }

        public SourceText? Resolve(string importingPath, string importPath)
        {
            var folder = Path.GetDirectoryName(importingPath[(root.Length + 1)..]) ?? "";
            var path = Path.Combine(folder, importPath);
            return File.Exists(Repository.File(path)) ? Read(path) : null;
        }
    }
}
